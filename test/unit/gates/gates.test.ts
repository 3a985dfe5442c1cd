import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { forbiddenImports, forbiddenTexts, type Violation } from './violations.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
let copy = ''

interface Run {
  readonly code: number
  readonly output: string
}

function bin(name: string, args: readonly string[]): Promise<Run> {
  const program = join(root, 'node_modules/.bin', name)
  const shell = process.platform === 'win32'
  return new Promise((resolve) => {
    execFile(program, [...args], { cwd: copy, shell }, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code ?? 1)
      resolve({ code, output: `${stdout}\n${stderr}` })
    })
  })
}

/** An empty project under the real configuration, in which only the planted file can be wrong. */
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'gates-'))
  await cp(join(root, 'build'), join(copy, 'build'), { recursive: true })
  await cp(join(root, '.biome.json'), join(copy, '.biome.json'))
  await cp(join(root, 'package.json'), join(copy, 'package.json'))
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  const projects = ['shared/tsconfig.json', 'electron/tsconfig.json', 'renderer/tsconfig.json']
  for (const project of projects) await cp(join(root, project), join(copy, project))
})

afterAll(async () => {
  await rm(copy, { recursive: true, force: true })
})

async function plant(file: string, text: string): Promise<() => Promise<void>> {
  await mkdir(dirname(join(copy, file)), { recursive: true })
  await writeFile(join(copy, file), text)
  return () => rm(join(copy, file))
}

async function lint(violation: Violation): Promise<Run> {
  const uproot = await plant(violation.file, violation.text)
  try {
    return await bin('biome', ['lint', violation.file])
  } finally {
    await uproot()
  }
}

describe('the linter refuses', () => {
  test.each([...forbiddenImports, ...forbiddenTexts])('$rule', async (violation) => {
    const { code, output } = await lint(violation)
    expect(output).toMatch(violation.complaint)
    expect(code).not.toBe(0)
  })
})

const allowed: readonly (readonly [string, string])[] = [
  ['shared/oss/planted.ts', 'zod'],
  ['electron/oss/operations/planted.ts', '../../../shared/transfer/state.ts'],
  ['electron/oss/planted.ts', 'undici'],
  ['electron/db/planted.ts', 'node:sqlite'],
  ['electron/transfer/run/planted.ts', '../../oss/client.ts'],
  ['electron/ipc/serve.ts', 'electron'],
  ['electron/app/planted.ts', 'electron'],
  ['electron/main.ts', './transfer/start.ts'],
  ['electron/preload.ts', '../shared/ipc/contract.ts'],
  ['renderer/ui/planted.tsx', 'react-aria-components'],
  ['renderer/screens/browser/planted.tsx', '../../../shared/objects.ts'],
]

describe('the linter allows', () => {
  test.each(allowed)('%s importing %s', async (file, source) => {
    const text = `import { x } from '${source}'\n\nexport const y = x\n`
    const { code, output } = await lint({ rule: '', file, text, complaint: /./ })
    expect(output).not.toMatch(/noRestrictedImports/)
    expect(code).toBe(0)
  })
})

describe('the compiler refuses', () => {
  test.each([
    ['Node in shared', 'shared/planted.ts', 'export const a = process.pid\n', 'shared'],
    ['the DOM in shared', 'shared/planted.ts', 'export const a = document.title\n', 'shared'],
    ['the DOM in electron', 'electron/planted.ts', 'export const a = document.title\n', 'electron'],
    ['Node in the page', 'renderer/planted.ts', 'export const a = process.pid\n', 'renderer'],
    ['an enum', 'shared/planted.ts', 'export enum A {\n  B = 1,\n}\n', 'shared'],
  ])('%s', async (_name, file, text, project) => {
    const uproot = await plant(file, text)
    try {
      const { code, output } = await bin('tsc', ['-b', project])
      expect(output).toMatch(/planted\.ts.*error TS/)
      expect(code).not.toBe(0)
    } finally {
      await uproot()
    }
  })

  test('a message catalog that misses a text', async () => {
    const en = await plant('shared/en.ts', "export const en = { a: 'A', b: 'B' }\n")
    const zh = await plant(
      'shared/zh.ts',
      "import type { en } from './en.ts'\n\nexport const zh: typeof en = { a: '甲' }\n",
    )
    const { code, output } = await bin('tsc', ['-b', 'shared'])
    expect(output).toMatch(/Property 'b' is missing/)
    expect(code).not.toBe(0)
    await zh()
    await en()
  })
})

test('the dead-code gate names a file that nobody uses', async () => {
  const uproot = await plant('shared/planted.ts', 'export const a = 1\n')
  const { code, output } = await bin('knip', ['--config', 'build/knip.json', '--include', 'files'])
  expect(output).toMatch(/shared\/planted\.ts/)
  expect(code).not.toBe(0)
  await uproot()
})
