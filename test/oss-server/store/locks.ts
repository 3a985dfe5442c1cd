import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Journal } from './journal.ts'

/** What keeps one version from being deleted. */
export interface ObjectLock {
  readonly retention: Retention | null
  /** Until it is taken back, whatever the retention says. */
  readonly legalHold: boolean
}

export interface Retention {
  readonly mode: 'GOVERNANCE' | 'COMPLIANCE'
  /** Milliseconds. */
  readonly untilMs: number
}

export class LockStore {
  readonly #journal: Journal
  readonly #put: StatementSync
  readonly #find: StatementSync

  constructor(database: DatabaseSync, journal: Journal) {
    this.#journal = journal
    database.exec(`CREATE TABLE IF NOT EXISTS locks (
      bucket TEXT NOT NULL, key TEXT NOT NULL, version TEXT NOT NULL, document TEXT NOT NULL,
      PRIMARY KEY (bucket, key, version)
    ) WITHOUT ROWID`)
    this.#put = database.prepare('INSERT OR REPLACE INTO locks VALUES (?, ?, ?, ?)')
    this.#find = database.prepare(
      'SELECT document FROM locks WHERE bucket = ? AND key = ? AND version = ?',
    )
  }

  put(bucket: string, key: string, version: string, lock: ObjectLock): void {
    this.#journal.begin()
    this.#put.run(bucket, key, version, JSON.stringify(lock))
  }

  find(bucket: string, key: string, version: string): ObjectLock {
    const row = this.#find.get(bucket, key, version)
    if (row === undefined) return { retention: null, legalHold: false }
    return JSON.parse(String(row.document)) as ObjectLock
  }
}
