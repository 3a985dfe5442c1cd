import type { Failure } from '../../../shared/ipc/failure.ts'
import type { ConflictPolicy, TransferKind } from '../../../shared/transfer/kinds.ts'
import type { AttentionReason } from '../../../shared/transfer/state.ts'
import { lastRank } from './queue-store.ts'
import { failureText, type TransferRecord, transferOf } from './records.ts'
import type { Statements } from './statements.ts'
import { removal } from './sweep-store.ts'

export interface NewTransfer {
  readonly kind: TransferKind
  readonly accountId: string
  readonly bucket: string
  readonly prefix: string
  readonly folder: string | null
  readonly firstName: string
  readonly asked: number
  readonly conflict: ConflictPolicy
  /** See `termsText`. */
  readonly terms: string | null
  /** Whose objects are read, where that is another account. */
  readonly sourceAccountId: string | null
  readonly createdAtMs: number
}

/** Sums over every transfer there is. */
export interface Totals {
  readonly total: number
  readonly active: number
  readonly doneItems: number
  readonly totalItems: number
}

/** What is being removed shows nowhere any more. */
const kept = `(sweep IS NULL OR sweep <> '${removal}')`

export class TransferStore {
  readonly #sql: Statements

  constructor(sql: Statements) {
    this.#sql = sql
  }

  add(transfer: NewTransfer): number {
    return this.#sql.insert(
      `INSERT INTO transfers (kind, account_id, bucket, prefix, folder, first_name, asked, conflict,
         terms, source_account_id, created_at, rank)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ${lastRank})`,
      transfer.kind,
      transfer.accountId,
      transfer.bucket,
      transfer.prefix,
      transfer.folder,
      transfer.firstName,
      transfer.asked,
      transfer.conflict,
      transfer.terms,
      transfer.sourceAccountId,
      transfer.createdAtMs,
    )
  }

  get(id: number): TransferRecord | null {
    const row = this.#sql.get(`SELECT * FROM transfers WHERE id = ? AND ${kept}`, id)
    return row ? transferOf(row) : null
  }

  /** Those that are not over in their order, then the others, newest first. */
  shown(count: number): readonly TransferRecord[] {
    const queued = this.#sql.all(
      `SELECT * FROM transfers WHERE finished_at IS NULL AND ${kept} ORDER BY rank, id LIMIT ?`,
      count,
    )
    const over = this.#sql.all(
      `SELECT * FROM transfers WHERE finished_at IS NOT NULL AND ${kept} ORDER BY id DESC LIMIT ?`,
      count - queued.length,
    )
    return [...queued, ...over].map(transferOf)
  }

  totals(): Totals {
    const row = this.#sql.get(
      `SELECT count(*) AS total, coalesce(sum(finished_at IS NULL), 0) AS active,
         coalesce(sum(n_done + n_skipped), 0) AS done, coalesce(sum(total), 0) AS items
       FROM transfers WHERE ${kept}`,
    )
    return {
      total: Number(row?.total),
      active: Number(row?.active),
      doneItems: Number(row?.done),
      totalItems: Number(row?.items),
    }
  }

  /** Transfers that have something to start, in their order. */
  ready(limit: number): readonly TransferRecord[] {
    return this.#sql
      .all(
        `SELECT * FROM transfers INDEXED BY transfers_ready
         WHERE n_waiting > 0 AND paused = 0 AND cancelled = 0 AND blocked IS NULL
         ORDER BY rank, id LIMIT ?`,
        limit,
      )
      .map(transferOf)
  }

  /** Transfers whose folders or prefixes are still to be read. */
  enumerating(): readonly TransferRecord[] {
    return this.#sql
      .all(
        `SELECT * FROM transfers WHERE finished_at IS NULL AND enumerated = 0 AND paused = 0
           AND cancelled = 0 AND blocked IS NULL ORDER BY id`,
      )
      .map(transferOf)
  }

  unfinished(): readonly TransferRecord[] {
    return this.#sql
      .all(`SELECT * FROM transfers WHERE finished_at IS NULL AND ${kept} ORDER BY id`)
      .map(transferOf)
  }

  setEnumerated(id: number, enumerated: boolean): void {
    this.#sql.run('UPDATE transfers SET enumerated = ? WHERE id = ?', Number(enumerated), id)
  }

  setCancelled(id: number): void {
    this.#sql.run(
      'UPDATE transfers SET cancelled = 1, paused = 0, paused_until = NULL WHERE id = ?',
      id,
    )
  }

  setConflict(id: number, conflict: ConflictPolicy): void {
    this.#sql.run('UPDATE transfers SET conflict = ? WHERE id = ?', conflict, id)
  }

  setVersioning(id: number, versioning: 'off' | 'on' | 'unknown'): void {
    this.#sql.run('UPDATE transfers SET versioning = ? WHERE id = ?', versioning, id)
  }

  setFailure(id: number, failure: Failure | null): void {
    this.#sql.run('UPDATE transfers SET failure = ? WHERE id = ?', failureText(failure), id)
  }

  setFinished(id: number, atMs: number): void {
    this.#sql.run('UPDATE transfers SET finished_at = ? WHERE id = ?', atMs, id)
  }

  /** What was over goes on, behind all others. */
  reopen(id: number): void {
    this.#sql.run(
      `UPDATE transfers SET finished_at = NULL, rank = ${lastRank}
       WHERE id = ? AND finished_at IS NOT NULL`,
      id,
    )
  }

  block(id: number, reason: AttentionReason | null): void {
    this.#sql.run('UPDATE transfers SET blocked = ? WHERE id = ?', reason, id)
  }

  /** Also those that read from the account. */
  blockAccount(accountId: string, reason: AttentionReason): void {
    this.#sql.run(
      `UPDATE transfers SET blocked = ?1 WHERE finished_at IS NULL
         AND (account_id = ?2 OR source_account_id = ?2)`,
      reason,
      accountId,
    )
  }

  /** `accountId` null = every account. */
  unblock(reason: AttentionReason, accountId: string | null): void {
    this.#sql.run(
      `UPDATE transfers SET blocked = NULL WHERE finished_at IS NULL AND blocked = ?
         AND (?2 IS NULL OR account_id = ?2 OR source_account_id = ?2)`,
      reason,
      accountId,
    )
  }
}
