import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Operation } from '../electron/oss/operation.ts'
import { documentNames, documentOf } from '../shared/oss/documents.ts'

const root = new URL('../', import.meta.url)

export interface FoundOperation {
  readonly operation: Operation<never, unknown>
  /** Path from the root. */
  readonly file: string
  readonly exportName: string
}

/** Every descriptor in the client's folder of operations, by name. */
export async function allOperations(): Promise<readonly FoundOperation[]> {
  const folder = 'electron/oss/operations/'
  const found: FoundOperation[] = []
  for (const name of (await readdir(new URL(folder, root))).sort()) {
    const file = `${folder}${name}`
    const module = (await import(new URL(file, root).href)) as Readonly<Record<string, unknown>>
    for (const [exportName, value] of Object.entries(module)) {
      if (isOperation(value)) found.push({ operation: value, file, exportName })
    }
  }
  return found.sort((a, b) => (a.operation.name < b.operation.name ? -1 : 1))
}

function isOperation(value: unknown): value is Operation<never, unknown> {
  return typeof value === 'object' && value !== null && 'method' in value && 'output' in value
}

/** Which operation is described where and tried where, as Markdown. */
export async function operationsTable(): Promise<string> {
  const tests = await testFiles()
  const naming = (word: string): string =>
    tests
      .filter(({ text }) => new RegExp(`\\b${word}\\b`).test(text))
      .map(({ file }) => `\`${file}\``)
      .join('<br>')
  const rows = (await allOperations()).map(
    ({ operation, file, exportName }) =>
      `| [${operation.name}](${operation.documentation}) | \`${exportName}\` in \`${file}\` | ${naming(exportName)} |`,
  )
  const documentTests =
    '`test/unit/oss/documents.test.ts`<br>`test/contract/whole-client-configuration.test.ts`'
  const documents = documentNames.map((name) => {
    const { subresource, documentation, deletable } = documentOf(name)
    const methods = deletable ? 'GET, PUT, DELETE' : 'GET, PUT'
    return `| [${methods} ?${subresource}](${documentation}) | \`documents.${name}\` | ${documentTests} |`
  })
  return [
    '# Operations of the client',
    '',
    'Written by `npm run operations`; a test compares it with the descriptors.',
    '',
    '## Bucket configurations that are one document',
    '',
    'Their calls come from `sectionOperations` in `electron/oss/operations/section.ts`, their descriptors from',
    '`shared/oss/documents.ts`.',
    '',
    '| calls | descriptor | tests |',
    '|---|---|---|',
    ...documents,
    '',
    '## Everything else',
    '',
    '| operation | descriptor | tests |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

/** Those that try the client on its own, with their text. */
async function testFiles(): Promise<readonly { readonly file: string; readonly text: string }[]> {
  const files: { file: string; text: string }[] = []
  for (const folder of ['test/contract', 'test/unit/oss/exchanges']) {
    for (const name of (await readdir(new URL(folder, root))).sort()) {
      const file = `${folder}/${name}`
      files.push({ file, text: await readFile(new URL(file, root), 'utf8') })
    }
  }
  return files
}

export const operationsTablePath = fileURLToPath(new URL('electron/oss/operations.md', root))
