import type { Failure } from '../../../shared/ipc/failure.ts'
import { type AttentionReason, stoppingReasons } from '../../../shared/transfer/state.ts'

/** How one try of one file ended. A runner answers one of these and never throws. */
export type Outcome =
  /** `failure`: what is to be said nevertheless. */
  | { readonly kind: 'done'; readonly failure?: Failure }
  /** `failure`: why, when nobody decided it. */
  | { readonly kind: 'skipped'; readonly failure?: Failure }
  /** `afterMs` null: as the back-off says. */
  | { readonly kind: 'retry'; readonly afterMs: number | null; readonly failure: Failure }
  | { readonly kind: 'throttled'; readonly afterMs: number | null; readonly failure: Failure }
  /** The network failed; whether it is gone as a whole is found out by a probe. */
  | { readonly kind: 'network'; readonly failure: Failure }
  | {
      readonly kind: 'needs-user'
      readonly reason: AttentionReason
      readonly failure: Failure
    }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** Paused, cancelled or stopped. */
  | { readonly kind: 'interrupted' }

/** Why no other file of the transfer needs to be tried; null = it is about this file alone. */
export function stopReason(outcome: Outcome): AttentionReason | null {
  if (outcome.kind !== 'needs-user' || !stoppingReasons.includes(outcome.reason)) return null
  return outcome.reason
}
