import type { SectionIssue, SectionWords } from '../../../shared/oss/section.ts'

/** What every editor of a section gets. */
export interface EditorProps<Document> {
  readonly bucket: string
  readonly document: Document
  /** What the bucket has; tells which rules are new or changed. */
  readonly saved: Document
  readonly onChange: (document: Document) => void
  readonly issues: readonly SectionIssue[]
  /** Whether empty fields that must be filled are marked already. */
  readonly showMissing: boolean
  readonly words: SectionWords
}

export function replaceAt<Item>(items: readonly Item[], index: number, item: Item): Item[] {
  return items.map((current, place) => (place === index ? item : current))
}

export function removeAt<Item>(items: readonly Item[], index: number): Item[] {
  return items.filter((_, place) => place !== index)
}

/** Swaps an item with its neighbour; outside the list nothing moves. */
export function moveBy<Item>(items: readonly Item[], index: number, by: -1 | 1): Item[] {
  const item = items[index]
  const other = items[index + by]
  if (item === undefined || other === undefined) return [...items]
  return replaceAt(replaceAt(items, index, other), index + by, item)
}

/** A copy without the elements that are undefined, so that a removed one leaves no trace. */
export function withElements<Part extends object>(part: Part, patch: Partial<Part>): Part {
  const entries = Object.entries({ ...part, ...patch }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Part
}

type Path = SectionIssue['path']

/** The issues at this place or anywhere inside it. */
export function issuesAt(issues: readonly SectionIssue[], path: Path): readonly SectionIssue[] {
  return issues.filter((issue) => path.every((part, index) => issue.path[index] === part))
}

export function issueText(issue: SectionIssue, words: SectionWords): string {
  return words.config.issues[issue.code](issue.params)
}

export interface Notes {
  readonly error: string | null
  readonly warning: string | null
}

/**
 * What a field says about its part of the document. Emptiness is no error before `showMissing`:
 * nobody is told off for a form that was just opened.
 */
export function notesAt(
  editor: Pick<EditorProps<unknown>, 'document' | 'issues' | 'showMissing' | 'words'>,
  path: Path,
  options: { readonly exact?: boolean } = {},
): Notes {
  const found = issuesAt(editor.issues, path).filter(
    (issue) => options.exact !== true || issue.path.length === path.length,
  )
  const text = (severity: SectionIssue['severity']): string | null => {
    const texts = found
      .filter((issue) => issue.severity === severity)
      .filter((issue) => editor.showMissing || !isEmptyAt(editor.document, issue.path))
      .map((issue) => issueText(issue, editor.words))
    return texts.length === 0 ? null : [...new Set(texts)].join(' ')
  }
  return { error: text('error'), warning: text('warning') }
}

function isEmptyAt(document: unknown, path: Path): boolean {
  const value = path.reduce<unknown>(
    (parent, name) => (parent as Record<string | number, unknown> | undefined)?.[name],
    document,
  )
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
