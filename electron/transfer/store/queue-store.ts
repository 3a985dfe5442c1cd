import type { Statements } from './statements.ts'

/** The rank behind every transfer that is not over. */
export const lastRank = `(SELECT coalesce(max(rank), 0) + 1 FROM transfers WHERE finished_at IS NULL)`

/** In which order transfers go, and which of them are paused until when. */
export class QueueStore {
  readonly #sql: Statements

  constructor(sql: Statements) {
    this.#sql = sql
  }

  /** Lower goes first. */
  rankOf(id: number): number {
    const row = this.#sql.get('SELECT rank FROM transfers WHERE id = ?', id)
    return Number(row?.rank ?? Number.MAX_SAFE_INTEGER)
  }

  /** The account that a transfer's requests are made for; empty for one that is gone. */
  accountOf(id: number): string {
    return String(
      this.#sql.get('SELECT account_id FROM transfers WHERE id = ?', id)?.account_id ?? '',
    )
  }

  /** Puts a transfer before another; null = behind all of them. One that is gone counts as null. */
  move(id: number, beforeId: number | null): void {
    const before =
      beforeId === null
        ? undefined
        : this.#sql.get('SELECT rank FROM transfers WHERE id = ? AND finished_at IS NULL', beforeId)
    if (before === undefined) {
      this.#sql.run(`UPDATE transfers SET rank = ${lastRank} WHERE id = ?`, id)
      return
    }
    const rank = Number(before.rank)
    this.#sql.run(
      'UPDATE transfers SET rank = rank + 1 WHERE finished_at IS NULL AND rank >= ?',
      rank,
    )
    this.#sql.run('UPDATE transfers SET rank = ? WHERE id = ?', rank, id)
  }

  /** `untilMs` null = until somebody continues it. */
  pause(id: number, untilMs: number | null): void {
    this.#sql.run('UPDATE transfers SET paused = 1, paused_until = ? WHERE id = ?', untilMs, id)
  }

  resume(id: number): void {
    this.#sql.run('UPDATE transfers SET paused = 0, paused_until = NULL WHERE id = ?', id)
  }

  /** What is paused for good stays so. Answers the ids of those that were not paused before. */
  pauseAll(untilMs: number | null): readonly number[] {
    const running = this.#sql.all(
      `SELECT id FROM transfers WHERE finished_at IS NULL AND cancelled = 0 AND paused = 0`,
    )
    this.#sql.run(
      `UPDATE transfers SET paused = 1, paused_until = ? WHERE finished_at IS NULL
         AND cancelled = 0 AND (paused = 0 OR paused_until IS NOT NULL)`,
      untilMs,
    )
    return running.map(({ id }) => Number(id))
  }

  resumeAll(): void {
    this.#sql.run(
      `UPDATE transfers SET paused = 0, paused_until = NULL
       WHERE finished_at IS NULL AND paused = 1`,
    )
  }

  /** Ends pauses whose time has come; answers whether there were any. */
  resumeDue(nowMs: number): boolean {
    return (
      this.#sql.run(
        `UPDATE transfers SET paused = 0, paused_until = NULL
         WHERE paused_until IS NOT NULL AND paused_until <= ?`,
        nowMs,
      ) > 0
    )
  }

  /** When the next pause ends by itself; null = none does. */
  nextResumeMs(): number | null {
    const row = this.#sql.get(
      'SELECT min(paused_until) AS due FROM transfers WHERE paused_until IS NOT NULL',
    )
    return row?.due == null ? null : Number(row.due)
  }
}
