import type { TransferKind } from '../../shared/transfer/kinds.ts'
import { next } from '../../shared/transfer/state.ts'
import { classify } from './classify.ts'
import type { NetworkMonitor } from './network.ts'
import type { Outcome } from './outcome.ts'
import type { RemoteOf } from './remote.ts'
import type { Runner, Tools, Try } from './run/context.ts'
import { settleItem } from './settle.ts'
import type { ItemRecord, TransferRecord } from './store/records.ts'

export interface SchedulerOptions {
  readonly tools: Tools
  readonly remoteOf: RemoteOf
  readonly network: NetworkMonitor
  readonly runners: Readonly<Record<TransferKind, Runner>>
  readonly random: () => number
  /** Files of one transfer reached the end of a try. */
  readonly onSettled: (transfer: TransferRecord, items: readonly ItemRecord[]) => void
  /** Bytes in flight changed. */
  readonly onBytes: (transferId: number, itemId: number, bytes: number) => void
}

/** One try that is under way: one file, or a batch of deletions. */
interface Run {
  readonly transferId: number
  readonly accountId: string
  readonly large: boolean
  readonly abort: AbortController
  readonly ended: Promise<void>
}

/** Large files of one transfer that are under way at once, so that files finish one by one. */
const maxLarge = 2
const deleteBatch = 1000
const readyLimit = 256

/**
 * Starts what may start. Transfers take turns; within one, small files go between large ones, and
 * every transfer has at least one file under way while there are connections to give.
 */
export class Scheduler {
  readonly #options: SchedulerOptions
  readonly #runs = new Set<Run>()
  /** Accounts that the service asked to slow down, and until when. */
  readonly #throttled = new Map<string, number>()
  #lastTransferId = 0
  #stopped = false
  #timer: NodeJS.Timeout | null = null

  constructor(options: SchedulerOptions) {
    this.#options = options
  }

  isThrottled(accountId: string): boolean {
    return (this.#throttled.get(accountId) ?? 0) > this.#options.tools.now()
  }

  /** Starts as much as may start now; cheap when there is nothing. */
  pump(): void {
    if (this.#stopped) return
    while (this.#runs.size < this.#options.tools.budget.limit && this.#startOne());
    this.#wakeLater()
  }

  /** Aborts what is under way for one transfer and waits until it has let go of everything. */
  async interrupt(transferId: number): Promise<void> {
    const runs = [...this.#runs].filter((run) => run.transferId === transferId)
    for (const run of runs) run.abort.abort()
    await Promise.all(runs.map((run) => run.ended))
  }

  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#timer) clearTimeout(this.#timer)
    for (const run of this.#runs) run.abort.abort()
    await Promise.all([...this.#runs].map((run) => run.ended))
  }

  /** One item of the next transfer in turn that has something to start. */
  #startOne(): boolean {
    const ready = this.#options.tools.store.transfers
      .ready(readyLimit)
      .filter((transfer) => this.#mayStart(transfer.accountId))
    const after = ready.findIndex((transfer) => transfer.id > this.#lastTransferId)
    const turn = after < 0 ? ready : [...ready.slice(after), ...ready.slice(0, after)]
    for (const transfer of turn) {
      const items = this.#choose(transfer)
      if (items.length === 0) continue
      this.#lastTransferId = transfer.id
      this.#start(transfer, items)
      return true
    }
    return false
  }

  #mayStart(accountId: string): boolean {
    return !this.#options.network.isOffline(accountId) && !this.isThrottled(accountId)
  }

  #choose(transfer: TransferRecord): readonly ItemRecord[] {
    const runs = [...this.#runs].filter((run) => run.transferId === transfer.id)
    const large = runs.filter((run) => run.large).length
    const small = runs.length - large
    const idle = this.#options.tools.budget.idle > this.#unfed()
    if (runs.length > 0 && !idle && !(small === 0 && large > 0)) return []
    const next = this.#waiting(transfer, false)
    if (next.length > 0) return next
    return large < maxLarge && (idle || runs.length === 0) ? this.#waiting(transfer, true) : []
  }

  /** Runs that were started but have not asked for their connection yet. */
  #unfed(): number {
    const { budget } = this.#options.tools
    return Math.max(0, this.#runs.size - (budget.limit - budget.idle))
  }

  #waiting(transfer: TransferRecord, large: boolean): readonly ItemRecord[] {
    const { store, now } = this.#options.tools
    const limit = transfer.kind === 'delete' ? deleteBatch : 1
    return store.items.startable(transfer.id, large, now(), limit)
  }

  #start(transfer: TransferRecord, items: readonly ItemRecord[]): void {
    const { store, now } = this.#options.tools
    store.atomically(() => {
      for (const item of items) {
        const waiting = { state: 'waiting', attempts: item.attempts, notBeforeMs: 0 } as const
        store.items.write(item.id, next(waiting, { type: 'start' }, now()), item.failure)
      }
    })
    const abort = new AbortController()
    const run: Run = {
      transferId: transfer.id,
      accountId: transfer.accountId,
      large: items[0]?.large ?? false,
      abort,
      ended: this.#run(transfer, items, abort.signal).finally(() => {
        this.#runs.delete(run)
        this.pump()
      }),
    }
    this.#runs.add(run)
  }

  /** The one place where tries begin and end. */
  async #run(
    transfer: TransferRecord,
    items: readonly ItemRecord[],
    signal: AbortSignal,
  ): Promise<void> {
    const { network, random, tools } = this.#options
    const outcomes = await this.#outcomes(transfer, items, signal)
    let online = true
    for (const outcome of outcomes.values()) {
      if (outcome.kind === 'network' && online && !signal.aborted) {
        online = await network.check(transfer.accountId, transfer.bucket, outcome.failure)
      }
      if (outcome.kind === 'throttled') this.#slowDown(transfer.accountId, outcome.afterMs)
    }
    tools.store.atomically(() => {
      for (const item of items) {
        const outcome = outcomes.get(item.id) ?? { kind: 'interrupted' }
        const meant =
          signal.aborted && !isFinal(outcome) ? { kind: 'interrupted' as const } : outcome
        settleItem(tools.store, item, meant, online, tools.now(), random)
        this.#blockIfNeeded(transfer, meant)
      }
    })
    this.#options.onSettled(transfer, items)
  }

  async #outcomes(
    transfer: TransferRecord,
    items: readonly ItemRecord[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<number, Outcome>> {
    const { onBytes, remoteOf, runners, tools } = this.#options
    try {
      const remote = await remoteOf(transfer.accountId)
      const tries = items.map(
        (item): Try => ({
          tools,
          transfer,
          item,
          remote,
          signal,
          onBytes: (bytes) => onBytes(transfer.id, item.id, bytes),
        }),
      )
      return await runners[transfer.kind](tries)
    } catch (error) {
      const outcome = classify(error, transfer.kind)
      return new Map(items.map((item) => [item.id, outcome]))
    }
  }

  /** What would meet every other file of the transfer or account as well stops all of them. */
  #blockIfNeeded(transfer: TransferRecord, outcome: Outcome): void {
    if (outcome.kind !== 'needs-user') return
    const { transfers } = this.#options.tools.store
    if (outcome.reason === 'credentials') {
      transfers.blockAccount(transfer.accountId, 'credentials')
    } else if (outcome.reason === 'disk-full' || outcome.reason === 'target-missing') {
      transfers.block(transfer.id, outcome.reason)
    }
  }

  #slowDown(accountId: string, afterMs: number | null): void {
    const until = this.#options.tools.now() + Math.min(30_000, afterMs ?? 1000)
    this.#throttled.set(accountId, Math.max(until, this.#throttled.get(accountId) ?? 0))
  }

  #wakeLater(): void {
    const { store, now } = this.#options.tools
    const dues = [store.items.nextDueMs(), ...this.#throttled.values()].filter(
      (due): due is number => due !== null && due > now(),
    )
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    if (dues.length === 0) return
    const waitMs = Math.min(60_000, Math.max(1, Math.min(...dues) - now()))
    this.#timer = setTimeout(() => this.pump(), waitMs)
  }
}

function isFinal(outcome: Outcome): boolean {
  return outcome.kind === 'done' || outcome.kind === 'skipped'
}
