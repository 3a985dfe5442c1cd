import { isSwitchedOn, switches } from '../operations/configuration/configured.ts'
import type { StoredObject } from '../store/object-rows.ts'
import type { Store } from '../store/store.ts'

const dayMs = 24 * 3600 * 1000

/** Beside the switch, so that it lasts as long: when it was thrown. */
const sinceName = 'accessmonitor/since'

/** Access times begin with the moment at which the bucket starts to record them. */
export function noteMonitoring(store: Store, bucket: string, nowMs: number): void {
  if (isSwitchedOn(store, bucket, switches.accessMonitored)) return
  store.buckets.setConfiguration(bucket, sinceName, String(nowMs))
}

/** Since when the bucket records accesses, in milliseconds; null = it does not. */
export function monitoredSinceMs(store: Store, bucket: string): number | null {
  if (!isSwitchedOn(store, bucket, switches.accessMonitored)) return null
  return Number(store.buckets.configuration(bucket, sinceName) ?? 0)
}

/** Milliseconds; null while the bucket does not record accesses. */
export function lastAccessMs(store: Store, object: StoredObject): number | null {
  const sinceMs = monitoredSinceMs(store, object.bucket)
  if (sinceMs === null) return null
  const { bucket, key, version } = object
  const readMs = store.accesses.find(bucket, key, version) ?? 0
  return Math.max(sinceMs, readMs, object.modifiedMs)
}

/**
 * Records that the object is read, at most once in 24 hours. May bring it back to the class for
 * frequent access.
 */
export function noteAccess(store: Store, object: StoredObject, nowMs: number): void {
  const { bucket, key, version } = object
  if (monitoredSinceMs(store, bucket) === null) return
  const known = store.accesses.find(bucket, key, version)
  if (known === null || nowMs - known >= dayMs) store.accesses.put(bucket, key, version, nowMs)
  if (object.transition?.returns !== true) return
  store.objects.replace({ ...object, storageClass: 'Standard', transition: null })
}
