import type { StoredObject } from '../store/object-rows.ts'
import type { Store } from '../store/store.ts'
import { lastAccessMs } from './access-time.ts'
import { concerns, dueMs } from './due.ts'
import type { LifecycleRule, TransitionStep } from './rules.ts'

/** From warm to cold; rules only ever lead to the right. */
const classes = ['Standard', 'IA', 'Archive', 'ColdArchive', 'DeepColdArchive']
const smallBytes = 64 * 1024

/**
 * The object in the coldest class that rules put it in by now; null = it stays as it is.
 * `noncurrentSinceMs`: when a newer version took its place, null for the version that is served.
 */
export function dueTransition(
  store: Store,
  rules: readonly LifecycleRule[],
  object: StoredObject,
  noncurrentSinceMs: number | null,
  nowMs: number,
): StoredObject | null {
  if (object.type === 'DeleteMarker' || object.type === 'Symlink') return null
  let coldest: TransitionStep | null = null
  for (const rule of rules) {
    if (!concerns(rule, object)) continue
    const steps = noncurrentSinceMs === null ? rule.transitions : rule.noncurrentTransitions
    for (const step of steps) {
      if (rank(step.storageClass) <= rank(coldest?.storageClass ?? object.storageClass)) continue
      if (!takes(step, object)) continue
      const sinceMs = step.byAccess
        ? lastAccessMs(store, object)
        : (noncurrentSinceMs ?? object.modifiedMs)
      const atMs = sinceMs === null ? null : dueMs(step.when, sinceMs)
      if (atMs !== null && atMs <= nowMs) coldest = step
    }
  }
  if (coldest === null) return null
  const { storageClass, byAccess, returnsOnVisit } = coldest
  const transition = { atMs: nowMs, returns: byAccess && returnsOnVisit && storageClass === 'IA' }
  return { ...object, storageClass, transition, restore: null }
}

function rank(storageClass: string): number {
  return classes.indexOf(storageClass)
}

/** What is still appended to may not leave the classes that are readable within minutes. */
function takes(step: TransitionStep, object: StoredObject): boolean {
  if (!step.takesSmallFiles && object.sizeBytes < smallBytes) return false
  const grows = object.type === 'Appendable' && object.sealedMs === null
  return !(grows && rank(step.storageClass) > rank('Archive'))
}
