import { type FileHandle, open } from 'node:fs/promises'
import type { Crc64Buffer } from '../../oss/crc64.ts'
import { localFailureOf } from '../local-failure.ts'
import type { Sink } from './exchange.ts'
import type { ReceiveTask } from './protocol.ts'
import { wrongLength } from './small-sink.ts'

/** Writes the body of an answer into a piece of a file, computing its CRC64 on the way. */
export class FileSink implements Sink {
  readonly #file: FileHandle
  readonly #task: ReceiveTask
  readonly #buffer: Crc64Buffer
  readonly #onBytes: (count: number) => void
  #filled = 0
  #flushed = 0
  #crc = 0n

  private constructor(
    file: FileHandle,
    task: ReceiveTask,
    buffer: Crc64Buffer,
    onBytes: (count: number) => void,
  ) {
    this.#file = file
    this.#task = task
    this.#buffer = buffer
    this.#onBytes = onBytes
  }

  static async open(
    task: ReceiveTask,
    buffer: Crc64Buffer,
    onBytes: (count: number) => void,
  ): Promise<FileSink> {
    const file = await open(task.path, 'r+').catch((error) => {
      throw localFailureOf(error, task.path)
    })
    return new FileSink(file, task, buffer, onBytes)
  }

  get crc(): bigint {
    return this.#crc
  }

  close(): Promise<void> {
    return this.#file.close()
  }

  write(chunk: Uint8Array): Promise<void> | null {
    const capacity = this.#buffer.bytes.byteLength
    if (this.#flushed + this.#filled + chunk.byteLength > this.#task.sizeBytes) {
      return Promise.reject(wrongLength(this.#task.sizeBytes, 'more'))
    }
    if (this.#filled + chunk.byteLength <= capacity) {
      this.#buffer.bytes.set(chunk, this.#filled)
      this.#filled += chunk.byteLength
      this.#onBytes(chunk.byteLength)
      return null
    }
    // undici hands its own memory out; it may not be touched after this call returns.
    const rest = chunk.slice()
    return this.#flush().then(() => this.write(rest) ?? undefined)
  }

  async end(): Promise<void> {
    if (this.#flushed + this.#filled !== this.#task.sizeBytes) {
      throw wrongLength(this.#task.sizeBytes, 'fewer')
    }
    await this.#flush()
  }

  async #flush(): Promise<void> {
    const sizeBytes = this.#filled
    if (sizeBytes === 0) return
    this.#crc = this.#buffer.crc(0, sizeBytes, this.#crc)
    const position = this.#task.offset + this.#flushed
    let written = 0
    while (written < sizeBytes) {
      const { bytesWritten } = await this.#file
        .write(this.#buffer.bytes, written, sizeBytes - written, position + written)
        .catch((error) => {
          throw localFailureOf(error, this.#task.path)
        })
      written += bytesWritten
    }
    this.#flushed += sizeBytes
    this.#filled = 0
  }
}
