import { createHash, type Hash } from 'node:crypto'
import type { ServerState } from './exchange.ts'
import type { BlobWriter } from './store/blob-writer.ts'
import type { Segment } from './store/blobs.ts'

export interface ReceivedBlob {
  readonly segments: readonly Segment[]
  readonly sizeBytes: number
  /** Unsigned decimal. */
  readonly crc64: string
  /** What the service uses as the ETag of one piece, without quotes. */
  readonly etag: string
  /** Base64; null when it was not computed. */
  readonly md5: string | null
}

/** Takes bytes as they come: to the disk, and into their checksums. */
export class BlobReceiver {
  readonly #writer: BlobWriter
  readonly #md5: Hash | null
  readonly #md5Etags: boolean

  constructor(server: ServerState, needsMd5: boolean) {
    this.#writer = server.store.blobs.writer()
    this.#md5Etags = server.etags === 'md5'
    this.#md5 = this.#md5Etags || needsMd5 ? createHash('md5') : null
  }

  /** The chunk may be used again as soon as this returns. */
  write(chunk: Uint8Array): void {
    this.#md5?.update(chunk)
    this.#writer.write(chunk)
  }

  /** `check` sees the checksums before anything is kept, and may throw. */
  async finish(
    check: (md5: Buffer | null, crc64: string) => void = () => undefined,
  ): Promise<ReceivedBlob> {
    const digest = this.#md5?.digest() ?? null
    const { sizeBytes } = this.#writer
    const crc64 = this.#writer.crc64()
    check(digest, crc64)
    const segments = await this.#writer.finish()
    const etag =
      this.#md5Etags && digest !== null
        ? digest.toString('hex').toUpperCase()
        : BigInt(crc64).toString(16).toUpperCase().padStart(32, '0')
    const md5 = digest?.toString('base64') ?? null
    return { segments, sizeBytes, crc64, etag, md5 }
  }

  /** Also after `finish` failed. */
  discard(): void {
    this.#writer.discard()
  }
}
