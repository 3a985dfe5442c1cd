import type { TransferChoices } from '../../shared/settings.ts'
import type { Allowance, SpeedLimits } from '../../shared/transfer/pace.ts'
import type { TransfersSnapshot } from '../../shared/transfer/view.ts'
import { ChangedPrefixes, type ObjectsChanged } from './changed-prefixes.ts'
import { Cleaner } from './cleaner.ts'
import { Enumerator } from './enumerate/enumerator.ts'
import { NetworkMonitor } from './network.ts'
import { Adapter, workOfRequest } from './pace/adapter.ts'
import { Pacer } from './pace/pacer.ts'
import { Pauses } from './pace/pauses.ts'
import type { RemoteOf } from './remote/remote.ts'
import type { Tools } from './run/context.ts'
import { runners } from './run/runners.ts'
import { Scheduler } from './schedule/scheduler.ts'
import { Snapshots } from './snapshots.ts'
import type { ItemRecord, TransferRecord } from './store/records.ts'
import { Sweeper } from './sweeper.ts'

export interface EngineOptions {
  readonly tools: Tools
  readonly choices: TransferChoices
  readonly random: () => number
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  readonly onSnapshot: (snapshot: TransfersSnapshot) => void
  readonly onObjectsChanged: (changed: ObjectsChanged) => void
}

/** What one connection moves at least before another is worth it. */
const bytesPerSecondEach = 256 * 1024
/** Why nothing may move at the moment, whatever the queue holds. */
type Hold = 'timetable' | 'asleep'

/** How long a probe may take before the network counts as gone. */
const probeTimeoutMs = 5000

/** The parts of the engine, wired. `TransferCommands` is what people do to it. */
export class Engine {
  readonly tools: Tools
  readonly store: Tools['store']
  readonly snapshots: Snapshots
  readonly cleaner: Cleaner
  readonly scheduler: Scheduler
  readonly enumerator: Enumerator
  readonly sweeper: Sweeper
  readonly pacer: Pacer
  readonly pauses: Pauses
  readonly adapter: Adapter
  readonly #network: NetworkMonitor
  readonly #changed: ChangedPrefixes
  readonly #probes = new AbortController()
  readonly #holds = new Set<Hold>()
  #chosen: TransferChoices['connections'] = 'automatic'
  #most = Number.POSITIVE_INFINITY

  constructor(options: EngineOptions) {
    const { tools, random, sleep } = options
    const { store, now, remoteOf } = tools
    this.tools = tools
    this.store = store
    this.#network = new NetworkMonitor({
      probe: (accountId, bucket) => this.#probe(remoteOf, accountId, bucket),
      sleep,
      onOffline: () => this.snapshots.changed(),
      onOnline: (accountId) => this.#online(accountId),
    })
    const network = this.#network
    this.pacer = new Pacer(options.choices, {
      now,
      onAllowance: (allowance, choices) => this.#pace(allowance, choices),
    })
    this.adapter = new Adapter({
      isFull: () => tools.budget.isFull || this.scheduler.isFull,
      onChange: () => this.#setConnections(),
    })
    this.pauses = new Pauses({ queue: store.queue, now, onOver: () => this.goOn() })
    this.snapshots = new Snapshots({
      store,
      now,
      network,
      isHeld: (transferId) => this.pauses.isHeld(transferId),
      publish: options.onSnapshot,
    })
    this.#changed = new ChangedPrefixes(options.onObjectsChanged)
    this.cleaner = new Cleaner({ store, remoteOf, now, random })
    this.scheduler = new Scheduler({
      tools,
      remoteOf,
      network,
      random,
      runners,
      onSettled: (transfer, items) => this.#settled(transfer, items),
      onBytes: (transfer, itemId, bytes) => this.#moved(transfer, itemId, bytes),
      onThrottled: (accountId) => this.adapter.throttled(accountId),
      ceilingOf: (accountId) => this.ceilingOf(accountId),
    })
    this.enumerator = new Enumerator({
      store,
      remoteOf,
      network,
      limits: tools.limits,
      random,
      sleep,
      onRows: (transferId) => this.#rowsAdded(transferId),
    })
    this.sweeper = new Sweeper({
      store,
      now,
      onStep: (transferId, over) => this.#swept(transferId, over),
    })
  }

  /**
   * Takes up everything that an earlier run of the program left unfinished; `hold`: paused, until
   * somebody continues it.
   */
  start(hold: boolean): void {
    const { store } = this.tools
    store.items.recover()
    if (hold) this.pauses.holdAll()
    this.pacer.look()
    this.pauses.look()
    // Perhaps the account was signed in again meanwhile: one try tells.
    store.transfers.unblock('credentials', null)
    for (const { id } of store.transfers.unfinished()) this.finishIfOver(id)
    this.sweeper.resume()
    this.goOn()
  }

  /** Starts everything that may start. */
  goOn(): void {
    if (!this.#holds.has('asleep')) {
      for (const transfer of this.store.transfers.enumerating()) this.enumerator.start(transfer)
    }
    this.scheduler.pump()
    this.cleaner.wake()
    this.snapshots.changed()
  }

  finishIfOver(transferId: number): void {
    const transfer = this.store.transfers.get(transferId)
    if (transfer === null || transfer.finishedAtMs !== null || !isOver(transfer)) return
    const { receipts } = this.store
    if (!receipts.addsUp(transferId)) {
      // What is told of it at its end must be true: the files count, not the counters.
      this.store.atomically(() => receipts.recount(transferId))
      this.finishIfOver(transferId)
      return
    }
    this.store.transfers.setFinished(transferId, this.tools.now())
    this.#changed.flush()
  }

  /** The computer is about to sleep: requests in flight are given up, and no try is used up. */
  async suspend(): Promise<void> {
    this.#hold('asleep')
    await this.enumerator.stopAll()
    await this.scheduler.interrupt(null, 'now')
  }

  /** It has woken up. What was in flight is dead, whether or not the sleep was announced in time. */
  async wake(): Promise<void> {
    await this.suspend()
    this.#release('asleep')
    this.pacer.look()
    this.pauses.look()
    this.goOn()
  }

  async stop(): Promise<void> {
    this.adapter.stop()
    this.pacer.stop()
    this.pauses.stop()
    this.#probes.abort()
    this.#network.stop()
    await this.sweeper.stopAll()
    await this.enumerator.stopAll()
    await this.scheduler.stop()
    await this.cleaner.stop()
    this.snapshots.stop()
    this.#changed.flush()
  }

  #hold(reason: Hold): void {
    this.#holds.add(reason)
    this.scheduler.hold()
  }

  #release(reason: Hold): void {
    this.#holds.delete(reason)
    if (this.#holds.size === 0) this.scheduler.release()
  }

  /** How many connections one account may use. */
  ceilingOf(accountId: string): number {
    return this.#chosen === 'automatic' ? this.adapter.limitOf(accountId) : this.#chosen
  }

  #setConnections(): void {
    const wanted = this.#chosen === 'automatic' ? this.adapter.largest : this.#chosen
    const count = Math.min(wanted, this.#most)
    this.tools.budget.setLimit(count)
    this.tools.plane.setConnections(count)
    this.scheduler.pump()
  }

  #pace({ limits, mode }: Allowance, { connections }: TransferChoices): void {
    this.#chosen = connections
    this.#most = connectionsFor(limits)
    this.#setConnections()
    this.tools.plane.setLimits(limits)
    if (mode === 'pause') {
      this.#hold('timetable')
      void this.scheduler.interrupt(null, 'soon')
    } else {
      this.#release('timetable')
    }
  }

  async #probe(remoteOf: RemoteOf, accountId: string, bucket: string): Promise<boolean> {
    const signal = AbortSignal.any([this.#probes.signal, AbortSignal.timeout(probeTimeoutMs)])
    try {
      return await (await remoteOf(accountId)).probe(bucket, signal)
    } catch {
      // Without an account or a secret nobody can ask; the next try will say so.
      return true
    }
  }

  #online(accountId: string): void {
    this.store.items.online(accountId)
    this.store.cleanups.wakeAccount(accountId)
    this.goOn()
  }

  #rowsAdded(transferId: number): void {
    this.finishIfOver(transferId)
    this.scheduler.pump()
    this.snapshots.changed()
  }

  #swept(transferId: number, over: boolean): void {
    if (!over) {
      this.scheduler.pump()
      this.snapshots.changed()
      return
    }
    this.finishIfOver(transferId)
    this.goOn()
  }

  #moved(transfer: TransferRecord, itemId: number, bytes: number): void {
    this.snapshots.addBytes(transfer.id, itemId, bytes)
    if (bytes > 0) this.adapter.moved(transfer.accountId, bytes)
  }

  #settled(transfer: TransferRecord, items: readonly ItemRecord[]): void {
    this.adapter.moved(transfer.accountId, items.length * workOfRequest)
    this.#changed.add(transfer, items)
    this.finishIfOver(transfer.id)
    this.cleaner.wake()
    this.snapshots.changed()
  }
}

/** A few connections fill a low limit as well as many, and each of them waits less. */
function connectionsFor({ total, upload, download }: SpeedLimits): number {
  const most = (rate: number | null): number => rate ?? Number.POSITIVE_INFINITY
  const fastest = Math.min(most(total), Math.max(most(upload), most(download)))
  return Math.max(1, Math.ceil(fastest / bytesPerSecondEach))
}

function isOver({ counts, enumerated, sweeping }: TransferRecord): boolean {
  if (sweeping) return false
  const open = counts.waiting + counts.running + counts['waiting-for-network']
  return enumerated && open === 0 && counts['needs-attention'] === 0
}
