import { type Failure, FailureError, toFailure } from '../../../shared/ipc/failure.ts'
import type { SpeedLimits } from '../../../shared/transfer/pace.ts'
import { CancelledError } from '../../oss/errors.ts'
import type { ManyTransport, SignedRequest, Transport } from '../../oss/transport.ts'
import type { Remote } from '../../threads/rpc.ts'
import type { Lane, MovedFile, Progress, RelayResult, SmallMove, Task } from './protocol.ts'
import { SpeedLimit } from './speed-limit.ts'

/** One request that moves a file's bytes, as a `Transport` for `client.call`. */
export interface Move {
  readonly transport: Transport
  /** Decimal CRC64 of the bytes that moved; null until the answer is there. */
  readonly crc64: () => string | null
  /** What went wrong, unchanged by what the client makes of it; null when nothing did. */
  readonly failure: () => Failure | null
}

export interface DataPlane {
  /** `onBytes` gets increments, at most 5 times a second; what a failed try moved is taken back. */
  move(task: Task, onBytes: (bytes: number) => void): Move
  /**
   * Passes the body of one answer on as the body of another request. `onBytes` as in `move`. Throws
   * network failures, and `client.crc-mismatch` when the source is not what it says.
   */
  relay(
    from: SignedRequest,
    to: SignedRequest,
    sizeBytes: number,
    signal: AbortSignal | undefined,
    onBytes: (bytes: number) => void,
  ): Promise<RelayResult>
  /**
   * Moves many files of at most `smallFileBytes`, as a transport for `client.callAll` whose indexes are
   * those of `tasks`. When `halting` aborts, what has not begun is cancelled. Throws for one file what
   * `Lane.moveAll` says. `onCrc64` gets the decimal CRC64 of what moved, before its answer counts.
   */
  moveAll(
    tasks: readonly SmallMove['task'][],
    halting: AbortSignal,
    onCrc64: (index: number, crc64: string) => void,
  ): ManyTransport
  /** Decimal CRC64 of a piece of a file. Throws `local.*` and `client.cancelled`. */
  checksum(path: string, offset: number, sizeBytes: number, signal: AbortSignal): Promise<string>
  /** How many requests may be under way at once, over all threads. */
  setConnections(count: number): void
  /** How fast bytes may move, over all threads; holds at once. */
  setLimits(limits: SpeedLimits): void
  stop(): Promise<void>
}

/** A lane in another thread, or in this one. */
export interface LaneHandle {
  readonly lane: Remote<Omit<Lane, 'setConnections'>>
  /** Holds for threads that replace this one, too. */
  readonly setConnections: (count: number) => void
  readonly onProgress: (listener: (progress: Progress) => void) => void
  readonly onMoved: (listener: (moved: MovedFile) => void) => void
  readonly stop: () => Promise<void>
}

/** Spreads work over lanes: each task goes to the one with the fewest in flight. */
export class LaneSet implements DataPlane {
  readonly #lanes: { readonly handle: LaneHandle; inFlight: number }[]
  readonly #listeners = new Map<number, (bytes: number) => void>()
  readonly #moved = new Map<number, (moved: MovedFile) => void>()
  readonly #speed = new SpeedLimit(SpeedLimit.allocate())
  #nextId = 1

  /** `start` gets the memory in which the lanes share the limits of speed. */
  constructor(count: number, start: (speed: SharedArrayBuffer) => LaneHandle) {
    const handles = Array.from({ length: count }, () => start(this.#speed.memory))
    this.#lanes = handles.map((handle) => ({ handle, inFlight: 0 }))
    for (const handle of handles) {
      handle.onProgress((progress) => {
        for (const [id, bytes] of progress) this.#listeners.get(id)?.(bytes)
      })
      handle.onMoved((moved) => this.#moved.get(moved[0])?.(moved))
    }
  }

  move(task: Task, onBytes: (bytes: number) => void): Move {
    let crc64: string | null = null
    let failure: Failure | null = null
    const transport: Transport = async (request, _body, signal) => {
      let moved = 0
      crc64 = null
      failure = null
      try {
        const result = await this.#on(
          signal,
          (lane, id) => lane.move(id, request, task),
          (bytes) => {
            moved += bytes
            onBytes(bytes)
          },
        )
        crc64 = result.crc64
        return result.answer
      } catch (error) {
        failure = toFailure(error)
        throw error
      } finally {
        // From here on the stored part counts, not what was in flight.
        if (moved > 0) onBytes(-moved)
      }
    }
    return { transport, crc64: () => crc64, failure: () => failure }
  }

  async relay(
    from: SignedRequest,
    to: SignedRequest,
    sizeBytes: number,
    signal: AbortSignal | undefined,
    onBytes: (bytes: number) => void,
  ): Promise<RelayResult> {
    let moved = 0
    try {
      return await this.#on(
        signal,
        (lane, id) => lane.relay(id, from, to, sizeBytes),
        (bytes) => {
          moved += bytes
          onBytes(bytes)
        },
      )
    } finally {
      if (moved > 0) onBytes(-moved)
    }
  }

  moveAll(
    tasks: readonly SmallMove['task'][],
    halting: AbortSignal,
    onCrc64: (index: number, crc64: string) => void,
  ): ManyTransport {
    return (requests, signal, onAnswer) =>
      this.#on(
        signal,
        async (lane, id) => {
          const moves = requests.flatMap(({ index, request }) => {
            const task = tasks[index]
            return task ? [{ index, request, task }] : []
          })
          const halt = (): void => void lane.halt(id).catch(() => undefined)
          if (halting.aborted) throw new CancelledError()
          halting.addEventListener('abort', halt, { once: true })
          this.#moved.set(id, ([, index, result, crc64]) => {
            if (crc64 !== null) onCrc64(index, crc64)
            onAnswer(index, 'code' in result ? new FailureError(result) : result)
          })
          try {
            await lane.moveAll(id, moves)
          } finally {
            halting.removeEventListener('abort', halt)
            this.#moved.delete(id)
          }
        },
        () => undefined,
        requests.length,
      )
  }

  checksum(path: string, offset: number, sizeBytes: number, signal: AbortSignal): Promise<string> {
    return this.#on(
      signal,
      (lane, id) => lane.checksum(id, path, offset, sizeBytes),
      () => undefined,
    )
  }

  setConnections(count: number): void {
    const each = Math.ceil(count / Math.max(1, this.#lanes.length))
    for (const { handle } of this.#lanes) handle.setConnections(each)
  }

  setLimits(limits: SpeedLimits): void {
    this.#speed.set(limits)
  }

  async stop(): Promise<void> {
    await Promise.all(this.#lanes.map(({ handle }) => handle.stop()))
  }

  async #on<Result>(
    signal: AbortSignal | undefined,
    work: (lane: LaneHandle['lane'], id: number) => Promise<Result>,
    onBytes: (bytes: number) => void,
    count = 1,
  ): Promise<Result> {
    if (signal?.aborted) throw new CancelledError()
    const chosen = this.#lanes.reduce((a, b) => (b.inFlight < a.inFlight ? b : a))
    const id = this.#nextId++
    const abort = (): void => void chosen.handle.lane.abort(id).catch(() => undefined)
    signal?.addEventListener('abort', abort, { once: true })
    this.#listeners.set(id, onBytes)
    chosen.inFlight += count
    try {
      return await work(chosen.handle.lane, id)
    } finally {
      chosen.inFlight -= count
      this.#listeners.delete(id)
      signal?.removeEventListener('abort', abort)
    }
  }
}
