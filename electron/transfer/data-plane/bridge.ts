import type { Crc64Buffer } from '../../oss/crc64.ts'
import { checkCrc } from '../crc.ts'
import { wrongLength } from './small-sink.ts'
import type { SpeedLimit } from './speed-limit.ts'
import type { RequestBody } from './wire/connection.ts'
import type { Sink } from './wire/sink.ts'

const pieceBytes = 512 * 1024
/** What is read from the socket at once. */
const stagingBytes = 64 * 1024

/**
 * Takes the body of one answer and gives it out as the body of another request, through one buffer:
 * what does not fit waits in the socket it comes from. Whatever fits is there in full, and checked,
 * before the first byte of it goes out.
 *
 * A connection asks for the place of the next bytes before it waits, so that place is a small one of
 * its own, and what arrives nevertheless (decrypted already) is kept beside the buffer.
 */
export class Bridge implements Sink {
  readonly #buffer: Crc64Buffer
  readonly #sizeBytes: number
  readonly #onBytes: (count: number) => void
  readonly #staging = new Uint8Array(stagingBytes)
  /** Arrived while the buffer was being sent. */
  #waiting: Uint8Array[] = []
  #filled = 0
  /** What may go; 0 while it is being filled. Of that, what has been given out. */
  #handed = 0
  #given = 0
  #received = 0
  #sent = 0
  #ended = false
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
    return this.#staging.subarray(0, left)
  }

  filled(count: number): Promise<void> | null {
    const bytes = this.#staging.subarray(0, count)
    this.#received += count
    this.#onBytes(count)
    const room = this.#handed > 0 ? 0 : this.#buffer.bytes.byteLength - this.#filled
    this.#take(bytes.subarray(0, room))
    if (count > room) this.#waiting.push(bytes.slice(room))
    if (this.#handed === 0 && this.#isFull) this.#handOver()
    return this.#handed > 0 ? this.#drained.promise : null
  }

  end(): void {
    if (this.#received !== this.#sizeBytes) throw wrongLength(this.#sizeBytes, 'fewer')
    this.#ended = true
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

  /** With more to come: the end is handed over by `end`. */
  get #isFull(): boolean {
    const isLast = this.#received === this.#sizeBytes && this.#waiting.length === 0
    return this.#filled === this.#buffer.bytes.byteLength && !isLast
  }

  #take(bytes: Uint8Array): void {
    this.#buffer.bytes.set(bytes, this.#filled)
    this.#filled += bytes.byteLength
  }

  /** Everything that is there may go; the end only when it is what its sender says. */
  #handOver(): void {
    this.#crc = this.#buffer.crc(0, this.#filled, this.#crc)
    if (this.#sent + this.#filled === this.#sizeBytes) {
      checkCrc(this.crc64, this.#expected, '')
      // Nothing more is to come, so nobody has to wait for room.
      this.#drained.resolve()
    }
    this.#handed = this.#filled
    this.#isReady = true
    this.#full.resolve()
  }

  /** What was handed over has gone: there is room again. */
  #empty(): void {
    this.#filled = 0
    this.#handed = 0
    this.#given = 0
    this.#full = Promise.withResolvers()
    this.#full.promise.catch(() => undefined)
    this.#takeWaiting()
    if (this.#isFull || (this.#ended && this.#waiting.length === 0)) this.#handOver()
    if (this.#handed > 0) return
    const drained = this.#drained
    this.#drained = Promise.withResolvers()
    drained.resolve()
  }

  #takeWaiting(): void {
    const { byteLength } = this.#buffer.bytes
    for (let first = this.#waiting[0]; first; first = this.#waiting[0]) {
      const room = byteLength - this.#filled
      if (room === 0) return
      this.#take(first.subarray(0, room))
      if (first.byteLength <= room) this.#waiting.shift()
      else this.#waiting[0] = first.subarray(room)
    }
  }
}
