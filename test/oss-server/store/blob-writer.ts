import { closeSync, fsync, openSync, unlinkSync, writeSync } from 'node:fs'
import { promisify } from 'node:util'
import { type Crc64Buffer, formatCrc64 } from '../../../electron/oss/crc64.ts'
import type { Segment } from './blobs.ts'
import { type SmallBlobs, smallBlobBytes } from './small-blobs.ts'
import { giveStaging, stagingBytes, takeStaging } from './staging.ts'

/**
 * Writes one blob. The bytes are copied once, into a buffer in which their CRC64 is computed and
 * from which the file is written. All of it is synchronous: half a megabyte goes to the system
 * faster than another thread would be woken up for it.
 */
export class BlobWriter {
  readonly #small: SmallBlobs
  readonly #newFile: () => { readonly blob: string; readonly path: string }
  readonly #fsync: boolean
  #file: { readonly blob: string; readonly path: string; readonly descriptor: number } | null = null
  #buffer: Crc64Buffer | null = null
  #filledBytes = 0
  #sizeBytes = 0
  #crc = 0n

  /** `newFile` names the file of a blob that is too large for a row. */
  constructor(
    small: SmallBlobs,
    newFile: () => { readonly blob: string; readonly path: string },
    fsync: boolean,
  ) {
    this.#small = small
    this.#newFile = newFile
    this.#fsync = fsync
  }

  /** The chunk may be used again as soon as this returns. */
  write(chunk: Uint8Array): void {
    this.#sizeBytes += chunk.byteLength
    for (let start = 0; start < chunk.byteLength; ) {
      this.#buffer ??= takeStaging()
      const piece = chunk.subarray(start, start + stagingBytes - this.#filledBytes)
      this.#buffer.bytes.set(piece, this.#filledBytes)
      this.#filledBytes += piece.byteLength
      start += piece.byteLength
      if (this.#filledBytes === stagingBytes) this.#flush()
    }
  }

  get sizeBytes(): number {
    return this.#sizeBytes
  }

  /** Of all bytes so far, as unsigned decimal. */
  crc64(): string {
    if (this.#buffer === null) return formatCrc64(this.#crc)
    return formatCrc64(this.#buffer.crc(0, this.#filledBytes, this.#crc))
  }

  /** The whole blob as segments: none for an empty body, which has no file. */
  async finish(): Promise<readonly Segment[]> {
    if (this.#sizeBytes <= smallBlobBytes) return this.#finishSmall()
    this.#flush()
    const file = this.#file
    if (file === null) throw new Error('a blob is finished once')
    if (this.#fsync) await promisify(fsync)(file.descriptor)
    closeSync(file.descriptor)
    this.#file = null
    return [{ blob: file.blob, offset: 0, sizeBytes: this.#sizeBytes }]
  }

  /** Also after `finish` failed. */
  discard(): void {
    this.#giveBuffer()
    if (this.#file === null) return
    closeSync(this.#file.descriptor)
    unlinkSync(this.#file.path)
    this.#file = null
  }

  #finishSmall(): readonly Segment[] {
    if (this.#buffer === null) return []
    const blob = this.#small.add(this.#buffer.bytes.subarray(0, this.#sizeBytes))
    this.#giveBuffer()
    return [{ blob, offset: 0, sizeBytes: this.#sizeBytes }]
  }

  #flush(): void {
    const buffer = this.#buffer
    if (buffer === null) return
    this.#file ??= this.#open()
    this.#crc = buffer.crc(0, this.#filledBytes, this.#crc)
    for (let done = 0; done < this.#filledBytes; ) {
      done += writeSync(this.#file.descriptor, buffer.bytes, done, this.#filledBytes - done)
    }
    this.#giveBuffer()
  }

  #open(): { readonly blob: string; readonly path: string; readonly descriptor: number } {
    const file = this.#newFile()
    return { ...file, descriptor: openSync(file.path, 'wx') }
  }

  #giveBuffer(): void {
    if (this.#buffer !== null) giveStaging(this.#buffer)
    this.#buffer = null
    this.#filledBytes = 0
  }
}
