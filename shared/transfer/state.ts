/** Why something waits for the person. */
export const attentionReasons = [
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
 * choice. `failed`: over, but at least one item failed (the rest arrived).
 */
export const transferStates = [
  'waiting',
  'running',
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
