import { mkdirSync, readdirSync, unlinkSync } from 'node:fs'
import { link, open, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { randomHex } from '../random.ts'
import { BlobWriter } from './blob-writer.ts'
import type { Journal } from './journal.ts'
import { isSmallBlob, type SmallBlobs, smallBlobBytes } from './small-blobs.ts'

/** A piece of an object: some bytes of one immutable file. */
export interface Segment {
  readonly blob: string
  readonly offset: number
  readonly sizeBytes: number
}

/** The part of the segments that holds `sizeBytes` bytes from `offset` on. */
export function cutSegments(
  segments: readonly Segment[],
  offset: number,
  sizeBytes: number,
): readonly Segment[] {
  const pieces: Segment[] = []
  let skip = offset
  let left = sizeBytes
  for (const segment of segments) {
    const start = Math.min(skip, segment.sizeBytes)
    const taken = Math.min(segment.sizeBytes - start, left)
    if (taken > 0) pieces.push({ ...segment, offset: segment.offset + start, sizeBytes: taken })
    skip -= start
    left -= taken
  }
  return pieces
}

function newBlobName(): string {
  return randomHex(12)
}

/**
 * Immutable pieces of bytes under random names: files, or rows when they are small. One that no row mentions does not exist for the
 * service, so writing a row publishes its bytes atomically; leftovers of a crash are swept on start.
 */
export class BlobStore {
  readonly #folder: string
  readonly #small: SmallBlobs
  readonly #journal: Journal
  readonly #fsync: boolean
  readonly #readers = new Map<string, number>()
  readonly #doomed = new Set<string>()

  constructor(folder: string, small: SmallBlobs, journal: Journal, fsync: boolean) {
    this.#folder = folder
    this.#small = small
    this.#journal = journal
    this.#fsync = fsync
    for (const shard of '0123456789abcdef') mkdirSync(join(folder, shard), { recursive: true })
  }

  path(blob: string): string {
    return join(this.#folder, blob.slice(0, 1), blob)
  }

  writer(): BlobWriter {
    const newFile = (): { readonly blob: string; readonly path: string } => {
      const blob = newBlobName()
      return { blob, path: this.path(blob) }
    }
    return new BlobWriter(this.#small, newFile, this.#fsync)
  }

  /** The bytes themselves when they are kept without a file, otherwise null. */
  readSmall(segment: Segment): Uint8Array | null {
    return isSmallBlob(segment.blob) ? this.#small.read(segment) : null
  }

  /** All bytes, in memory: for objects that are known to be small. */
  async readAll(segments: readonly Segment[]): Promise<Buffer> {
    const pieces: Uint8Array[] = []
    this.retain(segments)
    try {
      for (const segment of segments) {
        const kept = this.readSmall(segment)
        if (kept !== null) {
          pieces.push(kept)
          continue
        }
        const file = await open(this.path(segment.blob), 'r')
        try {
          const piece = Buffer.allocUnsafe(segment.sizeBytes)
          await file.read(piece, 0, segment.sizeBytes, segment.offset)
          pieces.push(piece)
        } finally {
          await file.close()
        }
      }
    } finally {
      this.release(segments)
    }
    return Buffer.concat(pieces)
  }

  /** Keeps the files until `release`, also when their object is deleted meanwhile. */
  retain(segments: readonly Segment[]): void {
    for (const { blob } of segments) this.#readers.set(blob, (this.#readers.get(blob) ?? 0) + 1)
  }

  release(segments: readonly Segment[]): void {
    for (const { blob } of segments) {
      const left = (this.#readers.get(blob) ?? 1) - 1
      if (left > 0) {
        this.#readers.set(blob, left)
        continue
      }
      this.#readers.delete(blob)
      if (this.#doomed.delete(blob)) this.#unlink(blob)
    }
  }

  /** The same bytes under names of their own, without copying them: blobs never change. */
  async share(segments: readonly Segment[]): Promise<readonly Segment[]> {
    const names = new Map<string, string>()
    this.retain(segments)
    try {
      for (const { blob } of segments) {
        if (names.has(blob)) continue
        if (isSmallBlob(blob)) {
          const whole = { blob, offset: 0, sizeBytes: smallBlobBytes }
          names.set(blob, this.#small.add(this.#small.read(whole)))
          continue
        }
        const name = newBlobName()
        await link(this.path(blob), this.path(name))
        names.set(blob, name)
      }
    } finally {
      this.release(segments)
    }
    return segments.map((segment) => ({ ...segment, blob: names.get(segment.blob) ?? '' }))
  }

  remove(blobs: Iterable<string>): void {
    for (const blob of blobs) {
      if (this.#readers.has(blob)) this.#doomed.add(blob)
      else this.#unlink(blob)
    }
  }

  /** Deletes every file that is not in use; only before the server listens. */
  sweep(isUsed: (blob: string) => boolean): void {
    for (const shard of readdirSync(this.#folder)) {
      for (const blob of readdirSync(join(this.#folder, shard))) {
        if (!isUsed(blob)) unlinkSync(this.path(blob))
      }
    }
    this.#small.sweep(isUsed)
  }

  /** Not before the rows that do without it last: a crash must not lose served bytes. */
  #unlink(blob: string): void {
    this.#journal.afterCommit(() => {
      if (isSmallBlob(blob)) this.#small.remove(blob)
      else void unlink(this.path(blob)).catch(() => undefined)
    })
  }
}
