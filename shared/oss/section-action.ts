import type { Query } from './address.ts'
import { InputError } from './input-error.ts'
import type { SectionDocument } from './section.ts'
import { sameContent, withoutElements } from './sections/same.ts'

/** A change of a bucket that is a request of its own: a rule added, a domain taken away, a lock. */
export interface SectionAction<Input> {
  /** The service's name of it. */
  readonly name: string
  readonly method: 'PUT' | 'POST' | 'DELETE'
  /** Whether sending it twice leaves the same state as sending it once. */
  readonly idempotent: boolean
  readonly query: (input: Input) => Query
  /** The XML that it carries; null = none. */
  readonly body: (input: Input) => { readonly root: string; readonly content: unknown } | null
  /** The service's documentation page. */
  readonly documentation: string
}

/** An action with its input. */
export type SectionStep = SectionAction<unknown>

export function stepOf<Input>(action: SectionAction<Input>, input: Input): SectionStep {
  return { ...action, query: () => action.query(input), body: () => action.body(input) }
}

/** One of several documents that are written and removed by their ids. */
export interface MemberActions<Document> {
  readonly put: SectionAction<{ readonly id: string; readonly document: Document }>
  readonly remove: SectionAction<{ readonly id: string }>
}

/** Of a section with a `parameter`. */
export function memberActions<Document>(
  section: SectionDocument<string, Document>,
): MemberActions<Document> {
  const query = ({ id }: { readonly id: string }): Query => queryOf(section, id)
  const { documentation } = section
  return {
    put: {
      name: `Put${section.stem}`,
      method: 'PUT',
      idempotent: true,
      query,
      body: ({ document }) => ({ root: section.root, content: contentOf(section, document) }),
      documentation,
    },
    remove: {
      name: `Delete${section.stem}`,
      method: 'DELETE',
      idempotent: true,
      query,
      body: () => null,
      documentation,
    },
  }
}

/** `id`: undefined for a section that has only one document. */
export function queryOf(
  { subresource, parameter, query }: Pick<SectionDocument, 'subresource' | 'parameter' | 'query'>,
  id: string | undefined,
): Query {
  if (parameter === null) return { [subresource]: null, ...query }
  if (id === undefined || id === '') throw new InputError('id', `${parameter} is missing`)
  return { [subresource]: null, [parameter]: id, ...query }
}

/** What is written and compared: what the service made by itself is left out. */
export function contentOf<Document>(
  section: SectionDocument<string, Document>,
  document: Document,
): unknown {
  return withoutElements(document, section.serviceMade)
}

export interface ListChanges<Item> {
  readonly idOf: (item: Item) => string | undefined
  /** What of an item counts as changed. */
  readonly content: (item: Item) => unknown
  readonly add: (item: Item) => SectionStep
  readonly remove: (item: Item) => SectionStep
  /** Of one that is there and differs; absent: it is removed and added anew. */
  readonly change?: (item: Item, before: Item) => readonly SectionStep[]
}

/** The steps from one list to another: removals first, then what is new or differs. */
export function listSteps<Item>(
  before: readonly Item[],
  after: readonly Item[],
  { idOf, content, add, remove, change }: ListChanges<Item>,
): readonly SectionStep[] {
  const kept = new Map(after.map((item) => [idOf(item), item]))
  const removals = before.filter((item) => !kept.has(idOf(item))).map(remove)
  const writes = after.flatMap((item) => {
    const id = idOf(item)
    const former = id === undefined ? undefined : before.find((each) => idOf(each) === id)
    if (former === undefined) return [add(item)]
    if (sameContent(content(former), content(item))) return []
    return change?.(item, former) ?? [remove(former), add(item)]
  })
  return [...removals, ...writes]
}
