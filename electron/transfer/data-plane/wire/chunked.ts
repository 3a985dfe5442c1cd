import { WireError } from './wire-error.ts'

/** Longest line between the pieces, with its extensions; and of all trailers together. */
const lineBytes = 4096

type State = 'size' | 'data' | 'data-end' | 'trailer' | 'done'

/** Takes the pieces of a body in transfer coding `chunked` apart, however they arrive. */
export class ChunkedBody {
  #state: State = 'size'
  #line = ''
  #left = 0
  #trailerBytes = 0

  /**
   * Hands the content in `bytes` on; answers how many of them were used, which is less than all only
   * when the body has ended. Throws `WireError`.
   */
  read(bytes: Uint8Array, take: (content: Uint8Array) => void): number {
    let at = 0
    while (at < bytes.byteLength && this.#state !== 'done') {
      if (this.#state === 'data') {
        const content = bytes.subarray(at, at + this.#left)
        this.#left -= content.byteLength
        at += content.byteLength
        if (this.#left === 0) this.#state = 'data-end'
        take(content)
        continue
      }
      const byte = bytes[at++] ?? 0
      if (byte !== 0x0a) this.#extend(byte)
      else this.#endLine()
    }
    return at
  }

  get done(): boolean {
    return this.#state === 'done'
  }

  #extend(byte: number): void {
    if (this.#state === 'trailer' && ++this.#trailerBytes > lineBytes) throw broken()
    if (this.#line.length >= lineBytes) throw broken()
    this.#line += String.fromCharCode(byte)
  }

  #endLine(): void {
    if (!this.#line.endsWith('\r')) throw broken()
    const line = this.#line.slice(0, -1)
    this.#line = ''
    switch (this.#state) {
      case 'size': {
        const size = /^([0-9a-fA-F]{1,12})(?:[ \t]*;.*)?$/.exec(line)?.[1]
        if (size === undefined) throw broken()
        this.#left = Number.parseInt(size, 16)
        this.#state = this.#left === 0 ? 'trailer' : 'data'
        return
      }
      case 'data-end':
        if (line !== '') throw broken()
        this.#state = 'size'
        return
      default:
        // A trailer says nothing that we would need; the empty line ends them.
        if (line === '') this.#state = 'done'
    }
  }
}

function broken(): WireError {
  return new WireError('answer', 'a body in broken pieces')
}
