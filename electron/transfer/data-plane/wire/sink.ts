/** Takes the body of an answer. Bytes are read from the socket to where it wants them. */
export interface Sink {
  /** Where the next bytes go; never empty. Throws when no more are expected. */
  space(): Uint8Array
  /** So many bytes came there. A promise: nothing more is read before it settles. */
  filled(count: number): Promise<void> | null
  /** The body has ended. Throws when that is too early. */
  end(): void
}

/** Answers that are documents (errors) stay in memory; longer ones are cut off. */
const maxDocumentBytes = 1024 * 1024
const stepBytes = 16 * 1024

export class DocumentSink implements Sink {
  readonly #pieces: Uint8Array[] = []
  #sizeBytes = 0
  /** null until the next bytes: most documents of successful answers are empty. */
  #space: Uint8Array | null = null

  get bytes(): Uint8Array {
    return Buffer.concat(this.#pieces)
  }

  space(): Uint8Array {
    this.#space ??= new Uint8Array(stepBytes)
    return this.#space
  }

  filled(count: number): null {
    // Without a place in the list the same memory is filled again.
    if (this.#sizeBytes >= maxDocumentBytes) return null
    const space = this.space()
    this.#pieces.push(space.subarray(0, count))
    this.#sizeBytes += count
    this.#space = count < space.byteLength ? space.subarray(count) : null
    return null
  }

  end(): void {}
}
