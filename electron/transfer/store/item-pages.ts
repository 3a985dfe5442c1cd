import type { AttentionReason, ItemState } from '../../../shared/transfer/state.ts'
import type { ItemWindow } from '../../../shared/transfer/view.ts'
import { reasonCodes, stateCodes } from './codes.ts'
import { blocksOf, itemsOf, itemsOfBlock } from './item-ids.ts'
import { selectItems } from './item-store.ts'
import { type ItemRecord, itemOf } from './records.ts'
import type { Statements } from './statements.ts'

/** Which states each tab of the panel shows. */
const shown: Readonly<Record<ItemWindow['show'], readonly ItemState[]>> = {
  all: Object.keys(stateCodes) as ItemState[],
  unfinished: ['waiting', 'running', 'waiting-for-network', 'needs-attention'],
  attention: ['needs-attention'],
  failed: ['failed'],
  done: ['done'],
  skipped: ['skipped'],
}

/** The columns of `blocks` that count each state. */
export const counters: Readonly<Record<ItemState, string>> = {
  waiting: 'n_waiting',
  running: 'n_running',
  'waiting-for-network': 'n_network',
  'needs-attention': 'n_attention',
  done: 'n_done',
  skipped: 'n_skipped',
  failed: 'n_failed',
  cancelled: 'n_cancelled',
}

/**
 * Items as the panel looks at them. Nothing here reads more than the blocks of the transfer (2,000
 * for a million items) and the items of the blocks it needs.
 */
export class ItemPages {
  readonly #sql: Statements

  constructor(sql: Statements) {
    this.#sql = sql
  }

  /** `offset` counts the items of the tab, in the order in which they were found. */
  page(window: ItemWindow): readonly ItemRecord[] {
    const states = shown[window.show]
    const count = states.map((state) => `b.${counters[state]}`).join(' + ')
    const codes = states.map((state) => stateCodes[state]).join()
    const { first, last } = blocksOf(Number(window.transferId))
    const start = this.#sql.get(
      `SELECT min(id) AS id, until - n AS passed FROM (
         SELECT id, ${count} AS n, sum(${count}) OVER (ORDER BY id) AS until
         FROM blocks b WHERE id BETWEEN ? AND ?)
       WHERE until > ?`,
      first,
      last,
      window.offset,
    )
    if (start?.id == null) return []
    return this.#sql
      .all(
        `${selectItems('blocks b CROSS JOIN items i NOT INDEXED ON i.id BETWEEN b.id << 9 AND (b.id << 9) + 511')}
         WHERE b.id BETWEEN ? AND ? AND ${count} > 0 AND i.state IN (${codes})
         ORDER BY b.id, i.id LIMIT ? OFFSET ?`,
        Number(start.id),
        last,
        window.count,
        window.offset - Number(start.passed),
      )
      .map(itemOf)
  }

  /** Up to `limit` items after the id `after`, in the order in which they were found. */
  after(transferId: number, after: number, limit: number): readonly ItemRecord[] {
    const { first, last } = itemsOf(transferId)
    return this.#sql
      .all(
        `${selectItems('items i')} WHERE i.id BETWEEN ? AND ? ORDER BY i.id LIMIT ?`,
        Math.max(first, after + 1),
        last,
        limit,
      )
      .map(itemOf)
  }

  /** The first of `order` that something of the transfer asks for. */
  mostUrgent(transferId: number, order: readonly AttentionReason[]): AttentionReason | null {
    const asks = (reason: AttentionReason): boolean =>
      this.#sql.get(
        `SELECT 1 FROM items INDEXED BY items_asking
         WHERE state = ${stateCodes['needs-attention']} AND transfer_id = ? AND attention = ? LIMIT 1`,
        transferId,
        reasonCodes[reason],
      ) !== undefined
    return order.find(asks) ?? null
  }

  lastFailure(transferId: number): ItemRecord | null {
    const blocks = blocksOf(transferId)
    const block = this.#sql.get(
      'SELECT id FROM blocks b WHERE id BETWEEN ? AND ? AND n_failed > 0 ORDER BY id DESC LIMIT 1',
      blocks.first,
      blocks.last,
    )
    if (!block) return null
    const { first, last } = itemsOfBlock(Number(block.id))
    const row = this.#sql.get(
      `${selectItems('items i')} WHERE i.id BETWEEN ? AND ? AND i.state = ${stateCodes.failed}
       ORDER BY i.id DESC LIMIT 1`,
      first,
      last,
    )
    return row ? itemOf(row) : null
  }
}
