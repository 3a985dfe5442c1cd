import { FailureError, type LocalCode, localFailure } from '../../../shared/ipc/failure.ts'

/** By the result codes of SQLite: what keeps the queue from being read or written as a whole. */
const codes: Readonly<Record<number, LocalCode>> = {
  3: 'queue.unwritable',
  5: 'queue.in-use',
  8: 'queue.unwritable',
  10: 'queue.unwritable',
  13: 'queue.disk-full',
  14: 'queue.unwritable',
}

/** null: a fault of the program, or none of the queue's. */
export function queueFailureOf(error: unknown): FailureError | null {
  const { errcode, message } = error as { readonly errcode?: unknown; readonly message?: unknown }
  const code = typeof errcode === 'number' ? codes[errcode & 0xff] : undefined
  if (code === undefined) return null
  return new FailureError(localFailure(code, String(message), {}, true), { cause: error })
}

/** What `work` answers; what keeps it from the queue is thrown as a `queue.*` failure. */
export function withQueue<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw queueFailureOf(error) ?? error
  }
}

/**
 * Stands before every statement. After the first one that the disk refused there are no more, not
 * even those that would fit: what memory holds and what is written would part ways.
 */
export class QueueGuard {
  readonly #onBroken: (failure: FailureError) => void
  #broken: FailureError | null = null

  constructor(onBroken: (failure: FailureError) => void) {
    this.#onBroken = onBroken
  }

  run<Result>(work: () => Result): Result {
    if (this.#broken) throw this.#broken
    try {
      return work()
    } catch (error) {
      const failure = queueFailureOf(error)
      if (failure === null || this.#broken) throw this.#broken ?? error
      this.#broken = failure
      this.#onBroken(failure)
      throw failure
    }
  }
}
