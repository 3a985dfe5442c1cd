import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { randomHex } from '../random.ts'
import type { Segment } from './blobs.ts'
import type { Journal } from './journal.ts'

/** Up to here bytes are kept in the index: creating a file costs far more than writing a row. */
export const smallBlobBytes = 16 * 1024

const mark = 's'

export function isSmallBlob(blob: string): boolean {
  return blob.startsWith(mark)
}

/** Blobs as rows, beside the rows that mention them. */
export class SmallBlobs {
  readonly #database: DatabaseSync
  readonly #journal: Journal
  readonly #insert: StatementSync
  readonly #find: StatementSync
  readonly #delete: StatementSync
  /** Names grow, so that the index grows at its end: pages in the middle cost several times more. */
  readonly #prefix = `${Date.now().toString(36).padStart(9, '0')}${randomHex(3)}`
  #count = 0

  constructor(database: DatabaseSync, journal: Journal) {
    this.#database = database
    this.#journal = journal
    this.#insert = database.prepare('INSERT INTO small_blobs (name, bytes) VALUES (?, ?)')
    this.#find = database.prepare('SELECT bytes FROM small_blobs WHERE name = ?')
    this.#delete = database.prepare('DELETE FROM small_blobs WHERE name = ?')
  }

  /** Returns the blob's name. */
  add(bytes: Uint8Array): string {
    this.#count += 1
    const name = `${mark}${this.#prefix}${String(this.#count).padStart(10, '0')}`
    this.#journal.begin()
    this.#insert.run(name, bytes)
    return name
  }

  /** The bytes of the segment; the caller may change them. */
  read({ blob, offset, sizeBytes }: Segment): Uint8Array {
    const row = this.#find.get(blob)
    if (row === undefined) throw new Error(`blob ${blob} is gone`)
    return (row.bytes as Uint8Array).subarray(offset, offset + sizeBytes)
  }

  /** Does nothing once the index is closed; the sweep of the next start finds what is left. */
  remove(blob: string): void {
    if (!this.#database.isOpen) return
    this.#journal.begin()
    this.#delete.run(blob)
  }

  sweep(isUsed: (blob: string) => boolean): void {
    const names = this.#database.prepare('SELECT name FROM small_blobs').all()
    for (const { name } of names) {
      if (!isUsed(String(name))) this.remove(String(name))
    }
  }
}
