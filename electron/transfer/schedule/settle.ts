import { assertNever } from '../../../shared/assert.ts'
import type { Failure } from '../../../shared/ipc/failure.ts'
import { type Item, type ItemEvent, next } from '../../../shared/transfer/state.ts'
import { backoffMs } from '../pace/backoff.ts'
import type { Proof } from '../proof.ts'
import type { ItemRecord, TransferRecord } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import type { Commits } from './commits.ts'
import { type Outcome, stopReason } from './outcome.ts'

/** A file whose try is over. `online`: whether the network was there when it failed. */
export interface Ended {
  readonly transfer: TransferRecord
  readonly item: ItemRecord
  readonly outcome: Outcome
  readonly proof: Readonly<Proof>
  readonly online: boolean
}

export interface SettlerOptions {
  readonly store: Store
  readonly commits: Commits
  readonly now: () => number
  readonly random: () => number
  /** These are written. */
  readonly onWritten: (ended: readonly Ended[]) => void
}

/** Writes how tries ended, all that end within a few milliseconds together. */
export class Settler {
  readonly #options: SettlerOptions
  #ended: Ended[] = []
  #written: Promise<void> = Promise.resolve()

  constructor(options: SettlerOptions) {
    this.#options = options
  }

  /** Settles when it is written. */
  add(ended: Ended): Promise<void> {
    if (this.#ended.push(ended) === 1) {
      const all = this.#ended
      this.#written = this.#options.commits
        .write(() => {
          // What comes from now on is not part of this.
          if (this.#ended === all) this.#ended = []
          this.#write(all)
        })
        .then(() => this.#options.onWritten(all))
    }
    return this.#written
  }

  #write(all: readonly Ended[]): void {
    const { now, random, store } = this.#options
    const done = all.filter(({ outcome }) => outcome.kind === 'done')
    const finished = done.map(({ item, outcome, proof }) => ({
      id: item.id,
      proof,
      failure: failureOf(outcome),
    }))
    store.checkpoints.dropAll(store.items.finishAll(finished, now()))
    for (const { transfer, item, outcome, online } of all) {
      if (outcome.kind === 'done') continue
      settleItem(store, item, outcome, online, now(), random)
      blockIfNeeded(store, transfer, outcome)
    }
  }
}

/** Writes what an ended try means for its file, and hands over what is no longer needed. */
function settleItem(
  store: Store,
  item: ItemRecord,
  outcome: Outcome,
  online: boolean,
  nowMs: number,
  random: () => number,
): void {
  const current = store.items.get(item.id)
  // Cancelled or removed meanwhile.
  if (current === null || current.state !== 'running') return
  const progressed = current.doneBytes > item.doneBytes
  const event = eventOf(outcome, online, item.attempts, progressed, random)
  const running: Item = { state: 'running', attempts: current.attempts }
  store.items.write(item.id, next(running, event, nowMs), failureOf(outcome), nowMs)
  if (outcome.kind === 'skipped') {
    store.cleanups.addOfItem(item.id)
    store.checkpoints.drop(item.id)
  }
}

/** What would meet every other file of the transfer or account as well stops all of them. */
function blockIfNeeded({ transfers }: Store, transfer: TransferRecord, outcome: Outcome): void {
  const reason = stopReason(outcome)
  if (reason !== null) transfers.block(transfer.id, reason)
  if (outcome.kind === 'needs-user' && outcome.reason === 'credentials') {
    const { accountId = transfer.accountId } = outcome.failure.details
    transfers.blockAccount(accountId, 'credentials')
    transfers.setFailure(transfer.id, outcome.failure)
  }
}

function eventOf(
  outcome: Outcome,
  online: boolean,
  attempts: number,
  progressed: boolean,
  random: () => number,
): ItemEvent {
  switch (outcome.kind) {
    case 'done':
      return { type: 'finish' }
    case 'skipped':
      return { type: 'skip' }
    case 'retry': {
      const wait = outcome.afterMs === 0 ? 0 : backoffMs(attempts, random, outcome.afterMs)
      return { type: 'retry', afterMs: wait, progressed }
    }
    case 'throttled':
      return { type: 'throttle', afterMs: backoffMs(attempts + 1, random, outcome.afterMs) }
    case 'network':
      return online
        ? { type: 'retry', afterMs: backoffMs(attempts, random, null), progressed }
        : { type: 'offline' }
    case 'needs-user':
      return { type: 'ask', reason: outcome.reason }
    case 'failed':
      return { type: 'fail' }
    case 'interrupted':
      return { type: 'interrupt' }
    default:
      return assertNever(outcome)
  }
}

function failureOf(outcome: Outcome): Failure | null {
  return 'failure' in outcome ? (outcome.failure ?? null) : null
}
