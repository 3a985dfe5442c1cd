import type { Failure } from '../../../shared/ipc/failure.ts'
import type { ConflictPolicy } from '../../../shared/transfer/kinds.ts'
import type { AttentionReason, Item } from '../../../shared/transfer/state.ts'
import type { ItemWindow } from '../../../shared/transfer/view.ts'
import { failureText, type ItemRecord, itemOf, type NewItem } from './records.ts'
import type { Statements } from './statements.ts'

export interface RemoteFacts {
  readonly sizeBytes: number
  readonly etag: string | null
  readonly modifiedAt: string | null
  readonly large: boolean
}

/** Which states each tab of the panel shows. */
const shown: Readonly<Record<ItemWindow['show'], readonly string[] | null>> = {
  all: null,
  unfinished: ['waiting', 'running', 'waiting-for-network', 'needs-attention'],
  attention: ['needs-attention'],
  failed: ['failed'],
  done: ['done', 'skipped'],
}

/** Files of transfers. Everything that touches many of them is one statement. */
export class ItemStore {
  readonly #sql: Statements

  constructor(sql: Statements) {
    this.#sql = sql
  }

  /** Adds what is not there yet: reading a folder again after a crash adds nothing twice. */
  add(transferId: number, items: readonly NewItem[]): void {
    for (const item of items) {
      this.#sql.run(
        `INSERT INTO items (transfer_id, kind, source, name, key, path, large, state, attention,
           size_bytes, identity, etag, modified_at, failure)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO NOTHING`,
        transferId,
        item.kind,
        item.source,
        item.name,
        item.key,
        item.path,
        Number(item.large),
        item.settled?.state ?? 'waiting',
        item.settled?.attention ?? null,
        item.sizeBytes,
        item.identity ?? null,
        item.etag ?? null,
        item.modifiedAt ?? null,
        failureText(item.settled?.failure ?? null),
      )
    }
  }

  get(id: number): ItemRecord | null {
    const row = this.#sql.get('SELECT * FROM items WHERE id = ?', id)
    return row ? itemOf(row) : null
  }

  /** What may start now, oldest first. */
  startable(
    transferId: number,
    large: boolean,
    nowMs: number,
    limit: number,
  ): readonly ItemRecord[] {
    return this.#sql
      .all(
        `SELECT * FROM items INDEXED BY items_next
         WHERE state = 'waiting' AND transfer_id = ? AND large = ? AND not_before <= ?
         ORDER BY not_before, id LIMIT ?`,
        transferId,
        Number(large),
        nowMs,
        limit,
      )
      .map(itemOf)
  }

  /** When the next postponed item that is not due yet will be; null = there is none. */
  nextDueMs(nowMs: number): number | null {
    const row = this.#sql.get(
      `SELECT min(not_before) AS due FROM items INDEXED BY items_due
       WHERE state = 'waiting' AND not_before > 0 AND not_before > ?`,
      nowMs,
    )
    return row?.due == null ? null : Number(row.due)
  }

  /** Writes what `next` decided. A finished file counts with all its bytes. */
  write(id: number, item: Item, failure: Failure | null): void {
    const over = item.state === 'done' || item.state === 'skipped'
    this.#sql.run(
      `UPDATE items SET state = ?, attention = ?, attempts = ?, not_before = ?,
         tried = tried OR ?, failure = ?, done_bytes = CASE WHEN ? THEN size_bytes ELSE done_bytes END
       WHERE id = ?`,
      item.state,
      item.state === 'needs-attention' ? item.reason : null,
      item.attempts,
      item.state === 'waiting' ? Math.ceil(item.notBeforeMs) : 0,
      Number(item.state === 'running'),
      failureText(failure),
      Number(over),
      id,
    )
  }

  setSource(id: number, identity: string | null, sizeBytes: number, large: boolean): void {
    this.#sql.run(
      'UPDATE items SET identity = ?, size_bytes = ?, large = ? WHERE id = ?',
      identity,
      sizeBytes,
      Number(large),
      id,
    )
  }

  setRemote(id: number, facts: RemoteFacts): void {
    this.#sql.run(
      'UPDATE items SET size_bytes = ?, etag = ?, modified_at = ?, large = ? WHERE id = ?',
      facts.sizeBytes,
      facts.etag,
      facts.modifiedAt,
      Number(facts.large),
      id,
    )
  }

  /** The object changed: what is known of it must be looked up again. */
  forgetRemote(id: number): void {
    this.#sql.run('UPDATE items SET etag = NULL, modified_at = NULL WHERE id = ?', id)
  }

  setKey(id: number, key: string): void {
    this.#sql.run('UPDATE items SET key = ? WHERE id = ?', key, id)
  }

  setPath(id: number, path: string): void {
    this.#sql.run('UPDATE items SET path = ? WHERE id = ?', path, id)
  }

  /** After a start: what was running when the program ended waits for its turn again. */
  recover(): void {
    this.#sql.run(
      `UPDATE items SET state = 'waiting', not_before = 0
       WHERE state IN ('running', 'waiting-for-network')`,
    )
  }

  online(accountId: string): void {
    this.#sql.run(
      `UPDATE items SET state = 'waiting', not_before = 0 WHERE state = 'waiting-for-network'
         AND transfer_id IN (SELECT id FROM transfers WHERE account_id = ?)`,
      accountId,
    )
  }

  /** `again` of the state machine for every failed and asking item of a transfer. */
  again(transferId: number): void {
    this.#sql.run(
      `UPDATE items SET state = 'waiting', attention = NULL, attempts = 0, not_before = 0,
         failure = NULL WHERE transfer_id = ? AND state IN ('failed', 'needs-attention')`,
      transferId,
    )
  }

  /** `again` for what asked because of the account's keys. */
  againForAccount(accountId: string): void {
    this.#sql.run(
      `UPDATE items SET state = 'waiting', attention = NULL, attempts = 0, not_before = 0,
         failure = NULL
       WHERE state = 'needs-attention' AND attention IN ('credentials', 'denied')
         AND transfer_id IN (SELECT id FROM transfers
           WHERE account_id = ? AND finished_at IS NULL AND n_attention > 0)`,
      accountId,
    )
  }

  /** Listing items among those that wait: taken away, because their folder is read again. */
  takeListings(transferId: number): readonly string[] {
    return this.#sql
      .all(
        `DELETE FROM items WHERE transfer_id = ? AND kind = 'listing' AND state = 'waiting'
         RETURNING source`,
        transferId,
      )
      .map((row) => String(row.source))
  }

  /** Answers a question: `ids` null = every open conflict (or, to `retry`, every question). */
  decide(
    transferId: number,
    ids: readonly string[] | null,
    choice: 'skip' | 'retry' | ConflictPolicy,
  ): void {
    const policy = choice === 'replace' || choice === 'keep-both' ? choice : null
    this.#sql.run(
      `UPDATE items SET state = ?2, attention = NULL, failure = NULL, attempts = 0, not_before = 0,
         decision = coalesce(?3, decision),
         done_bytes = CASE WHEN ?2 = 'skipped' THEN size_bytes ELSE done_bytes END
       WHERE transfer_id = ?1 AND state = 'needs-attention'
         AND ((?4 IS NULL AND (attention = 'conflict' OR ?5)) OR
           id IN (SELECT CAST(value AS INTEGER) FROM json_each(?4)))`,
      transferId,
      choice === 'skip' ? 'skipped' : 'waiting',
      policy,
      ids === null ? null : JSON.stringify(ids),
      Number(choice === 'retry'),
    )
  }

  /** `cancel` of the state machine for everything that is not settled. */
  cancelOpen(transferId: number): void {
    this.#sql.run(
      `UPDATE items SET state = 'cancelled', attention = NULL WHERE transfer_id = ?
         AND state IN ('waiting', 'running', 'waiting-for-network', 'needs-attention')`,
      transferId,
    )
  }

  /** The first of `order` that something of the transfer asks for. */
  mostUrgent(transferId: number, order: readonly AttentionReason[]): AttentionReason | null {
    const asks = (reason: AttentionReason): boolean =>
      this.#sql.get(
        `SELECT 1 FROM items INDEXED BY items_asking
         WHERE state = 'needs-attention' AND transfer_id = ? AND attention = ? LIMIT 1`,
        transferId,
        reason,
      ) !== undefined
    return order.find(asks) ?? null
  }

  lastFailure(transferId: number): ItemRecord | null {
    const row = this.#sql.get(
      `SELECT * FROM items INDEXED BY items_by_state
       WHERE transfer_id = ? AND state = 'failed' ORDER BY id DESC LIMIT 1`,
      transferId,
    )
    return row ? itemOf(row) : null
  }

  page(window: ItemWindow): readonly ItemRecord[] {
    const states = shown[window.show]
    const filter = states === null ? '' : `AND state IN (${states.map((s) => `'${s}'`).join()})`
    return this.#sql
      .all(
        `SELECT * FROM items WHERE transfer_id = ? ${filter} ORDER BY id LIMIT ? OFFSET ?`,
        Number(window.transferId),
        window.count,
        window.offset,
      )
      .map(itemOf)
  }
}
