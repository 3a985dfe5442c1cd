import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { Crc64Buffer } from '../../oss/crc64.ts'
import { identityText } from '../identity.ts'
import { changed, localFailureOf } from '../local-failure.ts'
import type { SendTask } from './protocol.ts'
import type { SpeedLimit } from './speed-limit.ts'
import type { RequestBody } from './wire/connection.ts'

/**
 * Reads a piece of a file through the two halves of one buffer, computing its CRC64 on the way: one
 * half is read while the other is on its way. By calls that wait, as `small-file.ts` explains; what
 * was just read is still near the processor when it is checked and sent.
 */
export class FileSource implements RequestBody {
  readonly #file: number
  readonly #task: SendTask
  readonly #buffer: Crc64Buffer
  readonly #speed: SpeedLimit
  readonly #signal: AbortSignal
  readonly #onBytes: (count: number) => void
  #done = 0
  #secondHalf = false
  #crc = 0n
  #closed = false

  /** Opens the file; throws `local.*`. `onBytes` hears of what was handed on. */
  constructor(
    task: SendTask,
    buffer: Crc64Buffer,
    speed: SpeedLimit,
    signal: AbortSignal,
    onBytes: (count: number) => void,
  ) {
    this.#task = task
    this.#buffer = buffer
    this.#speed = speed
    this.#signal = signal
    this.#onBytes = onBytes
    try {
      this.#file = openSync(task.path, 'r')
    } catch (error) {
      throw localFailureOf(error, task.path)
    }
  }

  get sizeBytes(): number {
    return this.#task.sizeBytes
  }

  /** Once everything was asked for. */
  get crc(): bigint {
    return this.#crc
  }

  close(): void {
    this.#closed = true
    closeSync(this.#file)
  }

  /** Throws `local.*`; the last piece of a file that has changed is never handed on. */
  next(): Uint8Array | null | Promise<Uint8Array | null> {
    const half = this.#buffer.bytes.byteLength >> 1
    const most = Math.min(half, this.#speed.pieceBytes('upload') ?? half)
    const wanted = Math.min(most, this.#task.sizeBytes - this.#done)
    if (wanted === 0) return null
    const due = this.#speed.take('upload', wanted, this.#signal)
    if (due === null) return this.#read(wanted)
    return due.then(() => (this.#closed ? null : this.#read(wanted)))
  }

  #read(wanted: number): Uint8Array {
    const from = this.#secondHalf ? this.#buffer.bytes.byteLength >> 1 : 0
    this.#secondHalf = !this.#secondHalf
    this.#fill(from, wanted)
    this.#done += wanted
    this.#crc = this.#buffer.crc(from, wanted, this.#crc)
    this.#onBytes(wanted)
    return this.#buffer.bytes.subarray(from, from + wanted)
  }

  #fill(from: number, wanted: number): void {
    const { path, offset, sizeBytes, identity } = this.#task
    try {
      for (let filled = 0; filled < wanted; ) {
        const position = offset + this.#done + filled
        const left = wanted - filled
        const count = readSync(this.#file, this.#buffer.bytes, from + filled, left, position)
        if (count === 0) throw changed(path)
        filled += count
      }
      if (this.#done + wanted < sizeBytes) return
      // After reading: what was read had this identity all the time.
      const stats = fstatSync(this.#file, { bigint: true })
      if (identityText(stats) !== identity) throw changed(path)
    } catch (error) {
      throw localFailureOf(error, path)
    }
  }
}
