import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Operation } from '../electron/oss/operation.ts'
import { accountOperations, sectionOperations } from '../electron/oss/operations/section.ts'
import { accountDocuments } from '../shared/oss/account-documents.ts'
import { documentNames, documentOf } from '../shared/oss/documents.ts'
import type { SectionDocument } from '../shared/oss/section.ts'

const root = new URL('../', import.meta.url)

type AnyOperation = Operation<never, unknown>

interface FoundOperation {
  readonly operation: AnyOperation
  /** Path from the root. */
  readonly file: string
  readonly exportName: string
}

/** Every descriptor in the client's folder of operations, by name. */
export async function describedOperations(): Promise<readonly FoundOperation[]> {
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

function isOperation(value: unknown): value is AnyOperation {
  return typeof value === 'object' && value !== null && 'method' in value && 'output' in value
}

/** Those, and the ones that are made of the sections' descriptors. */
export async function allOperations(): Promise<readonly AnyOperation[]> {
  const described = (await describedOperations()).map(({ operation }) => operation)
  return [...described, ...sections.flatMap(({ operations }) => operations)]
}

interface FoundSection {
  /** How it is reached in the code. */
  readonly name: string
  readonly section: SectionDocument
  readonly operations: readonly AnyOperation[]
}

const sections: readonly FoundSection[] = [
  ...documentNames.map((name) => {
    const section = documentOf(name)
    const operations = callable(section, sectionOperations(section))
    return { name: `documents.${name}`, section, operations }
  }),
  ...Object.entries(accountDocuments).map(([name, document]) => {
    const section = document as unknown as SectionDocument
    const operations = callable(section, accountOperations(section))
    return { name: `accountDocuments.${name}`, section, operations }
  }),
]

function callable(
  section: SectionDocument,
  { get, put, delete: remove }: Readonly<Record<'get' | 'put' | 'delete', unknown>>,
): readonly AnyOperation[] {
  const made = [
    get,
    ...(section.write.kind === 'replace' ? [put] : []),
    ...(section.deletable ? [remove] : []),
  ]
  return made as readonly AnyOperation[]
}

const wholeClient = 'test/contract/whole-client.test.ts'

/** Which operation is described where and tried where, as Markdown. */
export async function operationsTable(): Promise<string> {
  const tests = await testFiles()
  const naming = (word: string): string =>
    tests
      .filter(({ text }) => new RegExp(`\\b${word}\\b`).test(text))
      .map(({ file }) => `\`${file}\``)
      .join('<br>')
  const rows = (await describedOperations()).map(
    ({ operation, file, exportName }) =>
      `| [${operation.name}](${operation.documentation}) | \`${exportName}\` in \`${file}\` | ${naming(exportName)} |`,
  )
  const documents = sections.map(({ name, section, operations }) => {
    const { subresource, parameter, documentation } = section
    const calls = operations.map((operation) => operation.name)
    const where = `?${subresource}${parameter === null ? '' : `&${parameter}=`}`
    return `| [${calls.join(', ')}](${documentation}) | \`${where}\` | \`${name}\` |`
  })
  return [
    '# Operations of the client',
    '',
    'Written by `npm run operations`; a test compares it with the descriptors.',
    `\`${wholeClient}\` calls every one of them, and fails when one is left out.`,
    '',
    '## Configurations that are a document',
    '',
    'Their calls come from `sectionOperations` and `accountOperations` in `electron/oss/operations/section.ts`,',
    'their descriptors from `shared/oss/documents.ts` and `account-documents.ts`; `readDocument` and `changeDocument` in `electron/oss/bucket-document.ts` read and',
    'write a whole one, in as many requests as it takes. Beside the whole client,',
    '`test/unit/oss/documents.test.ts` tries each.',
    '',
    '| calls | at | descriptor |',
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
  for (const folder of ['test/contract', 'test/contract/whole-client', 'test/unit/oss/exchanges']) {
    for (const name of (await readdir(new URL(folder, root))).sort()) {
      const file = `${folder}/${name}`
      if (name.endsWith('.ts'))
        files.push({ file, text: await readFile(new URL(file, root), 'utf8') })
    }
  }
  return files
}

export const operationsTablePath = fileURLToPath(new URL('electron/oss/operations.md', root))
