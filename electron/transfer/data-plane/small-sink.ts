import { FailureError, localFailure } from '../../../shared/ipc/failure.ts'
import type { Sink } from './wire/sink.ts'

/** Takes a body of known length that fits a buffer. */
export class SmallSink implements Sink {
  readonly #bytes: Uint8Array
  #filled = 0

  /** `bytes`: exactly as long as the body must be. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  space(): Uint8Array {
    if (this.#filled === this.#bytes.byteLength) throw wrongLength(this.#bytes.byteLength, 'more')
    return this.#bytes.subarray(this.#filled)
  }

  filled(count: number): null {
    this.#filled += count
    return null
  }

  end(): void {
    if (this.#filled !== this.#bytes.byteLength) throw wrongLength(this.#bytes.byteLength, 'fewer')
  }
}

export function wrongLength(expectedBytes: number, what: 'more' | 'fewer'): FailureError {
  const message = `${what} bytes than the ${expectedBytes} that were asked for`
  return new FailureError(localFailure('client.bad-response', message, {}, true))
}
