import { FailureError } from '../../../../shared/ipc/failure.ts'
import type { TransferKind } from '../../../../shared/transfer/kinds.ts'
import { classify } from '../../schedule/classify.ts'
import type { Outcome } from '../../schedule/outcome.ts'
import type { Runner, Try } from '../context.ts'

/** Runs each object by itself; what is thrown becomes the outcome of its object alone. */
export function each(kind: TransferKind, work: (at: Try) => Promise<Outcome>): Runner {
  return async (tries, settle) => {
    await Promise.all(
      tries.map(async (at) => {
        settle(at, await work(at).catch((error: unknown) => outcomeOf(error, kind)))
      }),
    )
  }
}

function outcomeOf(error: unknown, kind: TransferKind): Outcome {
  // The object changed between the look at it and the request: the next try looks again.
  if (error instanceof FailureError && error.failure.code === 'PreconditionFailed') {
    return { kind: 'retry', afterMs: null, failure: error.failure }
  }
  return classify(error, kind)
}
