import { type Failure, FailureError, toFailure } from '../../../shared/ipc/failure.ts'
import type { Crc64Buffer } from '../../oss/crc64.ts'
import { CancelledError } from '../../oss/errors.ts'
import { networkErrorOf } from '../../oss/network-errors.ts'
import type { Answer } from '../../oss/transport.ts'
import type { ConnectionBudget } from '../pace/budget.ts'
import type { BufferPool } from './buffers.ts'
import type { SmallMove, TaskResult } from './protocol.ts'

/** A task whose bytes have moved; a file that was fetched may still be on its way to the disk. */
export interface Moved extends TaskResult {
  readonly published: Promise<void> | null
}

export interface SmallMovesOptions {
  readonly turns: ConnectionBudget
  readonly buffers: BufferPool
  readonly move: (move: SmallMove, buffer: Crc64Buffer, signal: AbortSignal) => Promise<Moved>
}

interface Waiting {
  readonly move: SmallMove
  readonly signal: AbortSignal
  readonly settle: (result: Answer | Failure, crc64: string | null) => void
}

/** Files that one turn may move, so that parts of large files get their turns, too. */
const turnFiles = 16
/** Files that may wait for the disk while others are fetched. */
const maxUnpublished = 64
const line = 0

/**
 * Small files that were handed over together. They wait here for connections and buffers, so that no
 * connection waits for another thread; connections go on while the disk writes.
 */
export class SmallMoves {
  readonly #options: SmallMovesOptions
  readonly #never = new AbortController().signal
  #waiting: Waiting[] = []
  #workers = 0
  #unpublished = 0

  constructor(options: SmallMovesOptions) {
    this.#options = options
  }

  /** `onMoved` is called once for each, in any order and before the promise settles. */
  run(
    moves: readonly SmallMove[],
    signal: AbortSignal,
    onMoved: (index: number, result: Answer | Failure, crc64: string | null) => void,
  ): Promise<void> {
    return new Promise((resolve) => {
      let left = moves.length
      for (const move of moves) {
        const settle = (result: Answer | Failure, crc64: string | null): void => {
          onMoved(move.index, result, crc64)
          if (--left === 0) resolve()
        }
        this.#waiting.push({ move, signal, settle })
      }
      signal.addEventListener('abort', () => this.drop(signal), { once: true })
      if (left === 0) resolve()
      this.#fill()
    })
  }

  /** Cancels what has not begun of those that were handed over with this signal. */
  drop(signal: AbortSignal): void {
    const dropped = this.#waiting.filter((one) => one.signal === signal)
    this.#waiting = this.#waiting.filter((one) => one.signal !== signal)
    for (const { settle } of dropped) settle(new CancelledError().failure, null)
  }

  #fill(): void {
    const { turns } = this.#options
    const wanted = Math.min(turns.limit, this.#waiting.length)
    while (this.#workers < wanted) {
      this.#workers++
      void this.#work().finally(() => {
        this.#workers--
        this.#fill()
      })
    }
  }

  #work(): Promise<void> {
    const { buffers, turns } = this.#options
    return turns.use(line, this.#never, () =>
      buffers.use(async (buffer) => {
        for (let count = 0; count < turnFiles; count++) {
          const next = this.#waiting.shift()
          if (next === undefined) return
          await this.#one(next, buffer)
        }
      }),
    )
  }

  async #one({ move, signal, settle }: Waiting, buffer: Crc64Buffer): Promise<void> {
    try {
      if (signal.aborted) throw new CancelledError()
      const { answer, crc64, published } = await this.#options.move(move, buffer, signal)
      const read = answer.status === 200 ? withoutUnread(answer) : answer
      if (published === null) {
        settle(read, crc64)
        return
      }
      this.#unpublished++
      const over = published
        .then(
          () => settle(read, crc64),
          (error: unknown) => settle(toFailure(error), null),
        )
        .finally(() => this.#unpublished--)
      if (this.#unpublished >= maxUnpublished) await over
    } catch (error) {
      settle(failureOf(error, signal), null)
    }
  }
}

/** Of an answer that is handed on by the thousand. */
const readHeaders = ['etag', 'x-oss-hash-crc64ecma', 'x-oss-request-id', 'x-oss-version-id']

function withoutUnread({ status, headers, body }: Answer): Answer {
  const read: Record<string, string> = {}
  for (const name of readHeaders) {
    const value = headers[name]
    if (value !== undefined) read[name] = value
  }
  return { status, headers: read, body }
}

function failureOf(error: unknown, signal: AbortSignal): Failure {
  if (signal.aborted) return new CancelledError().failure
  return error instanceof FailureError ? error.failure : networkErrorOf(error, signal).failure
}
