import { type Failure, isFailure, localFailure } from '../../shared/ipc/failure.ts'
import type { TransferRow, TransfersSnapshot } from '../../shared/transfer/view.ts'

const nothing: TransfersSnapshot = {
  transfers: [],
  total: 0,
  active: 0,
  bytesPerSecond: 0,
  doneItems: 0,
  totalItems: 0,
  online: true,
  heldAtStart: 0,
  stopped: null,
}

/** What can be said while no engine runs: the last that was known, and that nothing moves. */
export function stoppedSnapshot(
  last: TransfersSnapshot | null,
  stopped: Failure,
): TransfersSnapshot {
  const { transfers, ...rest } = last ?? nothing
  return { ...rest, transfers: transfers.map(atRest), bytesPerSecond: 0, stopped }
}

function atRest(row: TransferRow): TransferRow {
  const moves = row.state === 'running' || row.state === 'pausing'
  return { ...row, state: moves ? 'waiting' : row.state, bytesPerSecond: 0, secondsLeft: null }
}

/** Why a thread ended, and whether another one may do better by itself after a while. */
export function whyEnded(error: Error | null): {
  readonly failure: Failure
  readonly passes: boolean
} {
  const { failure } = (error ?? {}) as { readonly failure?: unknown }
  if (isFailure(failure) && failure.code.startsWith('queue.')) return { failure, passes: true }
  const message = error?.message ?? 'the transfer thread ended'
  return { failure: localFailure('internal', message, {}, true), passes: false }
}
