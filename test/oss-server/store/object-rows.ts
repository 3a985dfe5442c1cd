import type { SQLInputValue } from 'node:sqlite'
import type { Segment } from './blobs.ts'

export type ObjectType = 'Normal' | 'Multipart' | 'Appendable' | 'Symlink' | 'DeleteMarker'

/** One version of an object. */
export interface StoredObject {
  readonly bucket: string
  readonly key: string
  /** `null`, as text, for what was written while versioning was not on. */
  readonly version: string
  /** Whether it is the one that requests without a version get. */
  readonly latest: boolean
  readonly type: ObjectType
  readonly sizeBytes: number
  /** Without quotes. */
  readonly etag: string
  /** Unsigned decimal; null for what has no content of its own. */
  readonly crc64: string | null
  /** Base64; only of what was written in one piece. */
  readonly md5: string | null
  readonly modifiedMs: number
  readonly storageClass: string
  readonly acl: string
  /** Stored standard headers and `x-oss-meta-*`, as byte strings. */
  readonly headers: Readonly<Record<string, string>>
  readonly tags: readonly Tag[]
  readonly symlinkTarget: string | null
  readonly segments: readonly Segment[]
  /** Null = never restored, or cleaned. */
  readonly restore: Restore | null
  /** Null = no lifecycle rule has changed its storage class. */
  readonly transition: Transition | null
  /** When an appendable object was closed for good; null = it was not. Milliseconds. */
  readonly sealedMs: number | null
}

/** What a lifecycle rule did to the storage class. */
export interface Transition {
  /** Milliseconds. */
  readonly atMs: number
  /** The next read brings it back to Standard. */
  readonly returns: boolean
}

/** A copy of archived bytes that can be read for a while. Times are milliseconds. */
export interface Restore {
  readonly tier: string
  readonly readyMs: number
  readonly expiresMs: number
}

export interface Tag {
  readonly key: string
  readonly value: string
}

/** In the order of `toRow`. */
export const columns = `bucket, key, type, size_bytes, etag, crc64, md5, modified_ms, storage_class,
  acl, headers, tags, symlink_target, segments, version, latest, sequence, restore, transition,
  sealed_ms`

export function toRow(object: StoredObject, sequence: number): readonly SQLInputValue[] {
  const latest = object.type === 'DeleteMarker' ? 2 : 1
  return [
    object.bucket,
    object.key,
    object.type,
    object.sizeBytes,
    object.etag,
    object.crc64,
    object.md5,
    object.modifiedMs,
    object.storageClass,
    object.acl,
    JSON.stringify(object.headers),
    JSON.stringify(object.tags),
    object.symlinkTarget,
    JSON.stringify(object.segments),
    object.version,
    object.latest ? latest : 0,
    sequence,
    object.restore === null ? null : JSON.stringify(object.restore),
    object.transition === null ? null : JSON.stringify(object.transition),
    object.sealedMs,
  ]
}

export function toObject(row: Record<string, unknown>): StoredObject {
  return {
    bucket: String(row.bucket),
    key: String(row.key),
    version: String(row.version),
    latest: Number(row.latest) > 0,
    type: row.type as ObjectType,
    sizeBytes: Number(row.size_bytes),
    etag: String(row.etag),
    crc64: row.crc64 as string | null,
    md5: row.md5 as string | null,
    modifiedMs: Number(row.modified_ms),
    storageClass: String(row.storage_class),
    acl: String(row.acl),
    headers: JSON.parse(String(row.headers)) as Record<string, string>,
    tags: JSON.parse(String(row.tags)) as Tag[],
    symlinkTarget: row.symlink_target as string | null,
    segments: segmentsOf(row),
    restore: row.restore === null ? null : (JSON.parse(String(row.restore)) as Restore),
    transition: row.transition === null ? null : (JSON.parse(String(row.transition)) as Transition),
    sealedMs: row.sealed_ms as number | null,
  }
}

export function blobsOf(row: Record<string, unknown>): readonly string[] {
  return segmentsOf(row).map((segment) => segment.blob)
}

function segmentsOf(row: Record<string, unknown>): readonly Segment[] {
  return JSON.parse(String(row.segments)) as Segment[]
}
