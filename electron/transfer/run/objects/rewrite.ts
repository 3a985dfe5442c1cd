import { isDeepStrictEqual } from 'node:util'
import type { ObjectFacts } from '../../../oss/operations/object-facts.ts'
import type { Outcome } from '../../schedule/outcome.ts'
import type { Try } from '../context.ts'
import { type Attributes, headersOf } from './carry.ts'
import { copyTo } from './copy-job.ts'
import { leftOut, type ObjectPlace, readAttributes } from './facts.ts'

/**
 * Copies an object onto itself, because that is how what is said about it is changed: everything is
 * read, changed as asked, and written again, unless the object changed meanwhile.
 */
export async function rewrite(
  at: Try,
  place: ObjectPlace,
  facts: ObjectFacts,
  change: (current: Attributes) => Attributes,
): Promise<Outcome> {
  const current = await readAttributes(at, place, facts, true)
  const wanted = change(current)
  if (isDeepStrictEqual(wanted, current)) {
    // What an earlier try of ours did, whose answer was lost, is done.
    return at.item.tried ? { kind: 'done' } : leftOut('transfer.already-so', place.key)
  }
  return copyTo(at, { place, facts, headers: headersOf(wanted, facts) }, 'service')
}
