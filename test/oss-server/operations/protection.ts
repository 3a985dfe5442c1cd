import { ServiceError } from '../errors.ts'
import type { BucketExchange } from '../exchange.ts'
import { header } from '../request.ts'
import type { StoredObject } from '../store/object-rows.ts'
import { isLocked } from './object-worm.ts'
import { retentionMs } from './worm.ts'

/** Whether a new object may take this key now: retention, and `x-oss-forbid-overwrite`. */
export function checkOverwrite(exchange: BucketExchange, key: string): void {
  const { server, bucket, request } = exchange
  const versioning = server.store.buckets.versioning(bucket.name)
  if (versioning === 'enabled') return
  const forbidden =
    versioning === 'off' && header(request, 'x-oss-forbid-overwrite')?.toLowerCase() === 'true'
  if (!forbidden && retentionMs(exchange) === null) return
  const existing = server.store.objects.find(bucket.name, key)
  if (existing === null) return
  checkRetention(exchange, existing)
  if (!forbidden) return
  throw new ServiceError(409, 'FileAlreadyExists', 'The object you specified already exists.', {
    fields: { Key: key },
  })
}

/** Throws while the bucket's retention policy keeps the version from being changed or deleted. */
export function checkRetention(exchange: BucketExchange, object: StoredObject | null): void {
  if (object === null || !isRetained(exchange, object, exchange)) return
  throw new ServiceError(409, 'FileImmutable', 'The object is protected by a retention policy.', {
    fields: { Key: object.key },
  })
}

/** `exchange` null = nobody asks who could be let past a lock of governance. */
export function isRetained(
  place: Pick<BucketExchange, 'server' | 'bucket'>,
  object: StoredObject,
  exchange: BucketExchange | null = null,
): boolean {
  if (isLocked(place.server.store, object, place.server.now(), exchange)) return true
  const keptMs = retentionMs(place)
  return keptMs !== null && object.modifiedMs + keptMs > place.server.now()
}
