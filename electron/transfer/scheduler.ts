import type { TransferKind } from '../../shared/transfer/kinds.ts'
import { next } from '../../shared/transfer/state.ts'
import { classify } from './classify.ts'
import type { NetworkMonitor } from './network.ts'
import type { Outcome } from './outcome.ts'
import type { RemoteOf } from './remote.ts'
import type { Runner, Tools, Try } from './run/context.ts'
import { type Choice, Runs } from './runs.ts'
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

type Signals = Pick<Try, 'signal' | 'halting'>

/** Large files of one transfer that are under way at once, so that files finish one by one. */
const maxLarge = 2
/** Small files wait for their connections inside the data plane: this many for each. */
const smallAhead = 4
/** How long files that are over may wait for others, so that many are replaced in one round. */
const gatherMs = 4
/** Batches of one transfer that are under way at once. */
const maxDeletes = 2
const deleteBatch = 1000
const readyLimit = 256

/**
 * Starts what may start. Transfers take turns; within one, small files go between large ones, and
 * every transfer has at least one file under way while there are connections to give.
 */
export class Scheduler {
  readonly #options: SchedulerOptions
  readonly #runs = new Runs()
  /** Accounts that the service asked to slow down, and until when. */
  readonly #throttled = new Map<string, number>()
  #settled: Choice[] = []
  #lastTransferId = 0
  #stopped = false
  #held = false
  #pumping = false
  #timer: NodeJS.Timeout | null = null

  constructor(options: SchedulerOptions) {
    this.#options = options
  }

  /** Starts as much as may start: soon, and once however often it is asked meanwhile. */
  pump(): void {
    if (this.#pumping) return
    this.#pumping = true
    setTimeout(() => {
      this.#pumping = false
      this.#tellSettled()
      if (!this.#stopped && !this.#held) this.#startAll()
    }, gatherMs)
  }

  /** As `Runs.interrupt`. */
  interrupt(transferId: number | null, when: 'soon' | 'now'): Promise<void> {
    return this.#runs.interrupt(transferId, when)
  }

  /** Nothing is started any more until `release`. */
  hold(): void {
    this.#held = true
  }

  release(): void {
    this.#held = false
    this.pump()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#timer) clearTimeout(this.#timer)
    await this.interrupt(null, 'now')
    this.#tellSettled()
  }

  #startAll(): void {
    const { now, store } = this.#options.tools
    // One moment for the whole round: what is due in the next millisecond is neither started now
    // nor missed by the timer.
    const nowMs = now()
    const chosen: Choice[] = []
    store.atomically(() => {
      for (;;) {
        const more = this.#chooseNext(chosen, nowMs)
        if (more.length === 0) break
        for (const choice of more) this.#markRunning(choice, nowMs)
        chosen.push(...more)
      }
    })
    for (const choice of chosen) this.#start(choice)
    this.#wakeLater(nowMs)
  }

  /** Something of the next transfer in turn that has something to start. */
  #chooseNext(chosen: readonly Choice[], nowMs: number): readonly Choice[] {
    const ready = this.#options.tools.store.transfers
      .ready(readyLimit)
      .filter(({ accountId }) => this.#mayStart(accountId, nowMs))
    const after = ready.findIndex(({ id }) => id > this.#lastTransferId)
    const turn = after < 0 ? ready : [...ready.slice(after), ...ready.slice(0, after)]
    const small = [...this.#runs.all, ...chosen].filter((run) => !isLarge(run)).length
    const { budget } = this.#options.tools
    const room = budget.limit * smallAhead - small
    const fair = Math.floor((budget.limit * smallAhead) / Math.max(1, turn.length))
    for (const transfer of turn) {
      const items = this.#choose(transfer, chosen, { room, fair }, nowMs)
      if (items.length === 0) continue
      this.#lastTransferId = transfer.id
      // Objects are deleted many at a time, files move one by one.
      if (transfer.kind === 'delete') return [{ transfer, items }]
      return items.map((item) => ({ transfer, items: [item] }))
    }
    return []
  }

  #mayStart(accountId: string, nowMs: number): boolean {
    const throttled = (this.#throttled.get(accountId) ?? 0) > nowMs
    return !this.#options.network.isOffline(accountId) && !throttled
  }

  /** `room`: how many small files may start; `fair`: how many of one transfer while others wait. */
  #choose(
    transfer: TransferRecord,
    chosen: readonly Choice[],
    { room, fair }: { readonly room: number; readonly fair: number },
    nowMs: number,
  ): readonly ItemRecord[] {
    const { budget, store } = this.#options.tools
    const all = [...this.#runs.all, ...chosen]
    const runs = all.filter((run) => run.transfer.id === transfer.id)
    if (transfer.kind === 'delete') {
      if (runs.length >= maxDeletes) return []
      return store.items.startable(transfer.id, false, nowMs, deleteBatch)
    }
    const large = runs.filter(isLarge).length
    const share = Math.min(room, Math.max(1, fair - (runs.length - large)))
    const next = share > 0 ? store.items.startable(transfer.id, false, nowMs, share) : []
    if (next.length > 0) return next
    // Large files that have not asked for their connections yet will take what is idle now.
    const allLarge = all.filter(isLarge).length
    const unfed = Math.max(0, allLarge - (budget.limit - budget.idle))
    const mayStart = runs.length === 0 ? allLarge < budget.limit : budget.idle > unfed
    return mayStart && large < maxLarge ? store.items.startable(transfer.id, true, nowMs, 1) : []
  }

  #markRunning({ items }: Choice, nowMs: number): void {
    for (const item of items) {
      const waiting = { state: 'waiting', attempts: item.attempts, notBeforeMs: 0 } as const
      const running = next(waiting, { type: 'start' }, nowMs)
      this.#options.tools.store.items.write(item.id, running, item.failure)
    }
  }

  #start(choice: Choice): void {
    this.#runs.start(
      choice,
      (signals) => this.#run(choice, signals),
      () => {
        this.#settled.push(choice)
        this.pump()
      },
    )
  }

  /** The one place where tries begin and end. */
  async #run({ transfer, items }: Choice, signals: Signals): Promise<void> {
    const { signal } = signals
    const { network, random, tools } = this.#options
    const outcomes = await this.#outcomes(transfer, items, signals)
    let online = true
    for (const outcome of outcomes.values()) {
      if (outcome.kind === 'network' && online && !signal.aborted) {
        online = await network.check(transfer.accountId, transfer.bucket, outcome.failure)
      }
      if (outcome.kind === 'throttled') this.#slowDown(transfer.accountId, outcome.afterMs)
    }
    await tools.commits.write(() => {
      for (const item of items) {
        const outcome = outcomes.get(item.id) ?? { kind: 'interrupted' }
        const meant =
          signal.aborted && !isFinal(outcome) ? { kind: 'interrupted' as const } : outcome
        settleItem(tools.store, item, meant, online, tools.now(), random)
        this.#blockIfNeeded(transfer, meant)
      }
    })
  }

  async #outcomes(
    transfer: TransferRecord,
    items: readonly ItemRecord[],
    signals: Signals,
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
          ...signals,
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

  #tellSettled(): void {
    const settled = Map.groupBy(this.#settled, ({ transfer }) => transfer.id)
    this.#settled = []
    for (const [first, ...rest] of settled.values()) {
      if (!first) continue
      const items = [first, ...rest].flatMap((choice) => choice.items)
      this.#options.onSettled(first.transfer, items)
    }
  }

  #wakeLater(nowMs: number): void {
    const { store } = this.#options.tools
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    const dues = [store.items.nextDueMs(nowMs), ...this.#throttled.values()].filter(
      (due): due is number => due !== null && due > nowMs,
    )
    if (dues.length === 0) return
    this.#timer = setTimeout(() => this.pump(), Math.min(60_000, Math.min(...dues) - nowMs))
  }
}

function isLarge({ items }: Choice): boolean {
  return items[0]?.large ?? false
}

function isFinal(outcome: Outcome): boolean {
  return outcome.kind === 'done' || outcome.kind === 'skipped'
}
