import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { BlobStore } from './blobs.ts'
import type { Versioning } from './buckets.ts'
import type { Journal } from './journal.ts'
import { blobsOf, columns, type StoredObject, toObject, toRow } from './object-rows.ts'
import { newVersionId, nullVersion } from './version-id.ts'

/** What a write publishes; the store decides which version it becomes. */
export type NewObject = Omit<StoredObject, 'version' | 'latest' | keyof typeof fresh>

/** What only happens to an object later. */
const fresh = { restore: null, transition: null, sealedMs: null } as const

/** What a deletion did: it left a marker, or took a version (a marker may be one) away. */
export interface Deletion {
  readonly version: string
  readonly marker: boolean
}

export class ObjectStore {
  readonly #database: DatabaseSync
  readonly #journal: Journal
  readonly #blobs: BlobStore
  readonly #versioning: (bucket: string) => Versioning
  /** Whoever wants to hear of every object that is published, in the same transaction. */
  onPut: (stored: StoredObject) => void = () => undefined
  readonly #find: StatementSync
  readonly #findVersion: StatementSync
  readonly #findNewest: StatementSync
  readonly #insert: StatementSync
  readonly #delete: StatementSync
  readonly #demote: StatementSync
  readonly #promote: StatementSync
  readonly #after: StatementSync
  readonly #from: StatementSync
  #lastSequence: number

  constructor(
    database: DatabaseSync,
    journal: Journal,
    blobs: BlobStore,
    versioning: (bucket: string) => Versioning,
  ) {
    this.#database = database
    this.#journal = journal
    this.#blobs = blobs
    this.#versioning = versioning
    const row = database.prepare('SELECT max(sequence) AS last FROM objects').get()
    this.#lastSequence = Number(row?.last ?? 0)
    const current = 'FROM objects WHERE bucket = ? AND latest = 1 AND key'
    const one = 'objects WHERE bucket = ? AND key = ?'
    this.#find = database.prepare(`SELECT ${columns} ${current} = ?`)
    this.#findVersion = database.prepare(`SELECT ${columns} FROM ${one} AND version = ?`)
    this.#findNewest = database.prepare(
      `SELECT ${columns} FROM ${one} ORDER BY sequence DESC LIMIT 1`,
    )
    const values = columns.replace(/\w+/g, '?')
    this.#insert = database.prepare(
      `INSERT OR REPLACE INTO objects (${columns}) VALUES (${values})`,
    )
    this.#delete = database.prepare(`DELETE FROM ${one} AND version = ?`)
    this.#demote = database.prepare(
      'UPDATE objects SET latest = 0 WHERE bucket = ? AND key = ? AND latest > 0',
    )
    this.#promote = database.prepare(
      'UPDATE objects SET latest = ? WHERE bucket = ? AND key = ? AND version = ?',
    )
    this.#after = database.prepare(`SELECT ${columns} ${current} > ? ORDER BY key`)
    this.#from = database.prepare(`SELECT ${columns} ${current} >= ? ORDER BY key`)
  }

  /** The object that is served under the key; null also when a delete marker is. */
  find(bucket: string, key: string): StoredObject | null {
    const row = this.#find.get(bucket, key)
    return row === undefined ? null : toObject(row)
  }

  /** May be a delete marker. */
  findVersion(bucket: string, key: string, version: string): StoredObject | null {
    const row = this.#findVersion.get(bucket, key, version)
    return row === undefined ? null : toObject(row)
  }

  /** The newest version or delete marker. */
  findNewest(bucket: string, key: string): StoredObject | null {
    const row = this.#findNewest.get(bucket, key)
    return row === undefined ? null : toObject(row)
  }

  /**
   * Publishes the object, and drops the bytes of the version that it replaces, if any. `asNull`: it
   * becomes the version `null` also where others get a version of their own.
   */
  put(object: NewObject, asNull = false): StoredObject {
    const versioning = this.#versioning(object.bucket)
    const named = versioning === 'enabled' && !asNull
    const version = named ? newVersionId(this.#lastSequence + 1) : nullVersion
    const stored: StoredObject = { ...object, version, latest: true, ...fresh }
    if (versioning === 'off') this.#write(stored)
    else {
      this.atomically(() => {
        this.#write(stored, true)
        this.onPut(stored)
      })
    }
    return stored
  }

  /** Changes a version where it is. Segments that are not kept are dropped. */
  replace(object: StoredObject): void {
    const previous = this.#findVersion.get(object.bucket, object.key, object.version)
    const sequence = Number(previous?.sequence ?? 0)
    this.#journal.begin()
    this.#insert.run(...toRow(object, sequence))
    this.#dropBytes(previous, object)
  }

  putAll(objects: readonly NewObject[]): void {
    this.atomically(() => {
      for (const object of objects) this.put(object)
    })
  }

  /** Null in a bucket without versions: nothing is left of the object. */
  delete(bucket: string, key: string, nowMs: number): Deletion | null {
    const versioning = this.#versioning(bucket)
    if (versioning === 'off') {
      this.#remove(bucket, key, nullVersion)
      return null
    }
    const version = versioning === 'enabled' ? newVersionId(this.#lastSequence + 1) : nullVersion
    const marker = deleteMarker(bucket, key, version, nowMs)
    this.atomically(() => this.#write(marker, true))
    return { version, marker: true }
  }

  /** For good. Null when there is no such version. */
  deleteVersion(bucket: string, key: string, version: string): Deletion | null {
    const found = this.findVersion(bucket, key, version)
    if (found === null) return null
    this.atomically(() => {
      this.#remove(bucket, key, version)
      const next = found.latest ? this.findNewest(bucket, key) : null
      if (next === null) return
      this.#promote.run(next.type === 'DeleteMarker' ? 2 : 1, bucket, key, next.version)
    })
    return { version, marker: found.type === 'DeleteMarker' }
  }

  /** All or none of what the function does; nests. */
  atomically(work: () => void): void {
    this.#journal.atomically(work)
  }

  /** In UTF-8 byte order of the keys, from `start` on; exclusive or inclusive. */
  *scan(bucket: string, start: string, inclusive: boolean): Generator<StoredObject> {
    const statement = inclusive ? this.#from : this.#after
    for (const row of statement.iterate(bucket, start)) yield toObject(row)
  }

  /** As `scan`, with all versions and delete markers, the newest of a key first. */
  *scanVersions(bucket: string, start: string, inclusive: boolean): Generator<StoredObject> {
    const rows = this.#database
      .prepare(
        `SELECT ${columns} FROM objects WHERE bucket = ? AND key ${inclusive ? '>=' : '>'} ?
         ORDER BY key, sequence DESC`,
      )
      .iterate(bucket, start)
    for (const row of rows) yield toObject(row)
  }

  isEmpty(bucket: string): boolean {
    return (
      this.#database.prepare('SELECT 1 FROM objects WHERE bucket = ? LIMIT 1').get(bucket) ===
      undefined
    )
  }

  #write(object: StoredObject, demotes = false): void {
    const { bucket, key, version } = object
    const replaced = this.#findVersion.get(bucket, key, version)
    this.#journal.begin()
    if (demotes) this.#demote.run(bucket, key)
    this.#lastSequence += 1
    this.#insert.run(...toRow(object, this.#lastSequence))
    this.#dropBytes(replaced, object)
  }

  #remove(bucket: string, key: string, version: string): void {
    const removed = this.#findVersion.get(bucket, key, version)
    if (removed === undefined) return
    this.#journal.begin()
    this.#delete.run(bucket, key, version)
    this.#dropBytes(removed, null)
  }

  #dropBytes(row: Record<string, unknown> | undefined, keeper: StoredObject | null): void {
    if (row === undefined) return
    const kept = new Set(keeper?.segments.map((segment) => segment.blob))
    this.#blobs.remove(blobsOf(row).filter((blob) => !kept.has(blob)))
  }
}

function deleteMarker(bucket: string, key: string, version: string, nowMs: number): StoredObject {
  return {
    bucket,
    key,
    version,
    latest: true,
    type: 'DeleteMarker',
    sizeBytes: 0,
    etag: '',
    crc64: null,
    md5: null,
    modifiedMs: nowMs,
    storageClass: 'Standard',
    acl: 'default',
    headers: {},
    tags: [],
    symlinkTarget: null,
    segments: [],
    ...fresh,
  }
}
