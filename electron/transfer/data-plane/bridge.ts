import type { Crc64Buffer } from '../../oss/crc64.ts'
import { checkCrc } from '../crc.ts'
import { wrongLength } from './small-sink.ts'
import type { SpeedLimit } from './speed-limit.ts'
import type { RequestBody } from './wire/connection.ts'
import type { Sink } from './wire/sink.ts'

const pieceBytes = 512 * 1024
/** Room for what had been decrypted when the connection was told to wait. */
const slackBytes = 256 * 1024

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
  /** Of what is filled, what may go; 0 while it is being filled. Of that, what has been given out. */
  #handed = 0
  #given = 0
  #received = 0
  #sent = 0
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

  space(): Uint8Array {
    const left = this.#sizeBytes - this.#received
    if (left === 0) throw wrongLength(this.#sizeBytes, 'more')
    const { bytes } = this.#buffer
    if (this.#filled === bytes.byteLength) throw new Error('more came than was asked for')
    return bytes.subarray(this.#filled, Math.min(bytes.byteLength, this.#filled + left))
  }

  filled(count: number): Promise<void> | null {
    this.#filled += count
    this.#received += count
    this.#onBytes(count)
    if (this.#handed === 0) {
      if (this.#received === this.#sizeBytes || !this.#isFull) return null
      this.#handOver()
    }
    return this.#drained.promise
  }

  end(): void {
    if (this.#received !== this.#sizeBytes) throw wrongLength(this.#sizeBytes, 'fewer')
    // Otherwise the rest is handed over when there is room for it.
    if (this.#handed === 0) this.#handOver()
  }

  /** The body of the other request. */
  body(speed: SpeedLimit, signal: AbortSignal): RequestBody {
    return { sizeBytes: this.#sizeBytes, next: (taken) => this.#next(speed, signal, taken) }
  }

  async #next(
    speed: SpeedLimit,
    signal: AbortSignal,
    taken: Promise<void>,
  ): Promise<Uint8Array | null> {
    if (this.#sent === this.#sizeBytes) return null
    if (this.#handed > 0 && this.#given === this.#handed) {
      await taken
      this.#empty()
    }
    await this.#full.promise
    const most = Math.min(pieceBytes, speed.pieceBytes('upload') ?? pieceBytes)
    const piece = this.#buffer.bytes.subarray(
      this.#given,
      Math.min(this.#given + most, this.#handed),
    )
    await speed.take('upload', piece.byteLength, signal)
    this.#given += piece.byteLength
    this.#sent += piece.byteLength
    return piece
  }

  get #isFull(): boolean {
    return this.#filled >= this.#buffer.bytes.byteLength - slackBytes
  }

  /** Everything that is there may go; the end only when it is what its sender says. */
  #handOver(): void {
    this.#crc = this.#buffer.crc(0, this.#filled, this.#crc)
    if (this.#received === this.#sizeBytes) checkCrc(this.crc64, this.#expected, '')
    this.#handed = this.#filled
    this.#isReady = true
    this.#full.resolve()
  }

  /** What was handed over has gone: there is room again. */
  #empty(): void {
    const drained = this.#drained
    this.#buffer.bytes.copyWithin(0, this.#handed, this.#filled)
    this.#filled -= this.#handed
    this.#handed = 0
    this.#given = 0
    this.#full = Promise.withResolvers()
    this.#full.promise.catch(() => undefined)
    this.#drained = Promise.withResolvers()
    if (this.#received === this.#sizeBytes) this.#handOver()
    drained.resolve()
  }
}
