import type { Crc64Buffer } from '../../oss/crc64.ts'
import { checkCrc } from '../crc.ts'
import type { Sink } from './exchange.ts'
import { wrongLength } from './small-sink.ts'

const pieceBytes = 512 * 1024

/**
 * Takes the body of one answer and gives it out as the body of another request, through one buffer:
 * what does not fit waits in the socket it comes from. Whatever fits is there in full, and checked,
 * before the first byte of it goes out.
 */
export class Bridge implements Sink {
  readonly #buffer: Crc64Buffer
  readonly #sizeBytes: number
  readonly #onBytes: (count: number) => void
  #filled = 0
  #received = 0
  #crc = 0n
  #expected: string | null = null
  #full = Promise.withResolvers<void>()
  #drained = Promise.withResolvers<void>()
  #isReady = false

  constructor(buffer: Crc64Buffer, sizeBytes: number, onBytes: (count: number) => void) {
    this.#buffer = buffer
    this.#sizeBytes = sizeBytes
    this.#onBytes = onBytes
    // Nobody may be waiting when it fails.
    this.#full.promise.catch(() => undefined)
  }

  /** Decimal CRC64 of what has been received. */
  get crc64(): string {
    return this.#crc.toString()
  }

  /** Whether there is something to send. */
  get isReady(): boolean {
    return this.#isReady
  }

  /** Settles when there is something to send; rejects when there will be nothing more. */
  get ready(): Promise<void> {
    return this.#full.promise
  }

  /** Decimal CRC64 of the whole as its sender says; it is compared before the end goes out. */
  expect(crc64: string | null): void {
    this.#expected = crc64
  }

  fail(error: unknown): void {
    this.#full.reject(error)
  }

  write(chunk: Uint8Array): Promise<void> | null {
    const { bytes } = this.#buffer
    if (this.#received + chunk.byteLength > this.#sizeBytes) {
      return Promise.reject(wrongLength(this.#sizeBytes, 'more'))
    }
    const room = bytes.byteLength - this.#filled
    if (chunk.byteLength <= room) {
      this.#take(chunk)
      return null
    }
    // The memory of a chunk is the sender's again after this call.
    const rest = chunk.slice(room)
    this.#take(chunk.subarray(0, room))
    this.#handOver()
    return this.#drained.promise.then(() => this.write(rest) ?? undefined)
  }

  async end(): Promise<void> {
    if (this.#received !== this.#sizeBytes) throw wrongLength(this.#sizeBytes, 'fewer')
    const crc = this.#buffer.crc(0, this.#filled, this.#crc)
    checkCrc(crc.toString(), this.#expected, '')
    this.#handOver()
  }

  /** A piece stays unchanged only until the next is asked for. */
  async *pieces(
    pieceOf: () => number | null,
    due: (bytes: number) => Promise<void> | null,
  ): AsyncGenerator<Uint8Array> {
    for (let sent = 0; sent < this.#sizeBytes; ) {
      await this.#full.promise
      const filled = this.#filled
      for (let from = 0; from < filled; ) {
        const most = Math.min(pieceBytes, pieceOf() ?? pieceBytes)
        const piece = this.#buffer.bytes.subarray(from, Math.min(from + most, filled))
        const wait = due(piece.byteLength)
        if (wait !== null) await wait
        yield piece
        from += piece.byteLength
      }
      sent += filled
      if (sent < this.#sizeBytes) this.#empty()
    }
  }

  #take(chunk: Uint8Array): void {
    this.#buffer.bytes.set(chunk, this.#filled)
    this.#filled += chunk.byteLength
    this.#received += chunk.byteLength
    this.#onBytes(chunk.byteLength)
  }

  #handOver(): void {
    this.#crc = this.#buffer.crc(0, this.#filled, this.#crc)
    this.#isReady = true
    this.#full.resolve()
  }

  #empty(): void {
    const drained = this.#drained
    this.#filled = 0
    this.#full = Promise.withResolvers()
    this.#full.promise.catch(() => undefined)
    this.#drained = Promise.withResolvers()
    drained.resolve()
  }
}
