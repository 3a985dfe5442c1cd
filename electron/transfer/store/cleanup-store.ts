import type { Row, Statements } from './statements.ts'

/** Something of ours to be taken away, remembered until that was acknowledged. */
export type Cleanup = {
  readonly id: number
  /** All tries, and those that were refused. */
  readonly tries: number
  readonly refusals: number
} & (
  | {
      readonly kind: 'upload'
      readonly accountId: string
      readonly bucket: string
      readonly key: string
      /** null: an Initiate whose answer was lost; look the upload up. */
      readonly uploadId: string | null
      readonly intentAtMs: number
    }
  | { readonly kind: 'temp-file'; readonly path: string }
)

export class CleanupStore {
  readonly #sql: Statements

  constructor(sql: Statements) {
    this.#sql = sql
  }

  /** Hands the checkpoint of one item over; the checkpoint itself stays to be dropped. */
  addOfItem(itemId: number): void {
    this.#sql.run(
      `INSERT INTO cleanups (kind, account_id, bucket, key, upload_id, intent_at)
       SELECT 'upload', t.account_id, t.bucket, u.key, u.upload_id, u.intent_at
       FROM uploads u JOIN items i ON i.id = u.item_id JOIN transfers t ON t.id = i.transfer_id
       WHERE u.item_id = ?`,
      itemId,
    )
    this.#sql.run(
      `INSERT INTO cleanups (kind, account_id, bucket, key, intent_at, path)
       SELECT 'temp-file', t.account_id, t.bucket, '', 0, d.temp_path
       FROM downloads d JOIN items i ON i.id = d.item_id JOIN transfers t ON t.id = i.transfer_id
       WHERE d.item_id = ?`,
      itemId,
    )
  }

  /** Ids of the uploads of this key that are still to be taken away. */
  uploadsOf(bucket: string, key: string): ReadonlySet<string> {
    const rows = this.#sql.all(
      'SELECT upload_id FROM cleanups WHERE bucket = ? AND key = ? AND upload_id IS NOT NULL',
      bucket,
      key,
    )
    return new Set(rows.map((row) => String(row.upload_id)))
  }

  due(nowMs: number): Cleanup | null {
    const row = this.#sql.get(
      'SELECT * FROM cleanups WHERE not_before <= ? ORDER BY not_before, id LIMIT 1',
      nowMs,
    )
    return row ? cleanupOf(row) : null
  }

  nextDueMs(): number | null {
    const row = this.#sql.get('SELECT min(not_before) AS due FROM cleanups')
    return row?.due == null ? null : Number(row.due)
  }

  postpone(id: number, untilMs: number, refused: boolean): void {
    this.#sql.run(
      `UPDATE cleanups SET attempts = attempts + 1, refusals = refusals + ?, not_before = ?
       WHERE id = ?`,
      Number(refused),
      Math.ceil(untilMs),
      id,
    )
  }

  postponeAccount(accountId: string, untilMs: number): void {
    this.#sql.run(
      `UPDATE cleanups SET not_before = max(not_before, ?)
       WHERE account_id = ? AND kind = 'upload'`,
      Math.ceil(untilMs),
      accountId,
    )
  }

  /** The account can be reached again: what waited is due at once. */
  wakeAccount(accountId: string): void {
    this.#sql.run('UPDATE cleanups SET not_before = 0 WHERE account_id = ?', accountId)
  }

  done(id: number): void {
    this.#sql.run('DELETE FROM cleanups WHERE id = ?', id)
  }
}

function cleanupOf(row: Row): Cleanup {
  const base = {
    id: Number(row.id),
    tries: Number(row.attempts),
    refusals: Number(row.refusals),
  }
  if (row.kind === 'temp-file') return { ...base, kind: 'temp-file', path: String(row.path) }
  return {
    ...base,
    kind: 'upload',
    accountId: String(row.account_id),
    bucket: String(row.bucket),
    key: String(row.key),
    uploadId: row.upload_id as string | null,
    intentAtMs: Number(row.intent_at),
  }
}
