import type { Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Answer, SignedRequest } from '../../../oss/transport.ts'
import { AnswerReader, type SinkFor } from './answer-reader.ts'
import type { OpenSocket } from './connect.ts'
import { requestHead } from './head.ts'
import { WireError } from './wire-error.ts'

/** The body of a request, in pieces. */
export interface RequestBody {
  readonly sizeBytes: number
  /**
   * null after the last. One piece can be made while the one before is on its way: that must stay as
   * it is until `taken`.
   */
  next(taken: Promise<void>): Uint8Array | null | Promise<Uint8Array | null>
}

export interface WireTimeouts {
  readonly connectMs: number
  /** Longest time without any progress, until the answer begins and within its body. */
  readonly headMs: number
  readonly bodyMs: number
}

/** Longest head of an answer. */
const stagingBytes = 32 * 1024

interface Job {
  readonly reader: AnswerReader
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
  /** The whole request is with the system. */
  sent: boolean
  /** We ourselves take our time: with the next piece of the body, or with what came. */
  busy: number
}

/** One connection of HTTP/1.1; one exchange at a time. */
export class Connection {
  readonly #socket: Socket
  readonly #timeouts: WireTimeouts
  readonly #staging = Buffer.allocUnsafeSlow(stagingBytes)
  readonly #ready: Promise<void>
  #isReady = false
  #job: Job | null = null
  #keepMs = 0
  /** Counts whatever came or went. */
  #moves = 0
  #writing = false

  /** `onClose`: it is of no use any more. */
  constructor(open: OpenSocket, timeouts: WireTimeouts, onClose: () => void) {
    this.#timeouts = timeouts
    const { socket, ready } = open({
      buffer: () => this.#space(),
      callback: (count) => this.#received(count),
    })
    this.#socket = socket
    this.#ready = new Promise((resolve) => {
      socket.once(ready, () => {
        this.#isReady = true
        resolve()
      })
    })
    socket.setTimeout(timeouts.connectMs)
    socket.on('timeout', () => this.#timedOut())
    socket.on('error', (error) => this.#fail(error))
    socket.on('end', () => this.#ended())
    socket.on('close', () => {
      this.#fail(new WireError('closed', 'the connection was closed'))
      onClose()
    })
    // So that its end is seen.
    socket.resume()
  }

  /** Whether another exchange may begin. */
  get free(): boolean {
    return this.#job === null && this.#keepMs > 0 && !this.#socket.destroyed
  }

  destroy(): void {
    this.#socket.destroy()
  }

  /**
   * Rejects with errors of the system, `WireError`s, and what body and sink throw; the connection
   * is closed then.
   */
  async exchange(
    request: SignedRequest,
    body: RequestBody | null,
    signal: AbortSignal,
    sinkFor: SinkFor,
  ): Promise<Answer> {
    const head = requestHead(request, body?.sizeBytes ?? null)
    const reader = new AnswerReader(request.method, this.#staging, sinkFor)
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const job: Job = { reader, resolve, reject, sent: false, busy: 0 }
    this.#job = job
    const abort = (): void => this.#fail(new DOMException('aborted', 'AbortError'))
    signal.addEventListener('abort', abort, { once: true })
    if (signal.aborted) abort()
    this.#send(job, head, body).catch((error: unknown) => this.#fail(error, job))
    try {
      const answer = await promise
      // Of both events at once the system tells the answer first.
      if (!job.sent) await nextTurn()
      this.#keepMs = job.sent && !reader.extra ? (reader.head?.keepMs ?? 0) : 0
      return answer
    } finally {
      signal.removeEventListener('abort', abort)
      this.#job = null
      if (this.#keepMs === 0) this.destroy()
      else this.#socket.setTimeout(this.#keepMs)
    }
  }

  async #send(job: Job, head: string, body: RequestBody | null): Promise<void> {
    // Before anything is said, so that a file that cannot be read costs no connection.
    let piece = body === null ? null : await this.#ours(job, body.next(this.#ready))
    await this.#ready
    if (this.#job !== job) return
    this.#socket.setTimeout(this.#timeouts.headMs)
    if (body === null || piece === null) {
      await this.#write(head)
    } else {
      // Head and first piece go together.
      this.#socket.cork()
      this.#socket.write(head, 'latin1')
      let written = this.#write(piece)
      this.#socket.uncork()
      for (;;) {
        ;[piece] = await Promise.all([this.#ours(job, body.next(written)), written])
        if (piece === null || this.#job !== job) break
        written = this.#write(piece)
      }
    }
    job.sent = true
  }

  /** No time runs against the service while we do our own part. */
  async #ours<Result>(job: Job, work: Result | Promise<Result>): Promise<Result> {
    if (!(work instanceof Promise)) return work
    job.busy++
    try {
      return await work
    } finally {
      job.busy--
    }
  }

  #write(data: string | Uint8Array): Promise<void> {
    this.#writing = true
    return new Promise((resolve, reject) => {
      this.#socket.write(data, 'latin1', (error) => {
        this.#writing = false
        this.#moves++
        if (error) reject(error)
        else resolve()
      })
    })
  }

  #space(): Uint8Array {
    try {
      return this.#job?.reader.space() ?? this.#staging
    } catch (error) {
      this.#fail(error)
      return this.#staging
    }
  }

  /** False: nothing more is read for now. */
  #received(count: number): boolean {
    this.#moves++
    const job = this.#job
    if (job === null) {
      // Nobody asked for it.
      this.destroy()
      return false
    }
    try {
      const isFirst = job.reader.head === null
      const busy = job.reader.filled(count)
      if (isFirst && job.reader.head) this.#socket.setTimeout(this.#timeouts.bodyMs)
      if (busy === null) {
        this.#settleIfDone(job)
        return true
      }
      this.#ours(job, busy).then(
        () => {
          if (job.busy === 0) this.#socket.resume()
          this.#settleIfDone(job)
        },
        (error: unknown) => this.#fail(error, job),
      )
    } catch (error) {
      this.#fail(error)
    }
    return false
  }

  #settleIfDone({ reader, resolve }: Job): void {
    if (reader.done) resolve(reader.answer)
  }

  #ended(): void {
    const job = this.#job
    if (job === null) {
      this.destroy()
      return
    }
    try {
      job.reader.closed()
      this.#settleIfDone(job)
    } catch (error) {
      this.#fail(error)
    }
  }

  #timedOut(): void {
    const job = this.#job
    if (job === null) {
      this.destroy()
      return
    }
    const before = this.#moves
    // A thread that was busy for long hears of the time before it hears of the bytes.
    setImmediate(() => {
      if (this.#job !== job || this.#moves !== before) return
      const isOurs = job.busy > 0 && !this.#writing
      if (isOurs) this.#socket.setTimeout(this.#socket.timeout ?? this.#timeouts.headMs)
      else if (this.#isReady) this.#fail(new WireError('stalled', 'nothing moved for too long'))
      else this.#fail(new WireError('connect', 'no connection in time'))
    })
  }

  /** `of`: only if that is still under way. */
  #fail(error: unknown, of: Job | null = this.#job): void {
    if (of !== this.#job) return
    this.#keepMs = 0
    of?.reject(error)
    this.#socket.destroy()
  }
}
