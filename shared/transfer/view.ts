import { z } from 'zod'
import type { Failure } from '../ipc/failure.ts'
import type { TransferKind } from './kinds.ts'
import {
  type AttentionReason,
  attentionReasons,
  type ItemState,
  type TransferState,
} from './state.ts'

/** One row of the transfers panel. */
export interface TransferRow {
  readonly id: string
  readonly kind: TransferKind
  readonly state: TransferState
  /**
   * The most urgent reason among its items. Always set in state `needs-attention`; also while other
   * files still move, so that a question can be answered at once.
   */
  readonly attention: AttentionReason | null
  /** ISO 8601: when its pause ends by itself; null = when somebody continues it. */
  readonly pausedUntil: string | null
  readonly accountId: string
  readonly bucket: string
  /** Upload, copy, move: target prefix. Others: the prefix the selection was made in. */
  readonly prefix: string
  /** Download: the local folder. */
  readonly folder: string | null
  /** Copy and move: the new name of the one thing that is named; null = names stay. */
  readonly rename: string | null
  /** The first name asked for, for the label ("trip and 2 more"). */
  readonly firstName: string
  /** How many files and folders were asked for (before folders were expanded). */
  readonly asked: number
  /** False while folders are still being read: the totals below still grow. */
  readonly enumerated: boolean
  readonly items: ItemCounts
  readonly totalBytes: number
  /** Bytes of finished items plus acknowledged and in-flight bytes of running ones. */
  readonly doneBytes: number
  /** Smoothed; 0 when nothing moves. */
  readonly bytesPerSecond: number
  /** Seconds; null when it cannot be told. */
  readonly secondsLeft: number | null
  readonly createdAt: string
  readonly finishedAt: string | null
  /** The failure of the last failed item or of the enumeration. */
  readonly failure: Failure | null
}

/** Always adds up: total = waiting + running + done + skipped + failed + attention + cancelled. */
export interface ItemCounts {
  readonly total: number
  readonly waiting: number
  readonly running: number
  readonly done: number
  readonly skipped: number
  readonly failed: number
  readonly attention: number
  readonly cancelled: number
}

/** One file of a transfer. */
export interface ItemRow {
  readonly id: string
  readonly transferId: string
  /** Relative name, `/` between segments. */
  readonly name: string
  readonly key: string
  /** Local path; null for kinds without one. */
  readonly path: string | null
  readonly state: ItemState
  readonly attention: AttentionReason | null
  readonly sizeBytes: number
  readonly doneBytes: number
  /** Failed tries in a row. */
  readonly attempts: number
  readonly failure: Failure | null
  /** `listing`: a folder that could not be read. */
  readonly kind: 'file' | 'folder' | 'listing'
  /** Tries in all, whatever became of them. */
  readonly tries: number
  /** ISO 8601; null = not settled, or settled as it was found. */
  readonly settledAt: string | null
  /** Decimal CRC64 of what was sent or received, or of a copy's source; null = not known. */
  readonly crc64: string | null
  /** The same as the service states it; null = it does not: not checked, which is not equal. */
  readonly serviceCrc64: string | null
  readonly versionId: string | null
}

/** Pushed at most 5 times a second, only when something changed. */
export interface TransfersSnapshot {
  /** Those that are not over in their order, then the others, newest first; at most 200. */
  readonly transfers: readonly TransferRow[]
  /** All transfers there are. */
  readonly total: number
  readonly active: number
  readonly bytesPerSecond: number
  readonly doneItems: number
  readonly totalItems: number
  readonly online: boolean
  /** How many wait since the start of the app, because they are not to go on by themselves. */
  readonly heldAtStart: number
  /** Why nothing moves and nothing can be changed, whatever the rows say; null = all is well. */
  readonly stopped: Failure | null
}

/** Whether anything moves: the computer should not fall asleep over it. */
export function isBusy({ transfers }: TransfersSnapshot): boolean {
  return transfers.some(({ state }) => state === 'running' || state === 'pausing')
}

export const itemWindowSchema = z.object({
  transferId: z.string().min(1),
  show: z.enum(['all', 'unfinished', 'attention', 'failed', 'done', 'skipped']),
  offset: z.number().int().min(0),
  count: z.number().int().min(1).max(500),
})
export type ItemWindow = z.infer<typeof itemWindowSchema>

export interface ItemPage {
  readonly rows: readonly ItemRow[]
  readonly total: number
}

/** The answer to `needs-attention`: what to do with these items, or with all that ask the same. */
export const decisionSchema = z.object({
  transferId: z.string().min(1),
  /** null = all that ask for `reason`; of conflicts, those still to come included. */
  itemIds: z.array(z.string().min(1)).min(1).max(500).nullable(),
  /** Absent = `conflict`. */
  reason: z.enum(attentionReasons).optional(),
  choice: z.enum([
    'skip',
    'replace',
    'replace-if-newer',
    'replace-if-different',
    'keep-both',
    'retry',
  ]),
})
export type Decision = z.infer<typeof decisionSchema>
