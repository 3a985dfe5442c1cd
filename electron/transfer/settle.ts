import { assertNever } from '../../shared/assert.ts'
import type { Failure } from '../../shared/ipc/failure.ts'
import { type Item, type ItemEvent, next } from '../../shared/transfer/state.ts'
import { backoffMs } from './backoff.ts'
import type { Outcome } from './outcome.ts'
import type { ItemRecord } from './store/records.ts'
import type { Store } from './store/store.ts'

/** Writes what an ended try means for its file, and hands over what is no longer needed. */
export function settleItem(
  store: Store,
  item: ItemRecord,
  outcome: Outcome,
  online: boolean,
  nowMs: number,
  random: () => number,
): void {
  const current = store.items.get(item.id)
  // Cancelled or removed meanwhile.
  if (current === null || current.state !== 'running') return
  const progressed = current.doneBytes > item.doneBytes
  const event = eventOf(outcome, online, item.attempts, progressed, random)
  const running: Item = { state: 'running', attempts: current.attempts }
  store.items.write(item.id, next(running, event, nowMs), failureOf(outcome))
  if (outcome.kind === 'done') store.checkpoints.drop(item.id)
  if (outcome.kind === 'skipped') {
    store.cleanups.addOfItem(item.id)
    store.checkpoints.drop(item.id)
  }
}

function eventOf(
  outcome: Outcome,
  online: boolean,
  attempts: number,
  progressed: boolean,
  random: () => number,
): ItemEvent {
  switch (outcome.kind) {
    case 'done':
      return { type: 'finish' }
    case 'skipped':
      return { type: 'skip' }
    case 'retry': {
      const wait = outcome.afterMs === 0 ? 0 : backoffMs(attempts, random, outcome.afterMs)
      return { type: 'retry', afterMs: wait, progressed }
    }
    case 'throttled':
      return { type: 'throttle', afterMs: backoffMs(attempts + 1, random, outcome.afterMs) }
    case 'network':
      return online
        ? { type: 'retry', afterMs: backoffMs(attempts, random, null), progressed }
        : { type: 'offline' }
    case 'needs-user':
      return { type: 'ask', reason: outcome.reason }
    case 'failed':
      return { type: 'fail' }
    case 'interrupted':
      return { type: 'interrupt' }
    default:
      return assertNever(outcome)
  }
}

function failureOf(outcome: Outcome): Failure | null {
  return 'failure' in outcome ? (outcome.failure ?? null) : null
}
