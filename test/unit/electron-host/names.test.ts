import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { expect, test } from 'vitest'
import * as standIn from '../../electron-host/electron.ts'
import { bindingName, pageScript } from '../../electron-host/page-script.ts'

const root = fileURLToPath(new URL('../../../electron', import.meta.url))

interface Use {
  readonly file: string
  readonly name: string
  readonly members: readonly string[]
}

/** Every value that a main-process file imports from Electron, with the members it uses of it. */
function uses(): readonly Use[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => file.endsWith('.ts') && file !== 'preload.ts')
    .flatMap((file) => usesIn(file, readFileSync(join(root, file), 'utf8')))
}

function usesIn(file: string, text: string): readonly Use[] {
  const imports = [...text.matchAll(/^import \{([^}]*)\} from 'electron'$/gm)]
  const names = imports.flatMap(([, list = '']) => list.split(',').map((name) => name.trim()))
  return names
    .filter((name) => name !== '' && !name.startsWith('type '))
    .map((name) => {
      const members = [...text.matchAll(new RegExp(`(?<![\\w./'-])${name}\\.(\\w+)`, 'g'))]
      return { file, name, members: [...new Set(members.map(([, member = '']) => member))] }
    })
}

test('the search finds what the sources use', () => {
  const found = uses()
  expect(found.map(({ name }) => name)).toEqual(expect.arrayContaining(['app', 'BrowserWindow']))
  const dialogs = found.filter(({ name }) => name === 'dialog')
  expect(dialogs.flatMap(({ members }) => members)).toContain('showOpenDialog')
})

test('the stand-in has every name and every member that the sources use', () => {
  const modules = standIn as unknown as Readonly<Record<string, Readonly<Record<string, unknown>>>>
  const missing = uses().flatMap(({ file, name, members }) => {
    const provided = modules[name]
    if (provided === undefined) return [`${file}: ${name}`]
    return members
      .filter((member) => !(member in provided))
      .map((member) => `${file}: ${name}.${member}`)
  })
  expect(missing).toEqual([])
})

test('the stand-in exports what it says, and nothing that no source uses', () => {
  const exported = Object.keys(standIn).filter((name) => name !== 'providedNames')
  expect(exported.sort()).toEqual([...standIn.providedNames].sort())
  const used = new Set(uses().map(({ name }) => name))
  expect(exported.filter((name) => !used.has(name))).toEqual([])
})

/** What a preload gets from `require('electron')`: the script runs as in a page, in a realm of its own. */
function preloadNames(): Readonly<Record<string, readonly string[]>> {
  const page: Record<string, unknown> = { console: { debug: () => undefined }, File, Blob }
  Object.assign(page, { window: page, top: page, [bindingName]: () => undefined, found: {} })
  const source = `
    for (const [name, value] of Object.entries(require('electron'))) found[name] = Object.keys(value)
    exports.done = true`
  runInContext(pageScript(source), createContext(page))
  return page.found as Readonly<Record<string, readonly string[]>>
}

test('the stand-in has every name that the preload uses, and no other', () => {
  const used = usesIn('preload.ts', readFileSync(join(root, 'preload.ts'), 'utf8'))
  const expected = used.map(({ name, members }) => [name, [...members].sort()] as const)
  const found = Object.entries(preloadNames()).map(
    ([name, members]) => [name, [...members].sort()] as const,
  )
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected))
})
