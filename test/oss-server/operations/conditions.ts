import { ServiceError } from '../errors.ts'
import type { StoredObject } from '../store/object-rows.ts'

/** Conditions of a read or of a copy's source; null = not asked for. */
interface Conditions {
  readonly ifMatch: string | null
  readonly ifNoneMatch: string | null
  readonly ifModifiedSince: string | null
  readonly ifUnmodifiedSince: string | null
}

/** Throws 412 or 304. Dates that are no dates are ignored. */
export function checkConditions(object: StoredObject, conditions: Conditions): void {
  const { ifMatch, ifNoneMatch } = conditions
  if (ifMatch !== null && !matches(ifMatch, object.etag)) throw preconditionFailed('If-Match')
  const since = wholeSeconds(conditions.ifUnmodifiedSince)
  const modified = Math.floor(object.modifiedMs / 1000)
  if (since !== null && modified > since) throw preconditionFailed('If-Unmodified-Since')
  if (ifNoneMatch !== null) {
    if (matches(ifNoneMatch, object.etag)) throw notModified(object)
    return
  }
  const after = wholeSeconds(conditions.ifModifiedSince)
  if (after !== null && modified <= after) throw notModified(object)
}

function matches(list: string, etag: string): boolean {
  return list
    .split(',')
    .map((item) => item.trim().replace(/^"|"$/g, ''))
    .some((item) => item === '*' || item === etag)
}

function wholeSeconds(date: string | null): number | null {
  if (date === null) return null
  const time = Date.parse(date)
  return Number.isNaN(time) ? null : Math.floor(time / 1000)
}

function preconditionFailed(condition: string): ServiceError {
  return new ServiceError(
    412,
    'PreconditionFailed',
    'At least one of the pre-conditions you specified did not hold.',
    { fields: { Condition: condition } },
  )
}

function notModified(object: StoredObject): ServiceError {
  return new ServiceError(304, 'NotModified', 'Not modified.', {
    headers: {
      etag: `"${object.etag}"`,
      'last-modified': new Date(object.modifiedMs).toUTCString(),
    },
  })
}
