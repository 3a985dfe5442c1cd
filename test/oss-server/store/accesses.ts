import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Journal } from './journal.ts'

/** When objects were last read; written only where the bucket records accesses. */
export class AccessStore {
  readonly #journal: Journal
  readonly #put: StatementSync
  readonly #find: StatementSync

  constructor(database: DatabaseSync, journal: Journal) {
    this.#journal = journal
    database.exec(`CREATE TABLE IF NOT EXISTS accesses (
      bucket TEXT NOT NULL, key TEXT NOT NULL, version TEXT NOT NULL, at_ms INTEGER NOT NULL,
      PRIMARY KEY (bucket, key, version)
    ) WITHOUT ROWID`)
    this.#put = database.prepare('INSERT OR REPLACE INTO accesses VALUES (?, ?, ?, ?)')
    this.#find = database.prepare(
      'SELECT at_ms FROM accesses WHERE bucket = ? AND key = ? AND version = ?',
    )
  }

  /** Milliseconds since the epoch. */
  put(bucket: string, key: string, version: string, atMs: number): void {
    this.#journal.begin()
    this.#put.run(bucket, key, version, atMs)
  }

  /** Null = not since accesses are recorded. May be of an object that is replaced since. */
  find(bucket: string, key: string, version: string): number | null {
    const row = this.#find.get(bucket, key, version)
    return row === undefined ? null : Number(row.at_ms)
  }
}
