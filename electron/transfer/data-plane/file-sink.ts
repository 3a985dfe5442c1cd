import { closeSync, openSync, writeSync } from 'node:fs'
import type { Crc64Buffer } from '../../oss/crc64.ts'
import { localFailureOf } from '../local-failure.ts'
import type { FlushAhead } from './flush-ahead.ts'
import type { ReceiveTask } from './protocol.ts'
import { wrongLength } from './small-sink.ts'
import type { Sink } from './wire/sink.ts'

/**
 * Writes the body of an answer into a piece of a file, computing its CRC64 on the way. By calls that
 * wait, as `small-file.ts` explains: what has just arrived is still near the processor then.
 */
export class FileSink implements Sink {
  readonly #file: number
  readonly #task: ReceiveTask
  readonly #buffer: Crc64Buffer
  readonly #onBytes: (count: number) => void
  #filled = 0
  #flushed = 0
  #crc = 0n

  /** Opens the file; throws `local.*`. */
  constructor(task: ReceiveTask, buffer: Crc64Buffer, onBytes: (count: number) => void) {
    this.#task = task
    this.#buffer = buffer
    this.#onBytes = onBytes
    try {
      this.#file = openSync(task.path, 'r+')
    } catch (error) {
      throw localFailureOf(error, task.path)
    }
  }

  /** Once the body has ended. */
  get crc(): bigint {
    return this.#crc
  }

  /** Part of what was written goes to the disk for good. Throws `local.*`. */
  async settle(ahead: FlushAhead): Promise<void> {
    try {
      await ahead.wrote(this.#file, this.#flushed)
    } catch (error) {
      throw localFailureOf(error, this.#task.path)
    }
  }

  close(): void {
    closeSync(this.#file)
  }

  space(): Uint8Array {
    const { sizeBytes } = this.#task
    const left = sizeBytes - this.#flushed - this.#filled
    if (left <= 0) throw wrongLength(sizeBytes, 'more')
    const { bytes } = this.#buffer
    return bytes.subarray(this.#filled, Math.min(bytes.byteLength, this.#filled + left))
  }

  filled(count: number): null {
    this.#filled += count
    this.#onBytes(count)
    if (this.#filled === this.#buffer.bytes.byteLength) this.#flush()
    return null
  }

  end(): void {
    const { sizeBytes } = this.#task
    if (this.#flushed + this.#filled !== sizeBytes) throw wrongLength(sizeBytes, 'fewer')
    this.#flush()
  }

  #flush(): void {
    const sizeBytes = this.#filled
    this.#crc = this.#buffer.crc(0, sizeBytes, this.#crc)
    const position = this.#task.offset + this.#flushed
    try {
      for (let written = 0; written < sizeBytes; ) {
        const left = sizeBytes - written
        written += writeSync(this.#file, this.#buffer.bytes, written, left, position + written)
      }
    } catch (error) {
      throw localFailureOf(error, this.#task.path)
    }
    this.#flushed += sizeBytes
    this.#filled = 0
  }
}
