import { FailureError, localFailure } from '../../shared/ipc/failure.ts'
import type { TransferChoices } from '../../shared/settings.ts'
import type { TransferSpec } from '../../shared/transfer/kinds.ts'
import type {
  Decision,
  ItemPage,
  ItemWindow,
  TransfersSnapshot,
} from '../../shared/transfer/view.ts'
import type { TransfersService } from '../ipc/services.ts'
import type { Engine } from './engine.ts'
import { addTransfer } from './specs.ts'
import type { TransferRecord } from './store/records.ts'

/** What people do to transfers. All of it is done when the promise settles, and lasts. */
export class TransferCommands implements TransfersService {
  readonly #engine: Engine

  constructor(engine: Engine) {
    this.#engine = engine
  }

  /** Call once, before anything else. */
  start(): void {
    this.#engine.start((transferId) => this.#finishCancel(transferId))
  }

  async snapshot(): Promise<TransfersSnapshot> {
    return this.#engine.snapshots.take()
  }

  async items(window: ItemWindow): Promise<ItemPage> {
    const { store } = this.#engine.tools
    const transfer = this.#get(window.transferId)
    const rows = store.items.page(window).map((item) => this.#engine.snapshots.item(item))
    return { rows, total: totalOf(transfer, window.show) }
  }

  async add(spec: TransferSpec): Promise<{ readonly transferId: string }> {
    const { store, now } = this.#engine.tools
    const id = addTransfer(store, spec, now())
    this.#engine.goOn()
    return { transferId: String(id) }
  }

  /**
   * Settles when nothing of it is under way: parts in flight may arrive first. Pausing what is
   * already pausing gives those up, too.
   */
  async pause(transferId: string): Promise<void> {
    const { id, finishedAtMs, paused } = this.#get(transferId)
    if (finishedAtMs !== null) return
    this.#store.transfers.setPaused(id, true)
    this.#engine.snapshots.changed()
    await this.#letGo(id, paused ? 'now' : 'soon')
    this.#engine.snapshots.changed()
  }

  async resume(transferId: string): Promise<void> {
    const { id } = this.#get(transferId)
    this.#store.transfers.setPaused(id, false)
    this.#engine.goOn()
  }

  async cancel(transferId: string): Promise<void> {
    const { id, finishedAtMs } = this.#get(transferId)
    if (finishedAtMs !== null) return
    this.#store.transfers.setCancelled(id)
    this.#engine.snapshots.changed()
    await this.#letGo(id, 'now')
    this.#finishCancel(id)
    this.#engine.goOn()
  }

  async retry(transferId: string): Promise<void> {
    const { id, cancelled } = this.#get(transferId)
    if (cancelled) return
    const { store } = this.#engine.tools
    store.atomically(() => {
      store.transfers.block(id, null)
      store.transfers.setPaused(id, false)
      store.transfers.setFailure(id, null)
      store.transfers.setFinished(id, null)
      store.items.again(id)
      this.#reopenListings(id)
    })
    this.#goOn(id)
  }

  async decide({ transferId, itemIds, choice }: Decision): Promise<void> {
    const { id, cancelled } = this.#get(transferId)
    if (cancelled) return
    const { store } = this.#engine.tools
    store.atomically(() => {
      if (itemIds === null && choice !== 'retry') store.transfers.setConflict(id, choice)
      if (choice === 'retry') store.transfers.block(id, null)
      store.items.decide(id, itemIds, choice)
      if (choice === 'skip') store.cleanups.addOfSkipped(id)
      this.#reopenListings(id)
    })
    this.#goOn(id)
  }

  async remove(transferId: string): Promise<void> {
    const { id } = this.#get(transferId)
    await this.cancel(transferId)
    const { store } = this.#engine.tools
    store.atomically(() => {
      store.cleanups.addOfTransfer(id)
      store.transfers.remove(id)
    })
    this.#engine.goOn()
  }

  async folderOf(transferId: string): Promise<string | null> {
    return this.#get(transferId).folder
  }

  /** The account has other keys now: what waited for that goes on. */
  async credentialsChanged(accountId: string): Promise<void> {
    const { store } = this.#engine.tools
    store.atomically(() => {
      store.transfers.unblock('credentials', accountId)
      store.items.againForAccount(accountId)
      store.cleanups.wakeAccount(accountId)
      for (const transfer of store.transfers.unfinished()) {
        if (transfer.accountId === accountId) this.#reopenListings(transfer.id)
      }
    })
    this.#engine.goOn()
  }

  async setChoices(choices: TransferChoices): Promise<void> {
    this.#engine.pacer.set(choices)
  }

  get #store(): Engine['tools']['store'] {
    return this.#engine.tools.store
  }

  #get(transferId: string): TransferRecord {
    const transfer = this.#store.transfers.get(Number(transferId))
    if (transfer) return transfer
    const message = `no transfer ${transferId}`
    throw new FailureError(localFailure('transfer.unknown', message, { transferId }))
  }

  /** Nothing of it is under way any more. */
  async #letGo(id: number, when: 'soon' | 'now'): Promise<void> {
    await this.#engine.enumerator.stop(id)
    await this.#engine.scheduler.interrupt(id, when)
  }

  #finishCancel(id: number): void {
    const { store, now } = this.#engine.tools
    store.atomically(() => {
      store.items.cancelOpen(id)
      store.cleanups.addOfTransfer(id)
      store.roots.closeAll(id)
      store.transfers.setEnumerated(id, true)
      store.transfers.setFinished(id, now())
    })
    this.#engine.cleaner.wake()
  }

  /** Folders and prefixes that could not be read are read again. */
  #reopenListings(id: number): void {
    const { store } = this.#engine.tools
    const sources = store.items.takeListings(id)
    for (const source of sources) store.roots.reopen(id, source)
    if (sources.length > 0) store.transfers.setEnumerated(id, false)
  }

  #goOn(id: number): void {
    this.#engine.finishIfOver(id)
    this.#engine.goOn()
  }
}

function totalOf({ counts, total }: TransferRecord, show: ItemWindow['show']): number {
  switch (show) {
    case 'all':
      return total
    case 'unfinished':
      return (
        counts.waiting + counts.running + counts['waiting-for-network'] + counts['needs-attention']
      )
    case 'attention':
      return counts['needs-attention']
    case 'failed':
      return counts.failed
    case 'done':
      return counts.done + counts.skipped
  }
}
