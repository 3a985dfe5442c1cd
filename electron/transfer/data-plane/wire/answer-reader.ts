import type { Answer } from '../../../oss/transport.ts'
import { ChunkedBody } from './chunked.ts'
import { answerHead, type Head } from './head.ts'
import { DocumentSink, type Sink } from './sink.ts'
import { WireError } from './wire-error.ts'

/** Decides from status and headers where the body goes; null keeps it in memory. May throw. */
export type SinkFor = (status: number, headers: Answer['headers']) => Sink | null

/** Answers before the real one that are put up with. */
const maxInformational = 8
const endOfHead = Buffer.from('\r\n\r\n')

/**
 * Reads one answer, wherever it is cut. Read to `space()`, then tell by `filled` how much came:
 * bytes of a body whose length is known arrive right where its sink wants them. Everything throws
 * `WireError` for what is no answer, and whatever the sink throws.
 */
export class AnswerReader {
  readonly #method: string
  readonly #sinkFor: SinkFor
  /** Heads, and bodies whose length is not known, are read here first. */
  readonly #staging: Buffer
  #held = 0
  #informational = 0
  #head: Head | null = null
  #document: DocumentSink | null = null
  #sink: Sink | null = null
  #chunked: ChunkedBody | null = null
  /** Of a body of known length. */
  #left = 0
  #direct = false
  #done = false
  #extra = false

  constructor(method: string, staging: Buffer, sinkFor: SinkFor) {
    this.#method = method
    this.#staging = staging
    this.#sinkFor = sinkFor
  }

  /** null until it is there. */
  get head(): Head | null {
    return this.#head
  }

  /** The answer is whole. */
  get done(): boolean {
    return this.#done
  }

  /** More came than belongs to the answer. */
  get extra(): boolean {
    return this.#extra
  }

  /** Once it is done. */
  get answer(): Answer {
    if (this.#head === null) throw new Error('no answer yet')
    const { status, headers } = this.#head
    return { status, headers, body: this.#document?.bytes ?? new Uint8Array(0) }
  }

  space(): Uint8Array {
    this.#direct = this.#left > 0
    if (!this.#direct || this.#sink === null) return this.#staging.subarray(this.#held)
    const space = this.#sink.space()
    return space.byteLength > this.#left ? space.subarray(0, this.#left) : space
  }

  /** As `Sink.filled`. */
  filled(count: number): Promise<void> | null {
    if (!this.#direct || this.#sink === null) {
      this.#held += count
      return this.#understand()
    }
    this.#left -= count
    const busy = this.#sink.filled(count)
    if (this.#left === 0) this.#end()
    return busy
  }

  /** The other side closed the connection. */
  closed(): void {
    if (this.#head?.framing.kind !== 'until-close') {
      throw new WireError('closed', 'the connection was closed before the answer was whole')
    }
    if (!this.#done) this.#end()
  }

  #understand(): Promise<void> | null {
    let from = 0
    while (this.#head === null) {
      const end = this.#staging.subarray(0, this.#held).indexOf(endOfHead, from)
      if (end < 0) return this.#wantMore(from)
      this.#begin(answerHead(this.#staging.toString('latin1', from, end), this.#method))
      from = end + endOfHead.byteLength
    }
    const bytes = this.#staging.subarray(from, this.#held)
    this.#held = 0
    return this.#body(bytes)
  }

  #wantMore(from: number): null {
    this.#staging.copyWithin(0, from, this.#held)
    this.#held -= from
    if (this.#held === this.#staging.byteLength) {
      throw new WireError('answer', 'an answer with an endless head')
    }
    return null
  }

  #begin(head: Head): void {
    if (head.status < 200) {
      if (head.status === 101 || ++this.#informational > maxInformational) {
        throw new WireError('answer', `an answer of status ${head.status}`)
      }
      return
    }
    this.#head = head
    this.#sink = this.#sinkFor(head.status, head.headers)
    if (this.#sink === null) {
      this.#document = new DocumentSink()
      this.#sink = this.#document
    }
    const { framing } = head
    if (framing.kind === 'chunked') this.#chunked = new ChunkedBody()
    if (framing.kind !== 'length') return
    this.#left = framing.sizeBytes
    if (this.#left === 0) this.#end()
  }

  #body(bytes: Uint8Array): Promise<void> | null {
    if (this.#done) {
      this.#extra ||= bytes.byteLength > 0
      return null
    }
    const waits: Promise<void>[] = []
    const used = this.#give(bytes, waits)
    if (used < bytes.byteLength) this.#extra = true
    return waits.length === 0 ? null : Promise.all(waits).then(() => undefined)
  }

  /** Answers how many of the bytes belong to the body. */
  #give(bytes: Uint8Array, waits: Promise<void>[]): number {
    const take = (content: Uint8Array): void => this.#copy(content, waits)
    if (this.#chunked) {
      const used = this.#chunked.read(bytes, take)
      if (this.#chunked.done) this.#end()
      return used
    }
    if (this.#head?.framing.kind === 'until-close') {
      take(bytes)
      return bytes.byteLength
    }
    const used = Math.min(bytes.byteLength, this.#left)
    this.#left -= used
    take(bytes.subarray(0, used))
    if (this.#left === 0) this.#end()
    return used
  }

  #copy(content: Uint8Array, waits: Promise<void>[]): void {
    const sink = this.#sink
    if (sink === null) throw new Error('no body without a head')
    for (let at = 0; at < content.byteLength; ) {
      const space = sink.space()
      const piece = content.subarray(at, at + space.byteLength)
      space.set(piece)
      const busy = sink.filled(piece.byteLength)
      if (busy) waits.push(busy)
      at += piece.byteLength
    }
  }

  #end(): void {
    this.#sink?.end()
    this.#done = true
  }
}
