import { type Rate, sampleRate, secondsLeft, startRate } from '../../shared/transfer/progress.ts'
import type { AttentionReason, TransferState } from '../../shared/transfer/state.ts'
import { attentionReasons, stoppingReasons, transferState } from '../../shared/transfer/state.ts'
import type { ItemRow, TransferRow, TransfersSnapshot } from '../../shared/transfer/view.ts'
import type { NetworkMonitor } from './network.ts'
import type { ItemRecord, TransferRecord } from './store/records.ts'
import type { Store } from './store/store.ts'
import { renameOf, sourceOf } from './terms.ts'

const shownTransfers = 200

export interface SnapshotsOptions {
  readonly store: Store
  readonly now: () => number
  readonly network: Pick<NetworkMonitor, 'anyOffline' | 'isOffline'>
  /** Whether a transfer waits since the start, as the person chose. */
  readonly isHeld: (transferId: number) => boolean
  readonly publish: (snapshot: TransfersSnapshot) => void
}

/** Least time between two snapshots that are published. */
export const snapshotEveryMs = 200

/** What the panel shows: rows from the tables plus the bytes that are in flight right now. */
export class Snapshots {
  readonly #options: SnapshotsOptions
  readonly #inFlight = new Map<number, Map<number, number>>()
  readonly #rates = new Map<number, Rate>()
  #timer: NodeJS.Timeout | null = null
  #moving = false

  constructor(options: SnapshotsOptions) {
    this.#options = options
  }

  /** `bytes`: an increment, also negative. */
  addBytes(transferId: number, itemId: number, bytes: number): void {
    const items = this.#inFlight.get(transferId) ?? new Map<number, number>()
    const sum = (items.get(itemId) ?? 0) + bytes
    if (sum > 0) items.set(itemId, sum)
    else items.delete(itemId)
    if (items.size > 0) this.#inFlight.set(transferId, items)
    else this.#inFlight.delete(transferId)
    this.changed()
  }

  /** Something to show changed; it is shown within `snapshotEveryMs`. */
  changed(): void {
    if (this.#timer !== null) return
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.#options.publish(this.take(true))
      // Once more after the last change, so that speeds go back to zero.
      if (this.#moving) this.changed()
    }, snapshotEveryMs)
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
  }

  /** `sample`: moves the measured speeds on; only the regular pushes do. */
  take(sample = false): TransfersSnapshot {
    const { isHeld, store, network } = this.#options
    const transfers = store.transfers.shown(shownTransfers).map((row) => this.row(row, sample))
    const totals = store.transfers.totals()
    const bytesPerSecond = transfers.reduce((sum, row) => sum + row.bytesPerSecond, 0)
    if (sample) this.#moving = transfers.some((row) => row.state === 'running')
    const heldAtStart = transfers.filter(
      ({ id, state }) => state === 'paused' && isHeld(Number(id)),
    ).length
    return {
      transfers,
      ...totals,
      bytesPerSecond,
      online: !network.anyOffline,
      heldAtStart,
      stopped: null,
    }
  }

  item(item: ItemRecord): ItemRow {
    const inFlight = this.#inFlight.get(item.transferId)?.get(item.id) ?? 0
    return {
      id: String(item.id),
      transferId: String(item.transferId),
      name: item.name,
      key: item.key,
      path: item.path,
      state: item.state,
      attention: item.attention,
      sizeBytes: item.sizeBytes,
      doneBytes: Math.min(item.sizeBytes, item.doneBytes + inFlight),
      attempts: item.attempts,
      failure: item.failure,
      kind: item.kind,
      tries: item.tries,
      settledAt: isoOf(item.settledAtMs),
      crc64: item.proof.crc64,
      serviceCrc64: item.proof.serviceCrc64,
      versionId: item.proof.versionId ?? item.versionId,
    }
  }

  row(transfer: TransferRecord, sample = false): TransferRow {
    const { counts } = transfer
    const state = this.#state(transfer)
    const doneBytes = Math.min(transfer.totalBytes, transfer.doneBytes + this.#flying(transfer.id))
    const bytesPerSecond = state === 'running' ? this.#rate(transfer.id, doneBytes, sample) : 0
    if (state !== 'running') this.#rates.delete(transfer.id)
    const left = transfer.enumerated ? transfer.totalBytes - doneBytes : 0
    return {
      id: String(transfer.id),
      kind: transfer.kind,
      state,
      attention: this.#attention(transfer),
      pausedUntil: isoOf(transfer.pausedUntilMs),
      accountId: transfer.accountId,
      bucket: transfer.bucket,
      prefix: transfer.prefix,
      folder: transfer.folder,
      rename: renameOf(transfer),
      firstName: transfer.firstName,
      asked: transfer.asked,
      enumerated: transfer.enumerated,
      items: {
        total: transfer.total,
        waiting: counts.waiting + counts['waiting-for-network'],
        running: counts.running,
        done: counts.done,
        skipped: counts.skipped,
        failed: counts.failed,
        attention: counts['needs-attention'],
        cancelled: counts.cancelled,
      },
      totalBytes: transfer.totalBytes,
      doneBytes,
      bytesPerSecond,
      secondsLeft: left > 0 ? secondsLeft(left, bytesPerSecond) : null,
      createdAt: new Date(transfer.createdAtMs).toISOString(),
      finishedAt: isoOf(transfer.finishedAtMs),
      failure:
        counts.failed > 0
          ? (this.#options.store.pages.lastFailure(transfer.id)?.failure ?? null)
          : transfer.failure,
    }
  }

  /** Nothing of an account that cannot be reached is started, and no list of it can be read. */
  #state(transfer: TransferRecord): TransferState {
    const { network } = this.#options
    const state = transferState(transfer)
    const isReading = state === 'running' && transfer.counts.running === 0
    if (state !== 'waiting' && !(isReading && transfer.kind !== 'upload')) return state
    const accounts = [transfer.accountId, sourceOf(transfer).accountId]
    return accounts.some((id) => network.isOffline(id)) ? 'waiting-for-network' : state
  }

  #attention(transfer: TransferRecord): AttentionReason | null {
    if (transfer.cancelled || transfer.finishedAtMs !== null) return null
    if (transfer.blocked !== null) return transfer.blocked
    if (transfer.counts['needs-attention'] === 0) return null
    return this.#options.store.pages.mostUrgent(transfer.id, urgency)
  }

  #flying(transferId: number): number {
    let sum = 0
    for (const bytes of this.#inFlight.get(transferId)?.values() ?? []) sum += bytes
    return sum
  }

  #rate(transferId: number, bytes: number, sample: boolean): number {
    const nowMs = this.#options.now()
    const known = this.#rates.get(transferId)
    if (!sample && known) return Math.round(known.bytesPerSecond)
    const rate = known ? sampleRate(known, nowMs, bytes) : startRate(nowMs, bytes)
    this.#rates.set(transferId, rate)
    return Math.round(rate.bytesPerSecond)
  }
}

function isoOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}

/** What stops everything comes before what stops one file. */
const urgency: readonly AttentionReason[] = [
  ...new Set<AttentionReason>(['credentials', ...stoppingReasons, 'conflict', ...attentionReasons]),
]
