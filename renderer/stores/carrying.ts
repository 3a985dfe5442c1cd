import { type Place, samePlace } from './place.ts'
import { type Selected, selectionOf } from './selection.ts'

/** Files and folders of one folder, on their way to another. */
export interface Carried {
  readonly kind: 'copy' | 'move'
  readonly from: Place
  readonly selected: Selected
  readonly to: Place
}

/** Why it cannot go there, or null. A file may be copied beside itself, under a name of its own. */
export function targetProblem({
  kind,
  from,
  selected,
  to,
}: Carried): 'same-folder' | 'inside-itself' | null {
  // Names of buckets are unique: the same one through another account is the same bucket.
  if (to.bucket !== from.bucket) return null
  const { prefixes } = selectionOf(selected)
  if (prefixes.some((prefix) => to.prefix.startsWith(prefix))) return 'inside-itself'
  const stays = to.prefix === from.prefix
  return stays && (kind === 'move' || prefixes.length > 0) ? 'same-folder' : null
}

/**
 * What becomes of rows that are dropped: within a bucket they move, unless a copy is wished; to
 * another bucket or through another account they are copied. null: they cannot go there, or are
 * there already.
 */
export function dropOf(dropped: Omit<Carried, 'kind'>, wishesCopy: boolean): Carried | null {
  const { from, to } = dropped
  if (targetProblem({ kind: 'move', ...dropped }) !== null) return null
  const sameBucket = samePlace({ ...from, prefix: '' }, { ...to, prefix: '' })
  return { kind: wishesCopy || !sameBucket ? 'copy' : 'move', ...dropped }
}
