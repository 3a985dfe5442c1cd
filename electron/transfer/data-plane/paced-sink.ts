import type { Sink } from './exchange.ts'
import type { SpeedLimit } from './speed-limit.ts'

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

  write(chunk: Uint8Array): Promise<void> | null {
    const written = this.#sink.write(chunk)
    const due = this.#speed.take('download', chunk.byteLength, this.#signal)
    return due === null ? written : Promise.all([written, due]).then(() => undefined)
  }

  end(): Promise<void> {
    return this.#sink.end()
  }
}
