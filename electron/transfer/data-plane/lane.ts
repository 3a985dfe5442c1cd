import { open } from 'node:fs/promises'
import { FailureError, localFailure } from '../../../shared/ipc/failure.ts'
import type { Crc64Buffer } from '../../oss/crc64.ts'
import { crc64Of } from '../../oss/crc64.ts'
import { CancelledError } from '../../oss/errors.ts'
import { networkErrorOf } from '../../oss/network-errors.ts'
import type { SignedRequest } from '../../oss/transport.ts'
import { checkCrc } from '../crc.ts'
import { localFailureOf } from '../local-failure.ts'
import { ConnectionBudget } from '../pace/budget.ts'
import type { BufferPool } from './buffers.ts'
import { FileSink } from './file-sink.ts'
import { FileSource } from './file-source.ts'
import { FlushAhead } from './flush-ahead.ts'
import { Flusher } from './flusher.ts'
import { PacedSink } from './paced-sink.ts'
import type {
  FetchTask,
  Lane,
  MovedFile,
  Progress,
  ReceiveTask,
  RelayResult,
  SendTask,
  SmallMove,
  Task,
  TaskResult,
} from './protocol.ts'
import { relay } from './relay.ts'
import { checkFree, readSmall, writeSmall } from './small-file.ts'
import { type Moved, SmallMoves } from './small-moves.ts'
import { SmallSink } from './small-sink.ts'
import type { SpeedLimit } from './speed-limit.ts'
import type { SinkFor } from './wire/answer-reader.ts'
import type { RequestBody } from './wire/connection.ts'
import type { Connections } from './wire/connections.ts'
import type { Sink } from './wire/sink.ts'

export interface LaneOptions {
  readonly connections: Connections
  readonly speed: SpeedLimit
  /** For whole small files, for parts, and for what passes through from one place to another. */
  readonly smallBuffers: BufferPool
  readonly largeBuffers: BufferPool
  readonly relayBuffers: BufferPool
  readonly smallBytes: number
  readonly onMoved: (moved: MovedFile) => void
}

const crc64Name = 'x-oss-hash-crc64ecma'
/** Instead of the id of a task whose bytes are not told before it is over. */
const untold = 0

/** Moves bytes between files and sockets; everything of one data-plane thread. */
export class FileLane implements Lane {
  readonly #options: LaneOptions
  readonly #tasks = new Map<number, AbortController>()
  readonly #bytes = new Map<number, number>()
  readonly #turns = new ConnectionBudget(1)
  readonly #flusher = new Flusher()
  readonly #ahead = new FlushAhead()
  readonly #small: SmallMoves

  constructor(options: LaneOptions) {
    this.#options = options
    this.#small = new SmallMoves({
      turns: this.#turns,
      buffers: options.smallBuffers,
      move: (move, buffer, signal) => this.#moveSmall(move, buffer, signal),
    })
  }

  move(id: number, request: SignedRequest, task: Task): Promise<TaskResult> {
    return this.#run(id, (signal) =>
      this.#turns.use(0, signal, () => this.#move(id, request, task, signal)),
    )
  }

  #move(id: number, request: SignedRequest, task: Task, signal: AbortSignal): Promise<TaskResult> {
    return this.#buffers(task.sizeBytes).use((buffer) => {
      signal.throwIfAborted()
      switch (task.kind) {
        case 'send':
          return this.#send(id, request, task, buffer, signal)
        case 'receive':
          return this.#receive(id, request, task, buffer, signal)
        case 'fetch':
          return this.#fetch(request, task, buffer, signal).then(async (moved) => {
            await moved.published
            return { answer: moved.answer, crc64: moved.crc64 }
          })
      }
    })
  }

  relay(
    id: number,
    from: SignedRequest,
    to: SignedRequest,
    sizeBytes: number,
  ): Promise<RelayResult> {
    const { connections, relayBuffers, speed } = this.#options
    const onBytes = (count: number): void => this.#count(id, count)
    return this.#run(id, (signal) =>
      this.#turns.use(0, signal, () =>
        relayBuffers.use((buffer) =>
          relay({ connections, speed, buffer, onBytes }, from, to, sizeBytes, signal),
        ),
      ),
    )
  }

  moveAll(id: number, moves: readonly SmallMove[]): Promise<void> {
    const { onMoved } = this.#options
    return this.#run(id, (signal) =>
      this.#small.run(moves, signal, (index, result, crc64) => onMoved([id, index, result, crc64])),
    )
  }

  halt(id: number): void {
    const task = this.#tasks.get(id)
    if (task) this.#small.drop(task.signal)
  }

  async #moveSmall(
    { request, task }: SmallMove,
    buffer: Crc64Buffer,
    signal: AbortSignal,
  ): Promise<Moved> {
    if (task.kind === 'fetch') return this.#fetch(request, task, buffer, signal)
    const { answer, crc64 } = await this.#send(untold, request, task, buffer, signal)
    if (answer.status === 200) checkCrc(crc64, crc64Of(answer.headers[crc64Name]), task.path)
    return { answer, crc64, published: null }
  }

  checksum(id: number, path: string, offset: number, sizeBytes: number): Promise<string> {
    return this.#run(id, (signal) =>
      this.#buffers(sizeBytes).use((buffer) =>
        this.#checksum(path, offset, sizeBytes, buffer, signal),
      ),
    )
  }

  abort(id: number): void {
    this.#tasks.get(id)?.abort()
  }

  setConnections(count: number): void {
    this.#turns.setLimit(count)
  }

  /** What moved since the last call; ids that did not move are left out. */
  takeProgress(): Progress {
    const progress = [...this.#bytes]
    this.#bytes.clear()
    return progress
  }

  #buffers(sizeBytes: number): BufferPool {
    return sizeBytes <= this.#options.smallBytes
      ? this.#options.smallBuffers
      : this.#options.largeBuffers
  }

  async #run<Result>(id: number, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const controller = new AbortController()
    this.#tasks.set(id, controller)
    try {
      return await work(controller.signal)
    } catch (error) {
      if (controller.signal.aborted) throw new CancelledError()
      throw error instanceof FailureError ? error : networkErrorOf(error, controller.signal)
    } finally {
      this.#tasks.delete(id)
      this.#bytes.delete(id)
    }
  }

  async #send(
    id: number,
    request: SignedRequest,
    task: SendTask,
    buffer: Crc64Buffer,
    signal: AbortSignal,
  ): Promise<TaskResult> {
    const { connections, smallBytes, speed } = this.#options
    const atOnce = speed.pieceBytes('upload') ?? smallBytes
    if (task.sizeBytes <= Math.min(smallBytes, atOnce)) {
      await speed.take('upload', task.sizeBytes, signal)
      const crc64 = readSmall(task, buffer).toString()
      const body = inOnePiece(buffer.bytes.subarray(0, task.sizeBytes))
      return { answer: await connections.exchange(request, body, signal, inMemory), crc64 }
    }
    const onBytes = (count: number): void => this.#count(id, count)
    const source = new FileSource(task, buffer, speed, signal, onBytes)
    try {
      const answer = await connections.exchange(request, source, signal, inMemory)
      return { answer, crc64: source.crc.toString() }
    } finally {
      source.close()
    }
  }

  async #fetch(
    request: SignedRequest,
    task: FetchTask,
    buffer: Crc64Buffer,
    signal: AbortSignal,
  ): Promise<Moved> {
    checkFree(task)
    const { sizeBytes } = task
    const bytes = buffer.bytes.subarray(0, sizeBytes)
    const sinkFor: SinkFor = (status, headers) => {
      if (status !== 200) return null
      checkLength(sizeBytes, headers['content-length'])
      return this.#paced(new SmallSink(bytes), signal)
    }
    const answer = await this.#options.connections.exchange(request, null, signal, sinkFor)
    const crc64 = buffer.crc(0, sizeBytes).toString()
    if (answer.status !== 200) return { answer, crc64, published: null }
    checkCrc(crc64, crc64Of(answer.headers[crc64Name]), task.targetPath)
    const published = writeSmall(task, bytes, (file) => this.#flusher.flush(file))
    return { answer, crc64, published }
  }

  async #receive(
    id: number,
    request: SignedRequest,
    task: ReceiveTask,
    buffer: Crc64Buffer,
    signal: AbortSignal,
  ): Promise<TaskResult> {
    const sink = new FileSink(task, buffer, (count) => this.#count(id, count))
    const sinkFor: SinkFor = (status, headers) => {
      if (status !== 200 && status !== 206) return null
      checkLength(task.sizeBytes, headers['content-length'])
      return this.#paced(sink, signal)
    }
    try {
      const answer = await this.#options.connections.exchange(request, null, signal, sinkFor)
      await sink.settle(this.#ahead)
      return { answer, crc64: sink.crc.toString() }
    } finally {
      sink.close()
    }
  }

  async #checksum(
    path: string,
    offset: number,
    sizeBytes: number,
    buffer: Crc64Buffer,
    signal: AbortSignal,
  ): Promise<string> {
    let crc = 0n
    const file = await open(path, 'r').catch((error) => {
      throw localFailureOf(error, path)
    })
    try {
      let done = 0
      while (done < sizeBytes) {
        signal.throwIfAborted()
        const wanted = Math.min(buffer.bytes.byteLength, sizeBytes - done)
        const { bytesRead } = await file.read(buffer.bytes, 0, wanted, offset + done)
        if (bytesRead === 0) throw new FailureError(localFailure('local.io', `too short: ${path}`))
        crc = buffer.crc(0, bytesRead, crc)
        done += bytesRead
      }
      return crc.toString()
    } finally {
      await file.close()
    }
  }

  #paced(sink: Sink, signal: AbortSignal): Sink {
    return new PacedSink(sink, this.#options.speed, signal)
  }

  #count(id: number, count: number): void {
    if (id !== untold) this.#bytes.set(id, (this.#bytes.get(id) ?? 0) + count)
  }
}

const inMemory: SinkFor = () => null

function inOnePiece(bytes: Uint8Array): RequestBody {
  let left: Uint8Array | null = bytes
  const next = (): Uint8Array | null => {
    const piece = left
    left = null
    return piece
  }
  return { sizeBytes: bytes.byteLength, next }
}

function checkLength(sizeBytes: number, header: string | undefined): void {
  if (header === undefined || Number(header) === sizeBytes) return
  const message = `${header} bytes instead of the ${sizeBytes} that were asked for`
  throw new FailureError(localFailure('client.bad-response', message, {}, true))
}
