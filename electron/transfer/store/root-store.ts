import type { Row, Statements } from './statements.ts'

/**
 * `path`: a local file or folder. `key`: one object. `version`: one version of it. `prefix`:
 * everything below it. `receipt`: what arrived of another transfer.
 */
export type RootKind = 'path' | 'key' | 'version' | 'prefix' | 'receipt'

/** Something to be read: what was asked for, or a sub-folder found on the way. */
export interface Root {
  readonly transferId: number
  /** Within its transfer. */
  readonly number: number
  readonly kind: RootKind
  readonly source: string
  /** Relative name of what it holds, without a `/` at its end; of a version its id. */
  readonly name: string
  /** The last key that was stored; null = not begun. */
  readonly cursor: string | null
  /** Of a local folder that was read in part: none of its items has a lower id. */
  readonly firstItem: number | null
}

export class RootStore {
  readonly #sql: Statements

  constructor(sql: Statements) {
    this.#sql = sql
  }

  /** `parent`: number of the folder in which it was found; null = it was asked for. */
  add(
    transferId: number,
    kind: RootKind,
    source: string,
    name: string,
    parent: number | null = null,
  ): void {
    this.#sql.run(
      `INSERT INTO roots (transfer_id, number, parent, kind, source, name) VALUES (?1,
         (SELECT coalesce(max(number), 0) + 1 FROM roots WHERE transfer_id = ?1), ?, ?, ?, ?)`,
      transferId,
      parent,
      kind,
      source,
      name,
    )
  }

  /** What is still to be read, in order. */
  open(transferId: number, limit: number): readonly Root[] {
    return this.#sql
      .all(
        `SELECT * FROM roots INDEXED BY roots_open WHERE transfer_id = ? AND done = 0
         ORDER BY number LIMIT ?`,
        transferId,
        limit,
      )
      .map(rootOf)
  }

  setCursor(root: Root, cursor: string): void {
    this.#sql.run(
      'UPDATE roots SET cursor = ? WHERE transfer_id = ? AND number = ?',
      cursor,
      root.transferId,
      root.number,
    )
  }

  /** Some of a local folder is stored, from the item `firstItem` on: the first call counts. */
  setBegun(root: Root, firstItem: number): void {
    this.#sql.run(
      `UPDATE roots SET first_item = coalesce(first_item, ?)
       WHERE transfer_id = ? AND number = ?`,
      firstItem,
      root.transferId,
      root.number,
    )
  }

  setDone(root: Root): void {
    this.#sql.run(
      'UPDATE roots SET done = 1 WHERE transfer_id = ? AND number = ?',
      root.transferId,
      root.number,
    )
  }

  /** It could not be read, and is to be tried again. */
  reopen(transferId: number, number: number): void {
    this.#sql.run(
      'UPDATE roots SET done = 0 WHERE transfer_id = ? AND number = ?',
      transferId,
      number,
    )
  }

  /** Up to `limit` roots from the number `from` on; `name` is null for those not found in `root`. */
  foundIn(
    root: Root,
    from: number,
    limit: number,
  ): readonly { readonly number: number; readonly name: string | null }[] {
    return this.#sql
      .all(
        `SELECT number, parent, name FROM roots WHERE transfer_id = ? AND number >= ?
         ORDER BY number LIMIT ?`,
        root.transferId,
        from,
        limit,
      )
      .map(({ number, parent, name }) => ({
        number: Number(number),
        name: parent === root.number ? String(name).slice(root.name.length + 1) : null,
      }))
  }

  /** Forgets up to `limit` of them; answers how many. */
  removeSome(transferId: number, limit: number): number {
    return this.#sql.run(
      `DELETE FROM roots WHERE transfer_id = ?1 AND number IN
         (SELECT number FROM roots WHERE transfer_id = ?1 ORDER BY number LIMIT ?2)`,
      transferId,
      limit,
    )
  }
}

function rootOf(row: Row): Root {
  return {
    transferId: Number(row.transfer_id),
    number: Number(row.number),
    kind: row.kind as RootKind,
    source: String(row.source),
    name: String(row.name),
    cursor: row.cursor as string | null,
    firstItem: row.first_item === null ? null : Number(row.first_item),
  }
}
