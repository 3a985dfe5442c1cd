import type { BucketExchange } from '../exchange.ts'
import type { StoredObject } from '../store/object-rows.ts'
import { restoreInfo } from './archive.ts'

/** How the bytes are encrypted; said on the answers to writes too. */
export function encryptionHeaders(
  object: Pick<StoredObject, 'headers'>,
): Readonly<Record<string, string>> {
  const headers = Object.entries(object.headers)
  return Object.fromEntries(headers.filter(([name]) => name.startsWith('x-oss-server-side-')))
}

/** The headers that describe an object; the same for GET and HEAD. */
export function objectHeaders(
  { server }: BucketExchange,
  object: StoredObject,
): Readonly<Record<string, string | number>> {
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
  return headers
}
