import type { Failure } from '../../../shared/ipc/failure.ts'
import type { AttentionReason } from '../../../shared/transfer/state.ts'

/** How one try of one file ended. A runner answers one of these and never throws. */
export type Outcome =
  | { readonly kind: 'done' }
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
