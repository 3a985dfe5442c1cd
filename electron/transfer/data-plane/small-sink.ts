import { FailureError, localFailure } from '../../../shared/ipc/failure.ts'
import type { Sink } from './exchange.ts'

/** Takes a body of known length that fits a buffer. */
export class SmallSink implements Sink {
  readonly #bytes: Uint8Array
  #filled = 0

  /** `bytes`: exactly as long as the body must be. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  write(chunk: Uint8Array): Promise<void> | null {
    if (this.#filled + chunk.byteLength > this.#bytes.byteLength) {
      return Promise.reject(wrongLength(this.#bytes.byteLength, 'more'))
    }
    this.#bytes.set(chunk, this.#filled)
    this.#filled += chunk.byteLength
    return null
  }

  end(): Promise<void> {
    return this.#filled === this.#bytes.byteLength
      ? Promise.resolve()
      : Promise.reject(wrongLength(this.#bytes.byteLength, 'fewer'))
  }
}

export function wrongLength(expectedBytes: number, what: 'more' | 'fewer'): FailureError {
  const message = `${what} bytes than the ${expectedBytes} that were asked for`
  return new FailureError(localFailure('client.bad-response', message, {}, true))
}
