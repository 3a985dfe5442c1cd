import { fromByteString, isoSeconds } from '../encoding.ts'
import type { StoredObject } from '../store/object-rows.ts'

/** A fact about an object that can be asked for and sorted by; null = it has none. */
export type Value = string | number | null

const plain: Readonly<Record<string, (object: StoredObject) => Value>> = {
  ETag: ({ etag }) => `"${etag}"`,
  FileModifiedTime: ({ modifiedMs }) => isoSeconds(modifiedMs),
  Filename: ({ key }) => key,
  ObjectACL: ({ acl }) => acl,
  OSSCRC64: ({ crc64 }) => crc64,
  OSSObjectType: ({ type }) => type,
  OSSStorageClass: ({ storageClass }) => storageClass,
  OSSTaggingCount: ({ tags }) => tags.length,
  ServerSideEncryption: ({ headers }) => headers['x-oss-server-side-encryption'] ?? null,
  Size: ({ sizeBytes }) => sizeBytes,
}

/**
 * Reads a field of the index, or null when there is no such field. `OSSTagging.<key>` and
 * `OSSUserMeta.x-oss-meta-<name>` name single tags and metadata.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/appendix-supported-fields-and-operators
 */
export function fieldOf(name: string): ((object: StoredObject) => Value) | null {
  const known = plain[name]
  if (known !== undefined) return known
  const [kind, ...rest] = name.split('.')
  const key = rest.join('.')
  if (kind === 'OSSTagging') {
    return ({ tags }) => tags.find((tag) => tag.key === key)?.value ?? null
  }
  if (kind !== 'OSSUserMeta') return null
  return ({ headers }) => {
    const value = headers[key.toLowerCase()]
    return value === undefined ? null : fromByteString(value)
  }
}

export function compareValues(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [left, right] = [String(a ?? ''), String(b ?? '')]
  return left < right ? -1 : Number(left > right)
}
