import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { ListingRow } from '../../shared/objects.ts'
import { transaction } from '../db/migrate.ts'
import type { ListPage } from '../oss/operations/listing.ts'
import { extensionOf, foldName, sortNameOf } from './names.ts'

export interface StoredListing {
  readonly id: number
  readonly accountId: string
  readonly bucket: string
  readonly prefix: string
}

/** What one walk through a folder has found so far. */
export interface Generation {
  readonly id: number
  readonly complete: boolean
  readonly folders: number
  readonly files: number
  readonly sizeBytes: number
  readonly listedMs: number | null
}

const deleteBatch = 5000

/** The tables of the catalog. Everything is synchronous: it lives in a thread of its own. */
export class CatalogStore {
  readonly #db: DatabaseSync
  readonly #insert: StatementSync

  constructor(db: DatabaseSync) {
    this.#db = db
    this.#insert = db.prepare(
      `INSERT INTO entries (generation_id, is_file, name, sort_name, folded, extension, size_bytes,
        modified_at, etag, type, storage_class) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
  }

  /** The listing of a folder, made when there is none, with what of it can be shown. */
  load(
    place: Omit<StoredListing, 'id'>,
    nowMs: number,
  ): {
    readonly listing: StoredListing
    readonly shown: Generation | null
    readonly stale: boolean
  } {
    const { accountId, bucket, prefix } = place
    const row = this.#db
      .prepare(
        `INSERT INTO listings (account_id, bucket, prefix, opened_ms) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET opened_ms = excluded.opened_ms RETURNING id, shown, stale`,
      )
      .get(accountId, bucket, prefix, nowMs)
    const shown = row?.shown === null ? null : this.#generation(Number(row?.shown))
    return { listing: { id: Number(row?.id), ...place }, shown, stale: row?.stale === 1 }
  }

  /** The generation that a folder shows; null when it was never listed. */
  shownOf({ accountId, bucket, prefix }: Omit<StoredListing, 'id'>): number | null {
    const row = this.#db
      .prepare('SELECT shown FROM listings WHERE account_id = ? AND bucket = ? AND prefix = ?')
      .get(accountId, bucket, prefix)
    return row?.shown === undefined || row.shown === null ? null : Number(row.shown)
  }

  begin(listingId: number): Generation {
    const row = this.#db
      .prepare('INSERT INTO generations (listing_id) VALUES (?) RETURNING id')
      .get(listingId)
    const none = { complete: false, folders: 0, files: 0, sizeBytes: 0, listedMs: null }
    return { id: Number(row?.id), ...none }
  }

  /** One page of the service, in one transaction. The marker object of the folder itself is no row. */
  addPage(before: Generation, prefix: string, page: ListPage, nowMs: number): Generation {
    return transaction(this.#db, () => {
      for (const folder of page.prefixes)
        this.#addFolder(before.id, folder.slice(prefix.length, -1))
      const objects = page.objects.filter((object) => object.key !== prefix)
      let sizeBytes = before.sizeBytes
      for (const object of objects) {
        const name = object.key.slice(prefix.length)
        const { modifiedAt, etag, type, storageClass } = object
        const facts = [object.sizeBytes, modifiedAt, etag, type, storageClass] as const
        this.#insert.run(
          before.id,
          1,
          name,
          sortNameOf(name),
          foldName(name),
          extensionOf(name),
          ...facts,
        )
        sizeBytes += object.sizeBytes
      }
      const folders = before.folders + page.prefixes.length
      const files = before.files + objects.length
      return this.#save({ ...before, folders, files, sizeBytes, listedMs: nowMs })
    })
  }

  /** Everything was listed: from now on this generation is what the folder holds. */
  finish(listing: StoredListing, generation: Generation): Generation {
    return transaction(this.#db, () => {
      const done = this.#save({ ...generation, complete: true })
      this.show(listing, done, false)
      return done
    })
  }

  show(listing: StoredListing, generation: Generation, stale: boolean): void {
    this.#db
      .prepare('UPDATE listings SET shown = ?, stale = ? WHERE id = ?')
      .run(generation.id, stale ? 1 : 0, listing.id)
  }

  /** Deletes a part of it, so that a million rows do not hold up the window; true when all is gone. */
  dropSome(generationId: number): boolean {
    const { changes } = this.#db
      .prepare(
        'DELETE FROM entries WHERE id IN (SELECT id FROM entries WHERE generation_id = ? LIMIT ?)',
      )
      .run(generationId, deleteBatch)
    if (Number(changes) === deleteBatch) return false
    this.#db.prepare('DELETE FROM generations WHERE id = ?').run(generationId)
    return true
  }

  /** Marks what a change at these prefixes may have made wrong: their folders and those above. */
  markStale(accountId: string, bucket: string, prefixes: readonly string[]): void {
    const listings = this.#db
      .prepare('SELECT id, prefix FROM listings WHERE account_id = ? AND bucket = ?')
      .all(accountId, bucket)
    const mark = this.#db.prepare('UPDATE listings SET stale = 1 WHERE id = ?')
    transaction(this.#db, () => {
      for (const { id, prefix } of listings) {
        if (touches(prefixes, String(prefix))) mark.run(Number(id))
      }
    })
  }

  forgetAccount(accountId: string): void {
    this.#db.prepare('DELETE FROM listings WHERE account_id = ?').run(accountId)
  }

  /** Generations that no listing shows: left by a crash, a refresh or a removed account. */
  orphans(): readonly number[] {
    return this.#db
      .prepare(
        'SELECT id FROM generations WHERE id NOT IN (SELECT shown FROM listings WHERE shown IS NOT NULL)',
      )
      .all()
      .map((row) => Number(row.id))
  }

  forgetOpenedBefore(ms: number): void {
    this.#db.prepare('DELETE FROM listings WHERE opened_ms < ?').run(ms)
  }

  /** Ids in the order of `orderBy`; folders and files are asked for one after the other. */
  ids(generationId: number, isFile: boolean, orderBy: string, filter: string): readonly number[] {
    const filtered = filter === '' ? '' : 'AND instr(folded, ?) > 0'
    const statement = this.#db.prepare(
      `SELECT id FROM entries WHERE generation_id = ? AND is_file = ? ${filtered} ORDER BY ${orderBy}`,
    )
    statement.setReturnArrays(true)
    const parameters = [generationId, isFile ? 1 : 0, ...(filter === '' ? [] : [foldName(filter)])]
    return (statement.all(...parameters) as unknown as [number][]).map(([id]) => id)
  }

  /** Rows in the order of `ids`; one that is gone by now is left out. */
  rows(prefix: string, ids: readonly number[]): readonly ListingRow[] {
    const found = this.#db
      .prepare('SELECT * FROM entries WHERE id IN (SELECT value FROM json_each(?))')
      .all(JSON.stringify(ids))
    const byId = new Map(found.map((row) => [Number(row.id), rowOf(prefix, row)]))
    return ids.flatMap((id) => byId.get(id) ?? [])
  }

  /** Count and size of those of `names` that are files here. */
  sizeOf(generationId: number, names: readonly string[]): { files: number; sizeBytes: number } {
    const row = this.#db
      .prepare(
        `SELECT count(*) AS files, coalesce(sum(size_bytes), 0) AS bytes FROM entries
         WHERE generation_id = ? AND is_file = 1 AND name IN (SELECT value FROM json_each(?))`,
      )
      .get(generationId, JSON.stringify(names))
    return { files: Number(row?.files), sizeBytes: Number(row?.bytes) }
  }

  close(): void {
    this.#db.close()
  }

  #addFolder(generationId: number, name: string): void {
    this.#insert.run(generationId, 0, name, sortNameOf(name), foldName(name), '', 0, '', '', '', '')
  }

  #generation(id: number): Generation | null {
    const row = this.#db.prepare('SELECT * FROM generations WHERE id = ?').get(id)
    if (!row) return null
    return {
      id,
      complete: row.complete === 1,
      folders: Number(row.folders),
      files: Number(row.files),
      sizeBytes: Number(row.size_bytes),
      listedMs: row.listed_ms === null ? null : Number(row.listed_ms),
    }
  }

  #save(generation: Generation): Generation {
    const { id, complete, folders, files, sizeBytes, listedMs } = generation
    this.#db
      .prepare(
        `UPDATE generations SET complete = ?, folders = ?, files = ?, size_bytes = ?, listed_ms = ?
         WHERE id = ?`,
      )
      .run(complete ? 1 : 0, folders, files, sizeBytes, listedMs, id)
    return generation
  }
}

/** Whether a change below one of `changed` can be seen in a listing of `prefix`. */
export function touches(changed: readonly string[], prefix: string): boolean {
  return changed.some((other) => other.startsWith(prefix) || prefix.startsWith(other))
}

function rowOf(prefix: string, row: Readonly<Record<string, unknown>>): ListingRow {
  const name = String(row.name)
  if (row.is_file === 0) return { kind: 'folder', key: `${prefix}${name}/`, name }
  return {
    kind: 'file',
    key: `${prefix}${name}`,
    name,
    sizeBytes: Number(row.size_bytes),
    modifiedAt: String(row.modified_at),
    etag: String(row.etag),
    type: String(row.type),
    storageClass: String(row.storage_class),
  }
}
