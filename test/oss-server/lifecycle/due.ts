import type { StoredObject, Tag } from '../store/object-rows.ts'
import type { LifecycleRule, When } from './rules.ts'

const dayMs = 24 * 3600 * 1000

/** Whether the rule is about the object: its prefix, its tags, its size and its exceptions. */
export function concerns(
  rule: LifecycleRule,
  object: Pick<StoredObject, 'key' | 'tags' | 'sizeBytes'>,
): boolean {
  if (!object.key.startsWith(rule.prefix) || !hasAll(object.tags, rule.tags)) return false
  if (rule.largerThanBytes !== null && object.sizeBytes <= rule.largerThanBytes) return false
  if (rule.smallerThanBytes !== null && object.sizeBytes >= rule.smallerThanBytes) return false
  return !rule.exceptions.some(
    ({ prefix, tags }) => object.key.startsWith(prefix) && hasAll(object.tags, tags),
  )
}

function hasAll(tags: readonly Tag[], wanted: readonly Tag[]): boolean {
  return wanted.every(({ key, value }) =>
    tags.some((tag) => tag.key === key && tag.value === value),
  )
}

/**
 * From when on the action applies to what was written (or read) at `sinceMs`; null = never. Days
 * count from the midnight (UTC) that follows. All times in milliseconds.
 */
export function dueMs(when: When, sinceMs: number): number | null {
  switch (when.kind) {
    case 'days':
      return Math.ceil(sinceMs / dayMs) * dayMs + when.days * dayMs
    case 'before':
      return sinceMs < when.beforeMs ? sinceMs : null
    case 'from':
      return when.fromMs
  }
}

/** The first rule that deletes the served version, and when. Times in milliseconds. */
export function expiryOf(
  rules: readonly LifecycleRule[],
  object: StoredObject,
): { readonly atMs: number; readonly rule: LifecycleRule } | null {
  let first: ReturnType<typeof expiryOf> = null
  for (const rule of rules) {
    if (rule.expiration === null || !concerns(rule, object)) continue
    const atMs = dueMs(rule.expiration, object.modifiedMs)
    if (atMs !== null && (first === null || atMs < first.atMs)) first = { atMs, rule }
  }
  return first
}
