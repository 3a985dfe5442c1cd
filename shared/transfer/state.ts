import { assertNever } from '../assert.ts'

/** Why something waits for the person. */
export const attentionReasons = [
  'bucket-missing',
  'conflict',
  'credentials',
  'denied',
  'disk-full',
  'source-changed',
  'source-missing',
  'target-missing',
  'unsafe-name',
] as const
export type AttentionReason = (typeof attentionReasons)[number]

/** What would meet every other file of a transfer as well, so that it stops as a whole. */
export const stoppingReasons: readonly AttentionReason[] = [
  'bucket-missing',
  'disk-full',
  'target-missing',
]

/** `waiting`: for its turn, or for a retry. Terminal: done, skipped, failed, cancelled. */
export const itemStates = [
  'waiting',
  'running',
  'waiting-for-network',
  'needs-attention',
  'done',
  'skipped',
  'failed',
  'cancelled',
] as const
export type ItemState = (typeof itemStates)[number]

/**
 * What the panel says of a whole transfer. `done`: everything asked for is done or was skipped by
 * choice. `failed`: over, but at least one item failed (the rest arrived). `pausing`: nothing new
 * begins, what is in flight may still arrive; pausing again gives it up.
 */
export const transferStates = [
  'waiting',
  'running',
  'pausing',
  'paused',
  'waiting-for-network',
  'needs-attention',
  'done',
  'failed',
  'cancelled',
] as const
export type TransferState = (typeof transferStates)[number]

export function isFinished(state: TransferState): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled'
}
export function canPause(state: TransferState): boolean {
  return !isFinished(state) && state !== 'paused'
}
export function canResume(state: TransferState): boolean {
  return state === 'paused'
}
export function canCancel(state: TransferState): boolean {
  return !isFinished(state)
}
export function canRetry(state: TransferState): boolean {
  return state === 'failed' || state === 'needs-attention'
}
export function canRemove(state: TransferState): boolean {
  return isFinished(state)
}

/** One file's state with what belongs to it. `attempts`: tries that failed in a row. */
export type Item =
  | { readonly state: 'waiting'; readonly attempts: number; readonly notBeforeMs: number }
  | { readonly state: 'running'; readonly attempts: number }
  | { readonly state: 'waiting-for-network'; readonly attempts: number }
  | {
      readonly state: 'needs-attention'
      readonly attempts: number
      readonly reason: AttentionReason
    }
  | {
      readonly state: 'done' | 'skipped' | 'failed' | 'cancelled'
      readonly attempts: number
    }

/**
 * What may happen to a file. `retry`: the try failed in a way that may pass; `progressed` = parts
 * arrived during it. `interrupted`: paused, stopped or killed. `again`: the person asked.
 */
export type ItemEvent =
  | { readonly type: 'start' }
  | { readonly type: 'finish' }
  | { readonly type: 'skip' }
  | { readonly type: 'retry'; readonly afterMs: number; readonly progressed: boolean }
  | { readonly type: 'throttle'; readonly afterMs: number }
  | { readonly type: 'offline' }
  | { readonly type: 'online' }
  | { readonly type: 'ask'; readonly reason: AttentionReason }
  | { readonly type: 'fail' }
  | { readonly type: 'interrupt' }
  | { readonly type: 'again' }
  | { readonly type: 'cancel' }

/** Failed tries in a row, without a single part arriving, after which a file is given up. */
export const maxAttempts = 8

/**
 * The one place where a file's state changes; an event that means nothing in a state leaves it as
 * it is. `done`, `skipped` and `cancelled` are final; `failed` ends only by `again`.
 */
export function next(item: Item, event: ItemEvent, nowMs: number): Item {
  const { attempts } = item
  switch (event.type) {
    case 'start':
      return item.state === 'waiting' && item.notBeforeMs <= nowMs
        ? { state: 'running', attempts }
        : item
    case 'finish':
      return item.state === 'running' ? { state: 'done', attempts } : item
    case 'skip':
      return item.state === 'running' || item.state === 'needs-attention'
        ? { state: 'skipped', attempts }
        : item
    case 'retry':
      return item.state === 'running' ? retried(attempts, event, nowMs) : item
    case 'throttle':
      return item.state === 'running' ? waiting(attempts, nowMs + event.afterMs) : item
    case 'offline':
      return item.state === 'running' ? { state: 'waiting-for-network', attempts } : item
    case 'online':
      return item.state === 'waiting-for-network' ? waiting(attempts, 0) : item
    case 'ask':
      return item.state === 'running'
        ? { state: 'needs-attention', attempts, reason: event.reason }
        : item
    case 'fail':
      return item.state === 'running' ? { state: 'failed', attempts } : item
    case 'interrupt':
      return item.state === 'running' || item.state === 'waiting-for-network'
        ? waiting(attempts, 0)
        : item
    case 'again':
      return item.state === 'failed' || item.state === 'needs-attention' ? waiting(0, 0) : item
    case 'cancel':
      return isSettled(item.state) ? item : { state: 'cancelled', attempts }
    default:
      return assertNever(event)
  }
}

/** Nothing more happens by itself. */
export function isSettled(state: ItemState): boolean {
  return state === 'done' || state === 'skipped' || state === 'failed' || state === 'cancelled'
}

function waiting(attempts: number, notBeforeMs: number): Item {
  return { state: 'waiting', attempts, notBeforeMs }
}

function retried(
  attempts: number,
  event: Extract<ItemEvent, { type: 'retry' }>,
  nowMs: number,
): Item {
  const failedInARow = event.progressed ? 1 : attempts + 1
  return failedInARow >= maxAttempts
    ? { state: 'failed', attempts: failedInARow }
    : waiting(failedInARow, nowMs + event.afterMs)
}

/** Everything that decides what is said of a whole transfer. */
export interface TransferFacts {
  readonly counts: Readonly<Record<ItemState, number>>
  readonly enumerated: boolean
  readonly paused: boolean
  readonly cancelled: boolean
  /** Nothing of this transfer may start until the person did something; null = it may. */
  readonly blocked: AttentionReason | null
}

export function transferState(facts: TransferFacts): TransferState {
  const { counts } = facts
  if (facts.cancelled) return 'cancelled'
  const open = counts.waiting + counts.running + counts['waiting-for-network']
  if (facts.enumerated && open === 0 && counts['needs-attention'] === 0) {
    return counts.failed > 0 ? 'failed' : 'done'
  }
  if (facts.paused) return counts.running > 0 ? 'pausing' : 'paused'
  if (counts.running > 0) return 'running'
  if (facts.blocked !== null) return 'needs-attention'
  if (counts['waiting-for-network'] > 0) return 'waiting-for-network'
  if (!facts.enumerated) return 'running'
  return counts.waiting > 0 ? 'waiting' : 'needs-attention'
}
