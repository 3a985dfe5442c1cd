import { dirname, join } from 'node:path'
import type { Locale } from '../../shared/i18n/format.ts'
import { FailureError, localFailure } from '../../shared/ipc/failure.ts'
import type { TransferChoices } from '../../shared/settings.ts'
import { canVerify, type TransferSpec } from '../../shared/transfer/kinds.ts'
import { type Receipt, type ReceiptSums, sumsOf } from '../../shared/transfer/receipt.ts'
import type {
  Decision,
  ItemPage,
  ItemWindow,
  TransfersSnapshot,
} from '../../shared/transfer/view.ts'
import type { TransfersService } from '../ipc/services.ts'
import type { Engine } from './engine.ts'
import { exportReceipt } from './receipt/export.ts'
import { addTransfer } from './specs.ts'
import type { TransferRecord } from './store/records.ts'
import { sourceOf } from './terms.ts'

/** What people do to transfers. All of it is done when the promise settles, and lasts. */
export class TransferCommands implements TransfersService {
  readonly #engine: Engine

  constructor(engine: Engine) {
    this.#engine = engine
  }

  async snapshot(): Promise<TransfersSnapshot> {
    return this.#engine.snapshots.take()
  }

  async items(window: ItemWindow): Promise<ItemPage> {
    const transfer = this.#get(window.transferId)
    const rows = this.#store.pages.page(window).map((item) => this.#engine.snapshots.item(item))
    return { rows, total: totalOf(transfer, window.show) }
  }

  async receipt(transferId: string): Promise<Receipt> {
    const transfer = this.#get(transferId)
    return {
      transfer: this.#engine.snapshots.row(transfer),
      sums: this.#sums(transfer),
      check: this.#lastCheck(transfer.id),
    }
  }

  async verify(transferId: string): Promise<{ readonly transferId: string }> {
    const { accountId, bucket, firstName, folder, kind, prefix } = this.#get(transferId)
    if (!canVerify(kind)) {
      throw new FailureError(localFailure('input.invalid', `nothing to check of a ${kind}`))
    }
    const place = { accountId, bucket, prefix, folder }
    return this.add({ kind: 'verify', ...place, name: firstName, transferId })
  }

  async exportReceipt(transferId: string, path: string, locale: Locale): Promise<void> {
    const { store, randomName } = this.#engine.tools
    const { id } = this.#get(transferId)
    const tempPath = join(dirname(path), `.ossdesk-${randomName()}.part`)
    await exportReceipt({ pages: store.pages, transferId: id, locale, path, tempPath })
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
  async pause(transferId: string, until: string | null = null): Promise<void> {
    const { id, finishedAtMs, paused, pausedUntilMs } = this.#get(transferId)
    if (finishedAtMs !== null) return
    const untilMs = msOf(until)
    this.#engine.pauses.pause(id, untilMs)
    this.#engine.snapshots.changed()
    await this.#letGo(id, paused && untilMs === pausedUntilMs ? 'now' : 'soon')
    this.#engine.snapshots.changed()
  }

  async pauseAll(until: string | null): Promise<void> {
    const { enumerator, pauses, scheduler, snapshots } = this.#engine
    pauses.pauseAll(msOf(until))
    snapshots.changed()
    await enumerator.stopAll()
    await scheduler.interrupt(null, 'soon')
    snapshots.changed()
  }

  async resume(transferId: string): Promise<void> {
    const { id } = this.#get(transferId)
    this.#engine.pauses.resume(id)
    this.#engine.goOn()
  }

  async resumeAll(): Promise<void> {
    this.#engine.pauses.resumeAll()
    this.#engine.goOn()
  }

  async move(transferId: string, before: string | null): Promise<void> {
    const { id } = this.#get(transferId)
    this.#store.atomically(() =>
      this.#store.queue.move(id, before === null ? null : Number(before)),
    )
    this.#engine.goOn()
  }

  async cancel(transferId: string): Promise<void> {
    const { id, finishedAtMs } = this.#get(transferId)
    if (finishedAtMs !== null) return
    const { store, snapshots, sweeper } = this.#engine
    store.atomically(() => {
      store.transfers.setCancelled(id)
      store.sweeps.begin(id, { what: 'cancel' })
    })
    snapshots.changed()
    await sweeper.stop(id)
    await this.#letGo(id, 'now')
    await sweeper.go(id)
  }

  async retry(transferId: string): Promise<void> {
    const { id, cancelled } = this.#get(transferId)
    if (cancelled) return
    const { queue, transfers } = this.#store
    await this.#engine.sweeper.run(id, { what: 'again' }, () => {
      transfers.block(id, null)
      queue.resume(id)
      transfers.setFailure(id, null)
      transfers.reopen(id)
    })
  }

  async decide({ transferId, itemIds, reason = 'conflict', choice }: Decision): Promise<void> {
    const { id, cancelled } = this.#get(transferId)
    if (cancelled) return
    const { store, sweeper } = this.#engine
    if (itemIds !== null) {
      store.atomically(() => {
        if (choice === 'retry') store.transfers.block(id, null)
        store.sweeps.answer(id, itemIds.map(Number), choice, this.#engine.tools.now())
      })
      this.#engine.finishIfOver(id)
      this.#engine.goOn()
      return
    }
    const asked = choice === 'retry' ? null : reason
    await sweeper.run(id, { what: 'answer', reason: asked, choice }, () => {
      if (choice === 'retry') store.transfers.block(id, null)
      else if (reason === 'conflict') store.transfers.setConflict(id, choice)
    })
  }

  async remove(transferId: string): Promise<void> {
    const { id } = this.#get(transferId)
    await this.cancel(transferId)
    const removed = this.#engine.sweeper.run(id, { what: 'remove' }, () => undefined)
    this.#engine.snapshots.changed()
    await removed
  }

  async folderOf(transferId: string): Promise<string | null> {
    return this.#get(transferId).folder
  }

  /** The account has other keys now: what waited for that goes on. */
  async credentialsChanged(accountId: string): Promise<void> {
    const { store, sweeper } = this.#engine
    store.atomically(() => {
      store.transfers.unblock('credentials', accountId)
      store.cleanups.wakeAccount(accountId)
    })
    const asking = store.transfers
      .unfinished()
      .filter((one) => isOf(one, accountId) && one.counts['needs-attention'] > 0)
    await Promise.all(
      asking.map(({ id }) => sweeper.run(id, { what: 'signed-in' }, () => undefined)),
    )
    this.#engine.goOn()
  }

  async setChoices(choices: TransferChoices): Promise<void> {
    this.#engine.pacer.set(choices)
  }

  /** The computer is about to sleep. */
  async suspend(): Promise<void> {
    await this.#engine.suspend()
  }

  /** The computer has woken up. */
  async wake(): Promise<void> {
    await this.#engine.wake()
  }

  get #store(): Engine['store'] {
    return this.#engine.store
  }

  #get(transferId: string): TransferRecord {
    const transfer = this.#store.transfers.get(Number(transferId))
    if (transfer) return transfer
    const message = `no transfer ${transferId}`
    throw new FailureError(localFailure('transfer.unknown', message, { transferId }))
  }

  #sums(transfer: TransferRecord): ReceiptSums {
    return sumsOf(transfer.counts, this.#store.receipts.unread(transfer.id))
  }

  #lastCheck(transferId: number): Receipt['check'] {
    const id = this.#store.receipts.lastCheck(transferId)
    const check = id === null ? null : this.#store.transfers.get(id)
    if (check === null) return null
    return { transfer: this.#engine.snapshots.row(check), sums: this.#sums(check) }
  }

  /** Nothing of it is under way any more. */
  async #letGo(id: number, when: 'soon' | 'now'): Promise<void> {
    await this.#engine.enumerator.stop(id)
    await this.#engine.scheduler.interrupt(id, when)
  }
}

/** Whether the account's keys are needed for it. */
function isOf(transfer: TransferRecord, accountId: string): boolean {
  return transfer.accountId === accountId || sourceOf(transfer).accountId === accountId
}

function msOf(iso: string | null): number | null {
  return iso === null ? null : Date.parse(iso)
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
      return counts.done
    case 'skipped':
      return counts.skipped
  }
}
