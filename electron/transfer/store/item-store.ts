import type { Failure } from '../../../shared/ipc/failure.ts'
import { type Item, isSettled } from '../../../shared/transfer/state.ts'
import type { Proof } from '../proof.ts'
import { kindCodes, reasonCodes, stateCodes } from './codes.ts'
import { itemsOf, itemsOfBlock } from './item-ids.ts'
import { failureText, type ItemRecord, itemOf, type NewItem } from './records.ts'
import type { Root } from './root-store.ts'
import type { Statements } from './statements.ts'

export interface RemoteFacts {
  readonly sizeBytes: number
  readonly etag: string | null
  readonly modifiedAt: string | null
  readonly large: boolean
}

export interface Finished {
  readonly id: number
  readonly proof: Readonly<Proof>
  /** What is to be said nevertheless. */
  readonly failure: Failure | null
}

const { waiting, running, done, 'waiting-for-network': offline } = stateCodes

/** Rows of `items` with what `itemOf` needs to name them; `from` names the table and its index. */
export function selectItems(from: string): string {
  return `SELECT i.*, r.kind AS root_kind, r.source AS root_source, r.name AS root_name, t.prefix,
      t.kind AS transfer_kind
    FROM ${from} CROSS JOIN roots r ON r.transfer_id = i.transfer_id AND r.number = i.root
    CROSS JOIN transfers t ON t.id = i.transfer_id`
}

/** Files of transfers, one by one; see `SweepStore` for what is done to all of a transfer. */
export class ItemStore {
  readonly #sql: Statements

  constructor(sql: Statements) {
    this.#sql = sql
  }

  /** Answers the id of the first; they are numbered in order. Nothing is looked up: no row twice. */
  add(
    { transferId, number }: Pick<Root, 'transferId' | 'number'>,
    items: readonly NewItem[],
  ): number {
    const first = this.#nextId(transferId)
    for (const [index, item] of items.entries()) {
      const { receipt, settled } = item
      this.#sql.run(
        `INSERT INTO items (id, transfer_id, root, kind, rest, large, state, attention, size_bytes,
           identity, etag, modified_at, failure, version_id, key, path, crc64)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        first + index,
        transferId,
        number,
        kindCodes[item.kind],
        item.rest,
        Number(item.large),
        stateCodes[settled?.state ?? 'waiting'],
        settled?.attention ? reasonCodes[settled.attention] : null,
        item.sizeBytes,
        item.identity ?? null,
        item.etag ?? null,
        timeOf(item.modifiedAt ?? null),
        failureText(settled?.failure ?? null),
        item.versionId ?? null,
        receipt?.key ?? null,
        receipt?.path ?? null,
        receipt?.crc64 ?? null,
      )
    }
    return first
  }

  get(id: number): ItemRecord | null {
    const row = this.#sql.get(`${selectItems('items i')} WHERE i.id = ?`, id)
    return row ? itemOf(row) : null
  }

  /** Up to `limit` items from the id `from` on; `name` is null for those not found in `root`. */
  foundIn(
    root: Root,
    from: number,
    limit: number,
  ): readonly { readonly number: number; readonly name: string | null }[] {
    const { first, last } = itemsOf(root.transferId)
    return this.#sql
      .all(
        'SELECT id, root, rest FROM items WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?',
        Math.max(first, from),
        last,
        limit,
      )
      .map((row) => ({
        number: Number(row.id),
        name: row.root === root.number ? String(row.rest) : null,
      }))
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
        `${selectItems('items i INDEXED BY items_next')}
         WHERE i.state = ${waiting} AND i.transfer_id = ? AND i.large = ? AND i.not_before <= ?
         ORDER BY i.not_before, i.id LIMIT ?`,
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
       WHERE state = ${waiting} AND not_before > 0 AND not_before > ?`,
      nowMs,
    )
    return row?.due == null ? null : Number(row.due)
  }

  /** Writes what `next` decided. A finished file counts with all its bytes. */
  write(id: number, item: Item, failure: Failure | null, nowMs: number): void {
    const over = item.state === 'done' || item.state === 'skipped'
    this.#sql.run(
      `UPDATE items SET state = ?, attention = ?, attempts = ?, not_before = ?,
         tried = tried + ?, failure = ?, settled_at = ?,
         done_bytes = CASE WHEN ? THEN size_bytes ELSE done_bytes END
       WHERE id = ?`,
      stateCodes[item.state],
      item.state === 'needs-attention' ? reasonCodes[item.reason] : null,
      item.attempts,
      item.state === 'waiting' ? Math.ceil(item.notBeforeMs) : 0,
      Number(item.state === 'running'),
      failureText(failure),
      isSettled(item.state) ? nowMs : null,
      Number(over),
      id,
    )
  }

  /** The event `start` of the state machine, for many that wait. */
  startAll(ids: readonly number[]): void {
    this.#sql.run(
      `UPDATE items SET state = ${running}, attention = NULL, not_before = 0, tried = tried + 1
       WHERE id IN (SELECT value FROM json_each(?)) AND state = ${waiting}`,
      JSON.stringify(ids),
    )
  }

  /**
   * The event `finish`, for many, with what proves it; answers those that were still running. A
   * download's path is where its checkpoint put it.
   */
  finishAll(finished: readonly Finished[], nowMs: number): readonly number[] {
    return this.#sql
      .all(
        `UPDATE items SET state = ${done}, attention = NULL, failure = value ->> 4,
           done_bytes = size_bytes, settled_at = ?, crc64 = value ->> 1,
           service_crc64 = value ->> 2, stored_version = value ->> 3,
           path = coalesce((SELECT target_path FROM downloads WHERE item_id = items.id), items.path)
         FROM json_each(?)
         WHERE items.id = value ->> 0 AND state = ${running} RETURNING items.id`,
        nowMs,
        JSON.stringify(
          finished.map(({ id, proof, failure }) => [
            ...[id, proof.crc64, proof.serviceCrc64, proof.versionId],
            failureText(failure),
          ]),
        ),
      )
      .map((row) => Number(row.id))
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
      timeOf(facts.modifiedAt),
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
    this.#wake(this.#sql.all('SELECT id FROM blocks WHERE n_running > 0 OR n_network > 0'), [
      running,
      offline,
    ])
  }

  online(accountId: string): void {
    const blocks = this.#sql.all(
      `SELECT b.id FROM transfers t
       CROSS JOIN blocks b ON b.id BETWEEN t.id << 23 AND (t.id << 23) + 8388607
       WHERE (t.account_id = ?1 OR t.source_account_id = ?1) AND t.n_network > 0
         AND b.n_network > 0`,
      accountId,
    )
    this.#wake(blocks, [offline])
  }

  #nextId(transferId: number): number {
    const { first, last } = itemsOf(transferId)
    const row = this.#sql.get(
      'SELECT max(id) AS id FROM items WHERE id BETWEEN ? AND ?',
      first,
      last,
    )
    return row?.id == null ? first : Number(row.id) + 1
  }

  #wake(blocks: readonly { readonly id?: unknown }[], states: readonly number[]): void {
    for (const { id } of blocks) {
      const { first, last } = itemsOfBlock(Number(id))
      this.#sql.run(
        `UPDATE items SET state = ${waiting}, not_before = 0
         WHERE id BETWEEN ? AND ? AND state IN (${states.join()})`,
        first,
        last,
      )
    }
  }
}

/** Milliseconds since the epoch; null for what is no time. */
function timeOf(text: string | null): number | null {
  const ms = text === null ? Number.NaN : Date.parse(text)
  return Number.isNaN(ms) ? null : ms
}
