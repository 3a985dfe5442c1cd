import type { DatabaseSync } from 'node:sqlite'
import type { Journal } from './journal.ts'

/** A live channel; what it publishes is objects like any others. */
export interface LiveChannel {
  readonly name: string
  readonly description: string
  readonly enabled: boolean
  readonly fragSeconds: number
  readonly fragCount: number
  readonly playlistName: string
  /** The Snapshot element as it came, or null. */
  readonly snapshot: Readonly<Record<string, string>> | null
  readonly modifiedMs: number
}

export class ChannelStore {
  readonly #database: DatabaseSync
  readonly #journal: Journal

  constructor(database: DatabaseSync, journal: Journal) {
    this.#database = database
    this.#journal = journal
    database.exec(`CREATE TABLE IF NOT EXISTS channels (
      bucket TEXT NOT NULL, name TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (bucket, name)
    ) WITHOUT ROWID`)
  }

  put(bucket: string, channel: LiveChannel): void {
    this.#journal.begin()
    this.#database
      .prepare('INSERT OR REPLACE INTO channels VALUES (?, ?, ?)')
      .run(bucket, channel.name, JSON.stringify(channel))
  }

  find(bucket: string, name: string): LiveChannel | null {
    const row = this.#database
      .prepare('SELECT document FROM channels WHERE bucket = ? AND name = ?')
      .get(bucket, name)
    return row === undefined ? null : (JSON.parse(String(row.document)) as LiveChannel)
  }

  /** By name, after `marker`. */
  list(bucket: string, marker: string): readonly LiveChannel[] {
    return this.#database
      .prepare('SELECT document FROM channels WHERE bucket = ? AND name > ? ORDER BY name')
      .all(bucket, marker)
      .map((row) => JSON.parse(String(row.document)) as LiveChannel)
  }

  delete(bucket: string, name: string): void {
    this.#journal.begin()
    this.#database.prepare('DELETE FROM channels WHERE bucket = ? AND name = ?').run(bucket, name)
  }

  count(bucket: string): number {
    const row = this.#database
      .prepare('SELECT count(*) AS total FROM channels WHERE bucket = ?')
      .get(bucket)
    return Number(row?.total ?? 0)
  }
}
