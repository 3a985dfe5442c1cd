import { fstatSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { Crc64Buffer } from '../../oss/crc64.ts'
import { identityText } from '../identity.ts'
import { changed, localFailureOf } from '../local-failure.ts'
import type { SendTask } from './protocol.ts'
import type { SpeedLimit } from './speed-limit.ts'

/**
 * What is handed to the socket at once. More than a socket's high-water mark, so that a piece was
 * taken by the system before the next is asked for; small enough for a smooth progress bar.
 */
const pieceBytes = 512 * 1024

/**
 * Reads a piece of a file through one buffer, computing its CRC64 on the way. Everything is read
 * by the time `crc` is asked for.
 */
export class FileSource {
  readonly #file: FileHandle
  readonly #task: SendTask
  readonly #buffer: Crc64Buffer
  #crc = 0n

  private constructor(file: FileHandle, task: SendTask, buffer: Crc64Buffer) {
    this.#file = file
    this.#task = task
    this.#buffer = buffer
  }

  static async open(task: SendTask, buffer: Crc64Buffer): Promise<FileSource> {
    const file = await open(task.path, 'r').catch((error) => {
      throw localFailureOf(error, task.path)
    })
    return new FileSource(file, task, buffer)
  }

  get crc(): bigint {
    return this.#crc
  }

  close(): Promise<void> {
    return this.#file.close()
  }

  /**
   * The piece in parts. A part stays unchanged only until the next is asked for, and the socket
   * asks when the system has taken it: the buffer is never overwritten under a pending write.
   */
  async *stream(
    speed: SpeedLimit,
    signal: AbortSignal,
    onBytes: (count: number) => void,
  ): AsyncGenerator<Uint8Array> {
    const { sizeBytes } = this.#task
    const capacity = this.#buffer.bytes.byteLength
    for (let start = 0; start < sizeBytes; start += capacity) {
      const filled = Math.min(capacity, sizeBytes - start)
      await this.#fill(start, filled)
      for (let from = 0; from < filled; ) {
        const most = Math.min(pieceBytes, speed.pieceBytes('upload') ?? pieceBytes)
        const piece = this.#buffer.bytes.subarray(from, Math.min(from + most, filled))
        const due = speed.take('upload', piece.byteLength, signal)
        if (due !== null) await due
        yield piece
        onBytes(piece.byteLength)
        from += piece.byteLength
      }
    }
  }

  async #fill(start: number, sizeBytes: number): Promise<void> {
    const { path, offset, identity } = this.#task
    let filled = 0
    while (filled < sizeBytes) {
      const { bytesRead } = await this.#file
        .read(this.#buffer.bytes, filled, sizeBytes - filled, offset + start + filled)
        .catch((error) => {
          throw localFailureOf(error, path)
        })
      if (bytesRead === 0) throw changed(path)
      filled += bytesRead
    }
    // Of an open file this never waits for a disk, and asking a thread for it costs more.
    const stats = fstatSync(this.#file.fd, { bigint: true })
    if (identityText(stats) !== identity) throw changed(path)
    this.#crc = this.#buffer.crc(0, sizeBytes, this.#crc)
  }
}
