import type { SpeedLimit } from './speed-limit.ts'
import type { Sink } from './wire/sink.ts'

/**
 * Takes no more bytes than downloads may: what has arrived counts, and the next is not read from the
 * socket before its time. The system's own buffers then tell the service to go slowly.
 */
export class PacedSink implements Sink {
  readonly #sink: Sink
  readonly #speed: SpeedLimit
  readonly #signal: AbortSignal

  constructor(sink: Sink, speed: SpeedLimit, signal: AbortSignal) {
    this.#sink = sink
    this.#speed = speed
    this.#signal = signal
  }

  space(): Uint8Array {
    const space = this.#sink.space()
    const most = this.#speed.pieceBytes('download')
    return most === null ? space : space.subarray(0, most)
  }

  filled(count: number): Promise<void> | null {
    const busy = this.#sink.filled(count)
    const due = this.#speed.take('download', count, this.#signal)
    if (busy === null || due === null) return busy ?? due
    return Promise.all([busy, due]).then(() => undefined)
  }

  end(): void {
    this.#sink.end()
  }
}
