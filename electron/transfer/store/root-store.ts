import type { Statements } from './statements.ts'

/** `path`: a local file or folder. `key`: one object. `prefix`: everything below it. */
export type RootKind = 'path' | 'key' | 'prefix'

/** Something still to be read: what was asked for, or a sub-folder found on the way. */
export interface Root {
  readonly id: number
  readonly transferId: number
  readonly kind: RootKind
  readonly source: string
  /** Relative name of what it holds, without a `/` at its end. */
  readonly name: string
  /** The last key that was stored; null = not begun. */
  readonly cursor: string | null
}

export class RootStore {
  readonly #sql: Statements

  constructor(sql: Statements) {
    this.#sql = sql
  }

  add(transferId: number, kind: RootKind, source: string, name: string): void {
    this.#sql.run(
      `INSERT INTO roots (transfer_id, kind, source, name) VALUES (?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
      transferId,
      kind,
      source,
      name,
    )
  }

  open(transferId: number, limit: number): readonly Root[] {
    return this.#sql
      .all(
        'SELECT * FROM roots WHERE transfer_id = ? AND done = 0 ORDER BY id LIMIT ?',
        transferId,
        limit,
      )
      .map((row) => ({
        id: Number(row.id),
        transferId: Number(row.transfer_id),
        kind: row.kind as RootKind,
        source: String(row.source),
        name: String(row.name),
        cursor: row.cursor as string | null,
      }))
  }

  setCursor(id: number, cursor: string): void {
    this.#sql.run('UPDATE roots SET cursor = ? WHERE id = ?', cursor, id)
  }

  setDone(id: number): void {
    this.#sql.run('UPDATE roots SET done = 1 WHERE id = ?', id)
  }

  reopen(transferId: number, source: string): void {
    this.#sql.run(
      'UPDATE roots SET done = 0 WHERE transfer_id = ? AND source = ?',
      transferId,
      source,
    )
  }

  closeAll(transferId: number): void {
    this.#sql.run('DELETE FROM roots WHERE transfer_id = ?', transferId)
  }
}
