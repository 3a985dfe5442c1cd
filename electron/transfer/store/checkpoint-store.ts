import type { IdRange } from './item-ids.ts'
import type { Row, Statements } from './statements.ts'

/** A multipart upload. `uploadId` null: asked for, the answer never got into this row. */
export interface UploadRecord {
  readonly itemId: number
  readonly key: string
  readonly uploadId: string | null
  readonly partSizeBytes: number
  readonly intentAtMs: number
  /** Complete was sent at least once, so the object may be there already. */
  readonly completing: boolean
}

export interface DownloadRecord {
  readonly itemId: number
  readonly tempPath: string
  readonly targetPath: string
  readonly partSizeBytes: number
  readonly etag: string
  readonly sizeBytes: number
  /** Of the whole object, as the service says; null when it never said. */
  readonly crc64: string | null
  /**
   * Publishing may have begun, so what is at the target may be ours: it was free when this was
   * written.
   */
  readonly publishing: boolean
}

/** What a copy is made of, and whether it was found to be right: then only its source is left. */
export interface CopyRecord {
  readonly itemId: number
  readonly etag: string
  readonly sizeBytes: number
  readonly verified: boolean
}

/** A part whose bytes are acknowledged (upload) or on disk (download). */
export interface PartRecord {
  readonly number: number
  readonly sizeBytes: number
  readonly crc64: string
  readonly etag: string
}

export class CheckpointStore {
  readonly #sql: Statements

  constructor(sql: Statements) {
    this.#sql = sql
  }

  upload(itemId: number): UploadRecord | null {
    const row = this.#sql.get('SELECT * FROM uploads WHERE item_id = ?', itemId)
    return row ? uploadOf(row) : null
  }

  intendUpload(itemId: number, key: string, partSizeBytes: number, nowMs: number): void {
    this.#sql.run(
      'INSERT INTO uploads (item_id, key, part_size, intent_at) VALUES (?, ?, ?, ?)',
      itemId,
      key,
      partSizeBytes,
      nowMs,
    )
  }

  setUploadId(itemId: number, uploadId: string): void {
    this.#sql.run('UPDATE uploads SET upload_id = ? WHERE item_id = ?', uploadId, itemId)
  }

  setCompleting(itemId: number): void {
    this.#sql.run('UPDATE uploads SET completing = 1 WHERE item_id = ?', itemId)
  }

  knowsUpload(uploadId: string): boolean {
    return this.#sql.get('SELECT 1 FROM uploads WHERE upload_id = ?', uploadId) !== undefined
  }

  download(itemId: number): DownloadRecord | null {
    const row = this.#sql.get('SELECT * FROM downloads WHERE item_id = ?', itemId)
    return row ? downloadOf(row) : null
  }

  addDownload(download: Omit<DownloadRecord, 'crc64'>): void {
    this.#sql.run(
      `INSERT INTO downloads (item_id, temp_path, target_path, part_size, etag, size_bytes,
         publishing) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      download.itemId,
      download.tempPath,
      download.targetPath,
      download.partSizeBytes,
      download.etag,
      download.sizeBytes,
      Number(download.publishing),
    )
  }

  /** Downloads that go in one request each and whose target may be theirs from now on. */
  addWholeDownloads(
    downloads: readonly Pick<
      DownloadRecord,
      'itemId' | 'tempPath' | 'targetPath' | 'etag' | 'sizeBytes'
    >[],
  ): void {
    this.#sql.run(
      `INSERT INTO downloads (item_id, temp_path, target_path, part_size, etag, size_bytes,
         publishing)
       SELECT value ->> 0, value ->> 1, value ->> 2, max(1, value ->> 4), value ->> 3, value ->> 4, 1
       FROM json_each(?)`,
      JSON.stringify(
        downloads.map(({ itemId, tempPath, targetPath, etag, sizeBytes }) => {
          return [itemId, tempPath, targetPath, etag, sizeBytes]
        }),
      ),
    )
  }

  setCrc64(itemId: number, crc64: string): void {
    this.#sql.run('UPDATE downloads SET crc64 = ? WHERE item_id = ?', crc64, itemId)
  }

  setPublishing(itemId: number, targetPath: string): void {
    this.#sql.run(
      'UPDATE downloads SET publishing = 1, target_path = ? WHERE item_id = ?',
      targetPath,
      itemId,
    )
  }

  /** The target turned out to be somebody else's. */
  clearPublishing(itemId: number): void {
    this.#sql.run('UPDATE downloads SET publishing = 0 WHERE item_id = ?', itemId)
  }

  copy(itemId: number): CopyRecord | null {
    const row = this.#sql.get('SELECT * FROM copies WHERE item_id = ?', itemId)
    if (!row) return null
    const { etag, size_bytes, verified } = row
    return { itemId, etag: String(etag), sizeBytes: Number(size_bytes), verified: verified === 1 }
  }

  /** Does nothing when that is known. */
  beginCopy({ itemId, etag, sizeBytes }: Omit<CopyRecord, 'verified'>): void {
    this.#sql.run(
      'INSERT INTO copies (item_id, etag, size_bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      itemId,
      etag,
      sizeBytes,
    )
  }

  setVerified(itemId: number): void {
    this.#sql.run('UPDATE copies SET verified = 1 WHERE item_id = ?', itemId)
  }

  /** In order of their numbers; at most 10,000. */
  parts(itemId: number): readonly PartRecord[] {
    return this.#sql
      .all('SELECT * FROM parts WHERE item_id = ? ORDER BY number', itemId)
      .map((row) => ({
        number: Number(row.number),
        sizeBytes: Number(row.size_bytes),
        crc64: String(row.crc64),
        etag: String(row.etag),
      }))
  }

  addPart(itemId: number, part: PartRecord): void {
    this.#sql.run(
      `INSERT INTO parts (item_id, number, size_bytes, crc64, etag) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET crc64 = excluded.crc64, etag = excluded.etag`,
      itemId,
      part.number,
      part.sizeBytes,
      part.crc64,
      part.etag,
    )
  }

  dropPart(itemId: number, number: number): void {
    this.#sql.run('DELETE FROM parts WHERE item_id = ? AND number = ?', itemId, number)
  }

  /** Items of a range that have a checkpoint. */
  itemsWithin({ first, last }: IdRange): readonly number[] {
    return this.#sql
      .all(
        `SELECT item_id FROM uploads WHERE item_id BETWEEN ?1 AND ?2
         UNION SELECT item_id FROM downloads WHERE item_id BETWEEN ?1 AND ?2
         UNION SELECT item_id FROM copies WHERE item_id BETWEEN ?1 AND ?2`,
        first,
        last,
      )
      .map((row) => Number(row.item_id))
  }

  /** As `drop`, for many. */
  dropAll(itemIds: readonly number[]): void {
    const ids = JSON.stringify(itemIds)
    for (const table of ['parts', 'uploads', 'downloads', 'copies']) {
      this.#sql.run(`DELETE FROM ${table} WHERE item_id IN (SELECT value FROM json_each(?))`, ids)
    }
  }

  /** Forgets parts and checkpoint. What lies on the server or disk is for `CleanupStore`. */
  drop(itemId: number): void {
    this.dropAll([itemId])
  }
}

function uploadOf(row: Row): UploadRecord {
  return {
    itemId: Number(row.item_id),
    key: String(row.key),
    uploadId: row.upload_id as string | null,
    partSizeBytes: Number(row.part_size),
    intentAtMs: Number(row.intent_at),
    completing: row.completing === 1,
  }
}

function downloadOf(row: Row): DownloadRecord {
  return {
    itemId: Number(row.item_id),
    tempPath: String(row.temp_path),
    targetPath: String(row.target_path),
    partSizeBytes: Number(row.part_size),
    etag: String(row.etag),
    sizeBytes: Number(row.size_bytes),
    crc64: row.crc64 as string | null,
    publishing: row.publishing === 1,
  }
}
