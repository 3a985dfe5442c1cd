import type { Failure } from '../../../shared/ipc/failure.ts'
import { maxAttempts } from '../../../shared/transfer/state.ts'
import type { TransferLimits } from '../limits.ts'
import type { NetworkMonitor } from '../network.ts'
import { backoffMs } from '../pace/backoff.ts'
import type { RemoteOf } from '../remote/remote.ts'
import { classify } from '../schedule/classify.ts'
import { type Outcome, stopReason } from '../schedule/outcome.ts'
import type { NewItem, TransferRecord } from '../store/records.ts'
import type { Root } from '../store/root-store.ts'
import type { Store } from '../store/store.ts'
import { sourceOf } from '../terms.ts'
import { readLocalRoots } from './local.ts'
import { readReceipt } from './receipt.ts'
import { readKeys, readPrefix } from './remote.ts'
import { UnreadableRoot } from './unreadable-root.ts'
import { isOfAllVersions, readVersions } from './versions.ts'

export interface EnumeratorOptions {
  readonly store: Store
  readonly remoteOf: RemoteOf
  readonly network: NetworkMonitor
  readonly limits: TransferLimits
  readonly random: () => number
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** Rows were added: something may be startable, something may be to show. */
  readonly onRows: (transferId: number) => void
}

/** Roots that are read together: they become rows in few transactions. */
const rootsAtOnce = 64

/**
 * Turns what was asked for into items, resumably: each root is done or has a cursor. What cannot be
 * read becomes an item that says why, and the rest goes on. Aborting leaves the rest for later.
 */
export class Enumerator {
  readonly #options: EnumeratorOptions
  readonly #running = new Map<
    number,
    { readonly abort: AbortController; readonly ended: Promise<void> }
  >()

  constructor(options: EnumeratorOptions) {
    this.#options = options
  }

  /** Starts reading unless that is under way. */
  start(transfer: TransferRecord): void {
    if (this.#running.has(transfer.id)) return
    const abort = new AbortController()
    const ended = this.#read(transfer, abort.signal).finally(() => {
      this.#running.delete(transfer.id)
      this.#options.onRows(transfer.id)
    })
    this.#running.set(transfer.id, { abort, ended })
  }

  async stop(transferId: number): Promise<void> {
    const running = this.#running.get(transferId)
    running?.abort.abort()
    await running?.ended
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((id) => this.stop(id)))
  }

  async #read(transfer: TransferRecord, signal: AbortSignal): Promise<void> {
    const { store } = this.#options
    let attempts = 0
    while (!signal.aborted) {
      const roots = nextRoots(store.roots.open(transfer.id, rootsAtOnce))
      if (roots.length === 0) {
        store.transfers.setEnumerated(transfer.id, true)
        return
      }
      try {
        await this.#readRoots(transfer, roots, signal)
        attempts = 0
      } catch (error) {
        if (signal.aborted) return
        const isOne = error instanceof UnreadableRoot
        const outcome = classify(isOne ? error.cause : error, transfer.kind)
        const reason = stopReason(outcome)
        if (reason === 'bucket-missing') {
          // No other root can be read either: all of them wait until the person tries again.
          store.transfers.block(transfer.id, reason)
          return
        }
        const failed = isOne ? [error.root] : roots
        attempts = await this.#react(transfer, failed, outcome, attempts, signal)
      }
      this.#options.onRows(transfer.id)
    }
  }

  async #readRoots(
    transfer: TransferRecord,
    roots: readonly Root[],
    signal: AbortSignal,
  ): Promise<void> {
    const { store, limits } = this.#options
    const onRows = (): void => this.#options.onRows(transfer.id)
    const [first] = roots
    if (first?.kind === 'path') {
      const { singleBytes } = limits
      await readLocalRoots({ store, transfer, singleBytes, signal, onRows }, roots)
      return
    }
    if (first?.kind === 'receipt') {
      await readReceipt({ store, signal, onRows }, first)
      return
    }
    const { accountId, bucket } = sourceOf(transfer)
    await this.#options.network.online(accountId, signal)
    const remote = await this.#options.remoteOf(accountId)
    const reading = { store, transfer, remote, bucket, limits, signal, onRows }
    if (first?.kind !== 'version' && isOfAllVersions(transfer)) await readVersions(reading, roots)
    else if (first?.kind === 'prefix') await readPrefix(reading, first)
    else await readKeys(reading, roots)
  }

  /** Answers how many tries have failed in a row. */
  async #react(
    transfer: TransferRecord,
    roots: readonly Root[],
    outcome: Outcome,
    attempts: number,
    signal: AbortSignal,
  ): Promise<number> {
    const { network, random, sleep } = this.#options
    if (outcome.kind === 'network') {
      const { accountId, bucket } = sourceOf(transfer)
      const online = await network.check(accountId, bucket, outcome.failure)
      if (!online) return attempts
    }
    if (outcome.kind === 'retry' || outcome.kind === 'throttled' || outcome.kind === 'network') {
      const asked = outcome.kind === 'network' ? null : outcome.afterMs
      if (attempts + 1 < maxAttempts) {
        await sleep(backoffMs(attempts, random, asked), signal).catch(() => undefined)
        return attempts + 1
      }
    }
    if (outcome.kind !== 'done' && outcome.kind !== 'skipped' && outcome.kind !== 'interrupted') {
      this.#giveUp(transfer, roots, outcome)
    }
    return 0
  }

  #giveUp(
    transfer: TransferRecord,
    roots: readonly Root[],
    outcome: Extract<Outcome, { readonly failure: Failure }>,
  ): void {
    const { store } = this.#options
    // A local folder that may not be read is one failed item, not a question to the person.
    const reason =
      outcome.kind === 'needs-user' && transfer.kind !== 'upload' ? outcome.reason : null
    store.atomically(() => {
      for (const root of roots) {
        const item: NewItem = {
          kind: 'listing',
          rest: '',
          large: false,
          sizeBytes: 0,
          settled: {
            state: reason === null ? 'failed' : 'needs-attention',
            attention: reason,
            failure: outcome.failure,
          },
        }
        store.items.add(root, [item])
        store.roots.setDone(root)
      }
      if (reason === 'credentials') {
        const { accountId } = sourceOf(transfer)
        const { details } = outcome.failure
        store.transfers.blockAccount(accountId, 'credentials')
        store.transfers.setFailure(transfer.id, {
          ...outcome.failure,
          details: { ...details, accountId },
        })
      }
    })
  }
}

/** Keys go together, and local files and folders; a prefix goes alone. */
function nextRoots(open: readonly Root[]): readonly Root[] {
  const [first] = open
  if (first === undefined) return []
  return first.kind === 'prefix' ? [first] : open.filter(({ kind }) => kind === first.kind)
}
