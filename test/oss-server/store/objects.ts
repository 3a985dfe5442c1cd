import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import type { BlobStore, Segment } from './blobs.ts'
import { inTransaction } from './database.ts'

type ObjectType = 'Normal' | 'Multipart' | 'Appendable' | 'Symlink'

export interface StoredObject {
  readonly bucket: string
  readonly key: string
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
}

export interface Tag {
  readonly key: string
  readonly value: string
}

const columns = `bucket, key, type, size_bytes, etag, crc64, md5, modified_ms, storage_class, acl,
  headers, tags, symlink_target, segments`

export class ObjectStore {
  readonly #database: DatabaseSync
  readonly #blobs: BlobStore
  readonly #find: StatementSync
  readonly #segments: StatementSync
  readonly #insert: StatementSync
  readonly #delete: StatementSync
  readonly #after: StatementSync
  readonly #from: StatementSync

  constructor(database: DatabaseSync, blobs: BlobStore) {
    this.#database = database
    this.#blobs = blobs
    const current = 'FROM objects WHERE bucket = ? AND latest = 1 AND key'
    this.#find = database.prepare(`SELECT ${columns} ${current} = ?`)
    this.#segments = database.prepare(`SELECT segments ${current} = ?`)
    this.#insert = database.prepare(
      `INSERT OR REPLACE INTO objects (${columns}, version, latest)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'null', 1)`,
    )
    this.#delete = database.prepare(
      "DELETE FROM objects WHERE bucket = ? AND key = ? AND version = 'null'",
    )
    this.#after = database.prepare(`SELECT ${columns} ${current} > ? ORDER BY key`)
    this.#from = database.prepare(`SELECT ${columns} ${current} >= ? ORDER BY key`)
  }

  find(bucket: string, key: string): StoredObject | null {
    const row = this.#find.get(bucket, key)
    return row === undefined ? null : toObject(row)
  }

  /** Publishes the object and drops the bytes of the one that it replaces. */
  put(object: StoredObject): void {
    const replaced = this.#blobsOf(object.bucket, object.key)
    this.#insert.run(...toRow(object))
    const kept = new Set(object.segments.map((segment) => segment.blob))
    this.#blobs.remove(replaced.filter((blob) => !kept.has(blob)))
  }

  putAll(objects: readonly StoredObject[]): void {
    inTransaction(this.#database, () => {
      for (const object of objects) this.put(object)
    })
  }

  delete(bucket: string, key: string): void {
    const blobs = this.#blobsOf(bucket, key)
    this.#delete.run(bucket, key)
    this.#blobs.remove(blobs)
  }

  deleteAll(bucket: string, keys: readonly string[]): void {
    inTransaction(this.#database, () => {
      for (const key of keys) this.delete(bucket, key)
    })
  }

  /** In UTF-8 byte order of the keys, from `start` on; exclusive or inclusive. */
  *scan(bucket: string, start: string, inclusive: boolean): Generator<StoredObject> {
    const statement = inclusive ? this.#from : this.#after
    for (const row of statement.iterate(bucket, start)) yield toObject(row)
  }

  isEmpty(bucket: string): boolean {
    return this.#from.get(bucket, '') === undefined
  }

  statistics(bucket: string): readonly ClassStatistics[] {
    return this.#database
      .prepare(
        `SELECT storage_class, count(*) AS objects, sum(size_bytes) AS bytes,
                max(modified_ms) AS modified_ms
         FROM objects WHERE bucket = ? AND latest = 1 GROUP BY storage_class`,
      )
      .all(bucket)
      .map((row) => ({
        storageClass: String(row.storage_class),
        objects: Number(row.objects),
        bytes: Number(row.bytes),
        modifiedMs: Number(row.modified_ms),
      }))
  }

  #blobsOf(bucket: string, key: string): readonly string[] {
    const row = this.#segments.get(bucket, key)
    if (row === undefined) return []
    return (JSON.parse(String(row.segments)) as Segment[]).map((segment) => segment.blob)
  }
}

interface ClassStatistics {
  readonly storageClass: string
  readonly objects: number
  readonly bytes: number
  readonly modifiedMs: number
}

function toRow(object: StoredObject): readonly SQLInputValue[] {
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
  ]
}

function toObject(row: Record<string, unknown>): StoredObject {
  return {
    bucket: String(row.bucket),
    key: String(row.key),
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
    segments: JSON.parse(String(row.segments)) as Segment[],
  }
}
