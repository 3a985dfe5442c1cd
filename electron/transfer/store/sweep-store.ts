import { assertNever } from '../../../shared/assert.ts'
import type { AttentionReason, ItemState } from '../../../shared/transfer/state.ts'
import type { Decision } from '../../../shared/transfer/view.ts'
import type { CheckpointStore } from './checkpoint-store.ts'
import type { CleanupStore } from './cleanup-store.ts'
import { kindCodes, reasonCodes, stateCodes } from './codes.ts'
import { blocksOf, type IdRange, itemsOf, itemsOfBlock } from './item-ids.ts'
import { counters } from './item-pages.ts'
import type { RootStore } from './root-store.ts'
import type { Statements } from './statements.ts'

/**
 * Something that is done to all of a transfer. `again`: what failed or asks is tried once more;
 * `signed-in`: what asked because of the account's keys; `answer`: what asks for `reason` (null: for
 * anything) gets this answer; `cancel`: nothing more happens; `remove`: nothing of it is left.
 */
export type Sweep =
  | { readonly what: 'again' | 'signed-in' | 'cancel' | 'remove' }
  | {
      readonly what: 'answer'
      readonly reason: AttentionReason | null
      readonly choice: Decision['choice']
    }

export const removal = JSON.stringify({ what: 'remove' } satisfies Sweep)

interface Stores {
  readonly roots: RootStore
  readonly checkpoints: CheckpointStore
  readonly cleanups: CleanupStore
}

/** So many at a time that no step takes longer than a frame. */
const blocksAtOnce = 2
const rootsAtOnce = 1000

interface Change {
  /** The states that it changes. */
  readonly states: readonly ItemState[]
  /** SQL of what it sets. */
  readonly set: string
  readonly where: string
  /** Items that it leaves in one of these states need nothing on server or disk any more. */
  readonly lets: readonly ItemState[]
}

/**
 * What is done to up to a million items, block by block: each step is a transaction of its own, the
 * transfer's row says how far it came, and a program that was killed goes on from there.
 */
export class SweepStore {
  readonly #sql: Statements
  readonly #stores: Stores

  constructor(sql: Statements, stores: Stores) {
    this.#sql = sql
    this.#stores = stores
  }

  /** Takes the place of a sweep that is under way. */
  begin(transferId: number, sweep: Sweep): void {
    this.#sql.run(
      'UPDATE transfers SET sweep = ?, sweep_block = ? WHERE id = ?',
      JSON.stringify(sweep),
      blocksOf(transferId).first,
      transferId,
    )
  }

  /** Transfers with a sweep that is not over. */
  pending(): readonly number[] {
    return this.#sql
      .all('SELECT id FROM transfers INDEXED BY transfers_swept WHERE sweep IS NOT NULL')
      .map((row) => Number(row.id))
  }

  /** Does the next piece, in the transaction of the caller. True: there was nothing left to do. */
  step(transferId: number, nowMs: number): boolean {
    const row = this.#sql.get('SELECT sweep, sweep_block FROM transfers WHERE id = ?', transferId)
    if (typeof row?.sweep !== 'string') return true
    const sweep = JSON.parse(row.sweep) as Sweep
    const change = changeOf(sweep, nowMs)
    const blocks = this.#blocks(Number(row.sweep_block), blocksOf(transferId).last, change)
    for (const block of blocks) {
      if (change === null) this.#remove(block)
      else this.#apply(transferId, itemsOfBlock(block), change)
    }
    const last = blocks.at(-1)
    if (last === undefined) return this.#end(transferId, sweep, nowMs)
    this.#sql.run('UPDATE transfers SET sweep_block = ? WHERE id = ?', last + 1, transferId)
    return false
  }

  /** Answers some items alone, if they still ask. */
  answer(
    transferId: number,
    itemIds: readonly number[],
    choice: Decision['choice'],
    nowMs: number,
  ): void {
    const change = answered(choice, null, nowMs)
    const { first, last } = itemsOf(transferId)
    for (const id of itemIds) {
      if (id >= first && id <= last) this.#apply(transferId, { first: id, last: id }, change)
    }
  }

  #blocks(from: number, to: number, change: Change | null): readonly number[] {
    const counts = change?.states.map((state) => `${counters[state]} > 0`).join(' OR ') ?? 'true'
    return this.#sql
      .all(
        `SELECT id FROM blocks WHERE id BETWEEN ? AND ? AND (${counts})
         ORDER BY id LIMIT ${blocksAtOnce}`,
        from,
        to,
      )
      .map((row) => Number(row.id))
  }

  #apply(transferId: number, range: IdRange, { states, set, where, lets }: Change): void {
    const { first, last } = range
    this.#sql.run(
      `UPDATE items SET ${set} WHERE id BETWEEN ? AND ? AND state IN (${codesOf(states)}) ${where}`,
      first,
      last,
    )
    this.#letGo(range, lets)
    this.#reopenListings(transferId, range)
  }

  #letGo(range: IdRange, states: readonly ItemState[]): void {
    if (states.length === 0) return
    const { checkpoints, cleanups } = this.#stores
    for (const id of checkpoints.itemsWithin(range)) {
      const settled = this.#sql.get(
        `SELECT 1 FROM items WHERE id = ? AND state IN (${codesOf(states)})`,
        id,
      )
      if (!settled) continue
      cleanups.addOfItem(id)
      checkpoints.drop(id)
    }
  }

  /** A folder or prefix that could not be read is no item any more: it is read again. */
  #reopenListings(transferId: number, { first, last }: IdRange): void {
    const listings = this.#sql.all(
      `DELETE FROM items WHERE id BETWEEN ? AND ? AND kind = ${kindCodes.listing}
         AND state = ${stateCodes.waiting} RETURNING root`,
      first,
      last,
    )
    for (const { root } of listings) this.#stores.roots.reopen(transferId, Number(root))
    if (listings.length > 0) {
      this.#sql.run('UPDATE transfers SET enumerated = 0 WHERE id = ?', transferId)
    }
  }

  #remove(block: number): void {
    const range = itemsOfBlock(block)
    this.#letGo(range, Object.keys(stateCodes) as ItemState[])
    this.#sql.run('DELETE FROM items WHERE id BETWEEN ? AND ?', range.first, range.last)
    this.#sql.run('DELETE FROM blocks WHERE id = ?', block)
  }

  #end(transferId: number, sweep: Sweep, nowMs: number): boolean {
    if (sweep.what === 'remove') {
      if (this.#stores.roots.removeSome(transferId, rootsAtOnce) > 0) return false
      this.#sql.run('DELETE FROM transfers WHERE id = ?', transferId)
      return true
    }
    this.#sql.run('UPDATE transfers SET sweep = NULL WHERE id = ?', transferId)
    if (sweep.what === 'cancel') {
      this.#sql.run(
        'UPDATE transfers SET enumerated = 1, finished_at = ? WHERE id = ?',
        nowMs,
        transferId,
      )
    }
    return true
  }
}

const forgotten =
  'attention = NULL, failure = NULL, attempts = 0, not_before = 0, settled_at = NULL'
const waiting = `state = ${stateCodes.waiting}, ${forgotten}`
const asking: readonly ItemState[] = ['needs-attention']

/**
 * The events `again`, `skip` and `cancel` of the state machine, for many items at once; null: they
 * are to be forgotten.
 */
function changeOf(sweep: Sweep, nowMs: number): Change | null {
  const { what } = sweep
  switch (what) {
    case 'again':
      return { states: ['failed', ...asking], set: waiting, where: '', lets: [] }
    case 'signed-in': {
      const reasons = [reasonCodes.credentials, reasonCodes.denied].join()
      return { states: asking, set: waiting, where: `AND attention IN (${reasons})`, lets: [] }
    }
    case 'answer':
      return answered(sweep.choice, sweep.reason, nowMs)
    case 'cancel':
      return {
        states: ['waiting', 'running', 'waiting-for-network', ...asking],
        set: `state = ${stateCodes.cancelled}, attention = NULL, settled_at = ${nowMs}`,
        where: '',
        lets: ['skipped', 'failed', 'cancelled'],
      }
    case 'remove':
      return null
    default:
      return assertNever(what)
  }
}

function answered(
  choice: Decision['choice'],
  reason: AttentionReason | null,
  nowMs: number,
): Change {
  const where = reason === null ? '' : `AND attention = ${reasonCodes[reason]}`
  if (choice === 'skip') {
    const set = `state = ${stateCodes.skipped}, attention = NULL, failure = NULL, attempts = 0,
      not_before = 0, settled_at = ${nowMs}, done_bytes = size_bytes`
    return { states: asking, set, where, lets: ['skipped'] }
  }
  const set = choice === 'retry' ? waiting : `${waiting}, decision = '${choice}'`
  return { states: asking, set, where, lets: [] }
}

function codesOf(states: readonly ItemState[]): string {
  return states.map((state) => stateCodes[state]).join()
}
