import type { Risk, Section, SectionWords, Statement } from '../section.ts'
import { sameContent } from './same.ts'

export type Change =
  | { readonly kind: 'added'; readonly after: string }
  | { readonly kind: 'removed'; readonly before: string }
  | { readonly kind: 'changed'; readonly before: string; readonly after: string }
  /** The same parts in another order, in a section where the order means something. */
  | { readonly kind: 'reordered' }

/** What a person sees before a change is applied. */
export interface Preview {
  readonly changes: readonly Change[]
  readonly risks: readonly Risk[]
}

/** Parts are matched by content first, then by their id; what is left over was added or removed. */
export function previewOf<Document>(
  section: Section<string, Document>,
  before: Document,
  after: Document,
  words: SectionWords,
): Preview {
  const old = section.statements(before, words)
  const fresh = section.statements(after, words)
  const { gone, come, kept } = split(old, fresh)
  const changes: Change[] = come.map((statement) => {
    const former = gone.find((candidate) => candidate.id === statement.id)
    return former === undefined
      ? { kind: 'added', after: statement.text }
      : { kind: 'changed', before: former.text, after: statement.text }
  })
  const replaced = new Set(come.map((statement) => statement.id))
  const removed = gone.filter((statement) => !replaced.has(statement.id))
  changes.push(...removed.map((statement): Change => ({ kind: 'removed', before: statement.text })))
  if (section.ordered && !inOrder(kept, fresh)) changes.push({ kind: 'reordered' })
  return { changes, risks: section.risks(before, after, words) }
}

interface Split {
  /** Old parts that are there no more, as they were. */
  readonly gone: readonly Statement[]
  readonly come: readonly Statement[]
  /** Parts of both, in the old order. */
  readonly kept: readonly Statement[]
}

function split(old: readonly Statement[], fresh: readonly Statement[]): Split {
  const come = [...fresh]
  const gone: Statement[] = []
  const kept: Statement[] = []
  for (const statement of old) {
    const index = come.findIndex((candidate) => sameContent(candidate.content, statement.content))
    if (index < 0) gone.push(statement)
    else {
      come.splice(index, 1)
      kept.push(statement)
    }
  }
  return { gone, come, kept }
}

/** Whether the kept parts follow each other as before. */
function inOrder(kept: readonly Statement[], fresh: readonly Statement[]): boolean {
  const remaining = fresh.filter((statement) =>
    kept.some((candidate) => sameContent(candidate.content, statement.content)),
  )
  return kept.every((statement, index) =>
    sameContent(statement.content, remaining[index]?.content ?? null),
  )
}
