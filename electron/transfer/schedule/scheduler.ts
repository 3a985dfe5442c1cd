import type { Failure } from '../../../shared/ipc/failure.ts'
import type { TransferKind } from '../../../shared/transfer/kinds.ts'
import type { NetworkMonitor } from '../network.ts'
import { noProof } from '../proof.ts'
import type { RemoteOf } from '../remote/remote.ts'
import type { Runner, Settle, Tools, Try } from '../run/context.ts'
import type { ItemRecord, TransferRecord } from '../store/records.ts'
import { sourceOf } from '../terms.ts'
import { classify } from './classify.ts'
import { type Outcome, stopReason } from './outcome.ts'
import { type Choice, Runs } from './runs.ts'
import { type Ended, Settler } from './settle.ts'

export interface SchedulerOptions {
  readonly tools: Tools
  readonly remoteOf: RemoteOf
  readonly network: NetworkMonitor
  readonly runners: Readonly<Record<TransferKind, Runner>>
  readonly random: () => number
  /** Files of one transfer reached the end of a try. */
  readonly onSettled: (transfer: TransferRecord, items: readonly ItemRecord[]) => void
  /** Bytes in flight changed. */
  readonly onBytes: (transfer: TransferRecord, itemId: number, bytes: number) => void
  /** The service asked an account to go slowly. */
  readonly onThrottled: (accountId: string) => void
  readonly ceilingOf: (accountId: string) => number
}

type Signals = Pick<Try, 'signal' | 'halting'>

/** Large files of one transfer that are under way at once, so that files finish one by one. */
const maxLarge = 2
/** Tries of small files for each connection: while one waits to be written the next goes on. */
const smallAhead = 2
/** Small files of one transfer that are one try, and how many bytes they may have together. */
const smallBatch = 64
const smallBatchBytes = 1024 * 1024
/** How long files that are over may wait for others, so that many are replaced in one round. */
const gatherMs = 4
/** Batches of one transfer that are under way at once. */
const maxDeletes = 2
const deleteBatch = 1000
const readyLimit = 256
/** What the service may ask for; more is somebody's mistake. */
const longestThrottleMs = 10 * 60_000

/**
 * Starts what may start. The first transfer of the queue takes what it can use, those behind it what
 * it leaves; within one, small files go between large ones.
 */
export class Scheduler {
  readonly #options: SchedulerOptions
  readonly #runs = new Runs()
  /** Accounts that the service asked to slow down, and until when. */
  readonly #throttled = new Map<string, number>()
  readonly #settler: Settler
  #settled: Ended[] = []
  #stopped = false
  #held = false
  #pumping = false
  #timer: NodeJS.Timeout | null = null

  constructor(options: SchedulerOptions) {
    this.#options = options
    const { random, tools } = options
    this.#settler = new Settler({
      ...tools,
      random,
      onWritten: (ended) => {
        this.#settled.push(...ended)
        this.pump()
      },
    })
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

  /** Whether small files use every connection. */
  get isFull(): boolean {
    const small = this.#runs.all.filter((run) => !isLarge(run))
    return small.length >= this.#options.tools.budget.limit
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
        const choice = this.#chooseNext(chosen, nowMs)
        if (choice === null) break
        store.items.startAll(choice.items.map(({ id }) => id))
        chosen.push(choice)
      }
    })
    for (const choice of chosen) this.#start(choice)
    this.#wakeLater(nowMs)
  }

  /** Something of the first transfer that has something to start. */
  #chooseNext(chosen: readonly Choice[], nowMs: number): Choice | null {
    const ready = this.#options.tools.store.transfers
      .ready(readyLimit)
      .filter(({ accountId }) => this.#mayStart(accountId, nowMs))
    const all = [...this.#runs.all, ...chosen]
    const before = new Set<number>()
    for (const transfer of ready) {
      const items = this.#choose(transfer, all, before, nowMs)
      before.add(transfer.id)
      if (items.length === 0) continue
      return { transfer, items }
    }
    return null
  }

  #mayStart(accountId: string, nowMs: number): boolean {
    const throttled = (this.#throttled.get(accountId) ?? 0) > nowMs
    return !this.#options.network.isOffline(accountId) && !throttled
  }

  /** `before`: transfers that go first. */
  #choose(
    transfer: TransferRecord,
    all: readonly Choice[],
    before: ReadonlySet<number>,
    nowMs: number,
  ): readonly ItemRecord[] {
    const { budget, store } = this.#options.tools
    const runs = all.filter((run) => run.transfer.id === transfer.id)
    if (transfer.kind === 'delete') {
      if (runs.length >= maxDeletes) return []
      return store.items.startable(transfer.id, false, nowMs, deleteBatch)
    }
    const small = all.filter((run) => !isLarge(run))
    const own = small.filter((run) => run.transfer.accountId === transfer.accountId)
    const ceiling = this.#options.ceilingOf(transfer.accountId)
    const mayStartSmall =
      small.length < budget.limit * smallAhead && own.length < ceiling * smallAhead
    const next = mayStartSmall ? store.items.startable(transfer.id, false, nowMs, smallBatch) : []
    if (next.length > 0) return batchOf(next)
    // Small files of those before it use every connection as it becomes free.
    if (small.filter((run) => before.has(run.transfer.id)).length >= budget.limit) return []
    // Large files that have not asked for their connections yet will take what is idle now.
    const allLarge = all.filter(isLarge).length
    const unfed = Math.max(0, allLarge - (budget.limit - budget.idle))
    const mayStart = runs.length === 0 ? allLarge < budget.limit : budget.idle > unfed
    const large = runs.filter(isLarge).length
    return mayStart && large < maxLarge ? store.items.startable(transfer.id, true, nowMs, 1) : []
  }

  #start(choice: Choice): void {
    this.#runs.start(
      choice,
      (signals) => this.#run(choice, signals),
      () => this.pump(),
    )
  }

  /** The one place where tries begin and end. */
  async #run(choice: Choice, signals: Signals): Promise<void> {
    const open = new Map(choice.items.map((item) => [item.id, item]))
    const written = new Set<Promise<void>>()
    const settle = (item: ItemRecord, outcome: Outcome, proof = noProof()): void => {
      const ended = { transfer: choice.transfer, item, outcome, proof, online: true }
      if (open.delete(item.id)) written.add(this.#end(ended, signals))
    }
    const outcome = await this.#try(choice, signals, (at, ended) =>
      settle(at.item, ended, at.proof),
    )
    for (const item of [...open.values()]) settle(item, outcome)
    await Promise.all(written)
  }

  /** Settles when it is written. */
  #end(ended: Ended, { signal }: Signals): Promise<void> {
    const { transfer, outcome } = ended
    const interrupted: Ended = { ...ended, outcome: { kind: 'interrupted' } }
    if (outcome.kind === 'done' || outcome.kind === 'skipped') return this.#settler.add(ended)
    if (outcome.kind === 'throttled') this.#slowDown(transfer.accountId, outcome.afterMs)
    if (signal.aborted) return this.#settler.add(interrupted)
    // What waits for its turn in tries that began already would meet the same.
    if (stopReason(outcome) !== null) void this.interrupt(transfer.id, 'soon')
    if (outcome.kind !== 'network') return this.#settler.add(ended)
    return this.#isOnline(transfer, outcome.failure).then((online) =>
      this.#settler.add(signal.aborted ? interrupted : { ...ended, online }),
    )
  }

  /** Of everything that it needs: copies read elsewhere than they write. */
  async #isOnline(transfer: TransferRecord, failure: Failure): Promise<boolean> {
    const { network } = this.#options
    const source = sourceOf(transfer)
    const online = await network.check(transfer.accountId, transfer.bucket, failure)
    if (!online || source.accountId === transfer.accountId) return online
    return network.check(source.accountId, source.bucket, failure)
  }

  /** Answers what became of those that were not settled. */
  async #try({ transfer, items }: Choice, signals: Signals, settle: Settle): Promise<Outcome> {
    const { onBytes, remoteOf, runners, tools } = this.#options
    try {
      const remote = await remoteOf(transfer.accountId)
      const tries = items.map(
        (item): Try => ({
          tools,
          transfer,
          item,
          remote,
          proof: noProof(),
          ...signals,
          onBytes: (bytes) => onBytes(transfer, item.id, bytes),
        }),
      )
      await runners[transfer.kind](tries, settle)
      return { kind: 'interrupted' }
    } catch (error) {
      return classify(error, transfer.kind)
    }
  }

  #slowDown(accountId: string, afterMs: number | null): void {
    this.#options.onThrottled(accountId)
    const until = this.#options.tools.now() + Math.min(longestThrottleMs, afterMs ?? 1000)
    this.#throttled.set(accountId, Math.max(until, this.#throttled.get(accountId) ?? 0))
  }

  #tellSettled(): void {
    const settled = Map.groupBy(this.#settled, ({ transfer }) => transfer.id)
    this.#settled = []
    for (const ended of settled.values()) {
      const [first] = ended
      const items = ended.map(({ item }) => item)
      if (first) this.#options.onSettled(first.transfer, items)
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

/** As many as have not too many bytes together, at least one. */
function batchOf(items: readonly ItemRecord[]): readonly ItemRecord[] {
  let bytes = 0
  const end = items.findIndex(({ sizeBytes }, index) => {
    bytes += sizeBytes
    return index > 0 && bytes > smallBatchBytes
  })
  return end < 0 ? items : items.slice(0, end)
}
