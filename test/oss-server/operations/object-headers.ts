import { httpDate, percentEncode } from '../encoding.ts'
import type { BucketExchange } from '../exchange.ts'
import { lastAccessMs } from '../lifecycle/access-time.ts'
import { expiryOf } from '../lifecycle/due.ts'
import { enabledRules } from '../lifecycle/rules.ts'
import type { StoredObject } from '../store/object-rows.ts'
import { restoreInfo } from './archive.ts'
import { lockHeaders } from './object-worm.ts'

/** How the bytes are encrypted; said on the answers to writes too. */
export function encryptionHeaders(
  object: Pick<StoredObject, 'headers'>,
): Readonly<Record<string, string>> {
  const headers = Object.entries(object.headers)
  return Object.fromEntries(headers.filter(([name]) => name.startsWith('x-oss-server-side-')))
}

/** The headers that describe an object; the same for GET and HEAD. */
export function objectHeaders(
  exchange: BucketExchange,
  object: StoredObject,
): Readonly<Record<string, string | number>> {
  const { server } = exchange
  const headers: Record<string, string | number> = {
    ...object.headers,
    etag: `"${object.etag}"`,
    'last-modified': new Date(object.modifiedMs).toUTCString(),
    'accept-ranges': 'bytes',
    'x-oss-object-type': object.type,
    'x-oss-storage-class': object.storageClass,
  }
  if (object.crc64 !== null) headers['x-oss-hash-crc64ecma'] = object.crc64
  if (object.md5 !== null) headers['content-md5'] = object.md5
  if (object.type === 'Appendable') headers['x-oss-next-append-position'] = object.sizeBytes
  if (object.tags.length > 0) headers['x-oss-tagging-count'] = object.tags.length
  const restore = restoreInfo(object, server.now())
  if (restore !== null) headers['x-oss-restore'] = restore
  if (object.sealedMs !== null) headers['x-oss-sealed-time'] = httpDate(object.sealedMs)
  const locks = lockHeaders(server.store, object)
  return { ...headers, ...locks, ...lifecycleHeaders(exchange, object) }
}

/** When the object moved to another class, and when it was read last, where that is recorded. */
export function lifecycleTimes(
  { server }: BucketExchange,
  object: StoredObject,
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {}
  const readMs = lastAccessMs(server.store, object)
  if (readMs !== null) headers['x-oss-last-access-time'] = httpDate(readMs)
  const { transition } = object
  if (transition !== null) headers['x-oss-transition-time'] = httpDate(transition.atMs)
  return headers
}

/** When the object will be gone is told of the version that is served, not of one asked by its id. */
function lifecycleHeaders(
  exchange: BucketExchange,
  object: StoredObject,
): Readonly<Record<string, string>> {
  const times = lifecycleTimes(exchange, object)
  if (exchange.request.query.has('versionId')) return times
  const expiry = expiryOf(enabledRules(exchange.server.store, object.bucket), object)
  if (expiry === null) return times
  const { id, expiration } = expiry.rule
  const atMs = expiration?.kind === 'before' ? expiration.beforeMs : expiry.atMs
  const value = `expiry-date="${httpDate(atMs)}", rule-id="${percentEncode(id)}"`
  return { ...times, 'x-oss-expiration': value }
}
