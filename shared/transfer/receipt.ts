import { type ItemState, itemStates } from './state.ts'
import type { TransferRow } from './view.ts'

/**
 * What became of the files of a transfer: found = done + skipped + failed + cancelled + open.
 * Folders that could not be read are none of them: what they hold is not known.
 */
export interface ReceiptSums {
  readonly found: number
  readonly done: number
  readonly skipped: number
  readonly failed: number
  readonly cancelled: number
  /** Still to be done, or waiting for the person. */
  readonly open: number
  readonly unreadFolders: number
}

export interface Receipt {
  readonly transfer: TransferRow
  readonly sums: ReceiptSums
  /** The latest comparison of what arrived with what is there; null = none. */
  readonly check: Omit<Receipt, 'check'> | null
}

type Counts = Readonly<Record<ItemState, number>>

/** `counts`: of all items; `unread`: of those that stand for a folder that could not be read. */
export function sumsOf(counts: Counts, unread: Counts): ReceiptSums {
  const files = (...states: readonly ItemState[]): number =>
    states.reduce((sum, state) => sum + counts[state] - unread[state], 0)
  return {
    found: files(...itemStates),
    done: files('done'),
    skipped: files('skipped'),
    failed: files('failed'),
    cancelled: files('cancelled'),
    open: files('waiting', 'running', 'waiting-for-network', 'needs-attention'),
    unreadFolders: itemStates.reduce((sum, state) => sum + unread[state], 0),
  }
}
