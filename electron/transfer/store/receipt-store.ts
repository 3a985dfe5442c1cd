import { type ItemState, itemStates } from '../../../shared/transfer/state.ts'
import { kindCodes, stateCodes, wordOf } from './codes.ts'
import { blocksOf, itemsOf } from './item-ids.ts'
import { counters } from './item-pages.ts'
import type { Statements } from './statements.ts'

const columns = itemStates.map((state) => counters[state])
const sumOfColumns = columns.join(' + ')

/** What a receipt needs besides the rows: that its sums are true. */
export class ReceiptStore {
  readonly #sql: Statements

  constructor(sql: Statements) {
    this.#sql = sql
  }

  /** Folders and prefixes that could not be read, by what became of them. */
  unread(transferId: number): Readonly<Record<ItemState, number>> {
    const counts = Object.fromEntries(itemStates.map((state) => [state, 0]))
    const rows = this.#sql.all(
      `SELECT state, count(*) AS n FROM items INDEXED BY items_unread
       WHERE transfer_id = ? AND kind = ${kindCodes.listing} GROUP BY state`,
      transferId,
    )
    for (const { state, n } of rows) counts[wordOf(stateCodes, state)] = Number(n)
    return counts as Record<ItemState, number>
  }

  /** The latest check of a transfer; null = it was never checked, or that was removed. */
  lastCheck(transferId: number): number | null {
    const row = this.#sql.get(
      `SELECT max(id) AS id FROM transfers WHERE kind = 'verify' AND terms ->> '$.transferId' = ?`,
      String(transferId),
    )
    return row?.id == null ? null : Number(row.id)
  }

  /** Whether total, states and blocks of a transfer say the same. Reads no items. */
  addsUp(transferId: number): boolean {
    const { first, last } = blocksOf(transferId)
    const same = columns.map((column) => `b.${column} = t.${column}`).join(' AND ')
    const sums = columns.map((column) => `coalesce(sum(${column}), 0) AS ${column}`).join()
    const row = this.#sql.get(
      `SELECT t.total = ${columns.map((column) => `t.${column}`).join(' + ')} AND ${same} AS same
       FROM transfers t, (SELECT ${sums} FROM blocks WHERE id BETWEEN ? AND ?) b WHERE t.id = ?`,
      first,
      last,
      transferId,
    )
    return row === undefined || row.same === 1
  }

  /** Makes counters and sums of a transfer anew from its items. In the transaction of the caller. */
  recount(transferId: number): void {
    const blocks = blocksOf(transferId)
    const items = itemsOf(transferId)
    const inBlocks = [blocks.first, blocks.last] as const
    const inItems = [items.first, items.last] as const
    const counts = itemStates.map((state) => `sum(state = ${stateCodes[state]})`).join()
    this.#sql.run('DELETE FROM blocks WHERE id BETWEEN ? AND ?', ...inBlocks)
    this.#sql.run(
      `INSERT INTO blocks (id, ${columns.join()})
       SELECT id >> 9, ${counts} FROM items WHERE id BETWEEN ? AND ? GROUP BY id >> 9`,
      ...inItems,
    )
    const sums = columns.map((column) => `coalesce(sum(${column}), 0)`).join()
    this.#sql.run(
      `UPDATE transfers SET (total, ${columns.join()}) =
         (SELECT coalesce(sum(${sumOfColumns}), 0), ${sums} FROM blocks WHERE id BETWEEN ? AND ?),
         (total_bytes, done_bytes) = (SELECT coalesce(sum(size_bytes), 0), coalesce(sum(done_bytes), 0)
           FROM items WHERE id BETWEEN ? AND ?)
       WHERE id = ?`,
      ...inBlocks,
      ...inItems,
      transferId,
    )
  }
}
