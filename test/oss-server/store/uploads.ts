import { randomBytes } from 'node:crypto'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { BlobStore, Segment } from './blobs.ts'
import type { Journal } from './journal.ts'
import type { StoredObject, Tag } from './object-rows.ts'
import type { NewObject, ObjectStore } from './objects.ts'

export interface Upload {
  readonly id: string
  readonly bucket: string
  readonly key: string
  readonly initiatedMs: number
  readonly sequential: boolean
  readonly storageClass: string
  readonly acl: string
  readonly headers: Readonly<Record<string, string>>
  readonly tags: readonly Tag[]
}

export interface StoredPart {
  readonly number: number
  readonly sizeBytes: number
  readonly etag: string
  readonly crc64: string
  readonly modifiedMs: number
  readonly segments: readonly Segment[]
}

export class UploadStore {
  readonly #database: DatabaseSync
  readonly #journal: Journal
  readonly #blobs: BlobStore
  readonly #find: StatementSync
  readonly #part: StatementSync
  readonly #insertPart: StatementSync

  constructor(database: DatabaseSync, journal: Journal, blobs: BlobStore) {
    this.#database = database
    this.#journal = journal
    this.#blobs = blobs
    this.#find = database.prepare('SELECT * FROM uploads WHERE id = ? AND bucket = ? AND key = ?')
    this.#part = database.prepare('SELECT * FROM parts WHERE upload = ? AND number = ?')
    this.#insertPart = database.prepare('INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?, ?, ?)')
  }

  create(upload: Omit<Upload, 'id'>): Upload {
    const row = this.#database.prepare('SELECT max(sequence) AS last FROM uploads').get()
    const sequence = Number(row?.last ?? 0) + 1
    // Ids of one key sort as they were initiated: clients rely on the one and on the other order.
    const inOrder = sequence.toString(16).padStart(8, '0')
    const id = (inOrder + randomBytes(12).toString('hex')).toUpperCase()
    this.#journal.begin()
    this.#database
      .prepare('INSERT INTO uploads VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        id,
        upload.bucket,
        upload.key,
        sequence,
        upload.initiatedMs,
        upload.sequential ? 1 : 0,
        upload.storageClass,
        upload.acl,
        JSON.stringify(upload.headers),
        JSON.stringify(upload.tags),
      )
    return { ...upload, id }
  }

  find(id: string, bucket: string, key: string): Upload | null {
    const row = this.#find.get(id, bucket, key)
    return row === undefined ? null : toUpload(row)
  }

  /** False when the upload ended while the part was on its way: its bytes are then dropped. */
  putPart(upload: Upload, part: StoredPart): boolean {
    if (this.find(upload.id, upload.bucket, upload.key) === null) {
      this.#blobs.remove(part.segments.map((segment) => segment.blob))
      return false
    }
    const replaced = this.#part.get(upload.id, part.number)
    this.#journal.begin()
    this.#insertPart.run(
      upload.id,
      part.number,
      part.sizeBytes,
      part.etag,
      part.crc64,
      part.modifiedMs,
      JSON.stringify(part.segments),
    )
    if (replaced !== undefined) this.#blobs.remove(blobsOf(toPart(replaced)))
    return true
  }

  /** By number, after `marker`. */
  parts(id: string, marker = 0, limit = -1): readonly StoredPart[] {
    return this.#database
      .prepare('SELECT * FROM parts WHERE upload = ? AND number > ? ORDER BY number LIMIT ?')
      .all(id, marker, limit)
      .map(toPart)
  }

  /** Publishes the object and ends the upload in one step; parts that are not in it are dropped. */
  complete(upload: Upload, object: NewObject, objects: ObjectStore): StoredObject {
    const used = new Set(object.segments.map((segment) => segment.blob))
    const unused = this.parts(upload.id)
      .flatMap(blobsOf)
      .filter((blob) => !used.has(blob))
    const stored = this.#journal.atomically(() => {
      this.#deleteRows(upload.id)
      return objects.put(object)
    })
    this.#blobs.remove(unused)
    return stored
  }

  abort(upload: Upload): void {
    const blobs = this.parts(upload.id).flatMap(blobsOf)
    this.#journal.atomically(() => this.#deleteRows(upload.id))
    this.#blobs.remove(blobs)
  }

  /**
   * By key, then by initiation, from `start` on. With `afterId`, the uploads of the key `start` itself
   * that were initiated after that one come first.
   */
  *scan(
    bucket: string,
    start: string,
    { inclusive, afterId }: { readonly inclusive: boolean; readonly afterId: string | null },
  ): Generator<Upload> {
    const rows =
      afterId === null
        ? this.#database
            .prepare(
              `SELECT * FROM uploads WHERE bucket = ? AND key ${inclusive ? '>=' : '>'} ?
               ORDER BY key, sequence`,
            )
            .iterate(bucket, start)
        : this.#database
            .prepare(
              `SELECT * FROM uploads WHERE bucket = ? AND key >= ? AND (key > ? OR sequence >
                 ifnull((SELECT sequence FROM uploads WHERE id = ?), 9e15))
               ORDER BY key, sequence`,
            )
            .iterate(bucket, start, start, afterId)
    for (const row of rows) yield toUpload(row)
  }

  counts(bucket: string): { readonly uploads: number; readonly parts: number } {
    const row = this.#database
      .prepare(
        `SELECT count(DISTINCT uploads.id) AS uploads, count(parts.number) AS parts
         FROM uploads LEFT JOIN parts ON parts.upload = uploads.id WHERE uploads.bucket = ?`,
      )
      .get(bucket)
    return { uploads: Number(row?.uploads ?? 0), parts: Number(row?.parts ?? 0) }
  }

  #deleteRows(id: string): void {
    this.#database.prepare('DELETE FROM parts WHERE upload = ?').run(id)
    this.#database.prepare('DELETE FROM uploads WHERE id = ?').run(id)
  }
}

function blobsOf(part: StoredPart): readonly string[] {
  return part.segments.map((segment) => segment.blob)
}

function toUpload(row: Record<string, unknown>): Upload {
  return {
    id: String(row.id),
    bucket: String(row.bucket),
    key: String(row.key),
    initiatedMs: Number(row.initiated_ms),
    sequential: row.sequential === 1,
    storageClass: String(row.storage_class),
    acl: String(row.acl),
    headers: JSON.parse(String(row.headers)) as Record<string, string>,
    tags: JSON.parse(String(row.tags)) as Tag[],
  }
}

function toPart(row: Record<string, unknown>): StoredPart {
  return {
    number: Number(row.number),
    sizeBytes: Number(row.size_bytes),
    etag: String(row.etag),
    crc64: String(row.crc64),
    modifiedMs: Number(row.modified_ms),
    segments: JSON.parse(String(row.segments)) as Segment[],
  }
}
