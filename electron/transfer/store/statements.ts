import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import type { QueueGuard } from './queue-failure.ts'

export type Row = Readonly<Record<string, unknown>>

/** Prepared statements by their text, so that each is compiled once. */
export class Statements {
  readonly #db: DatabaseSync
  readonly #guard: QueueGuard
  readonly #prepared = new Map<string, StatementSync>()

  constructor(db: DatabaseSync, guard: QueueGuard) {
    this.#db = db
    this.#guard = guard
  }

  /** The first row; undefined when there is none. */
  get(sql: string, ...values: readonly SQLInputValue[]): Row | undefined {
    return this.#guard.run(() => this.#statement(sql).get(...values))
  }

  all(sql: string, ...values: readonly SQLInputValue[]): readonly Row[] {
    return this.#guard.run(() => this.#statement(sql).all(...values))
  }

  /** How many rows changed. */
  run(sql: string, ...values: readonly SQLInputValue[]): number {
    return Number(this.#guard.run(() => this.#statement(sql).run(...values)).changes)
  }

  insert(sql: string, ...values: readonly SQLInputValue[]): number {
    return Number(this.#guard.run(() => this.#statement(sql).run(...values)).lastInsertRowid)
  }

  #statement(sql: string): StatementSync {
    const known = this.#prepared.get(sql)
    if (known) return known
    const statement = this.#db.prepare(sql)
    this.#prepared.set(sql, statement)
    return statement
  }
}
