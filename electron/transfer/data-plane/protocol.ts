import type { Failure } from '../../../shared/ipc/failure.ts'
import type { Answer, SignedRequest } from '../../oss/transport.ts'

/** A piece of a local file that is the body of a request. */
export interface SendTask {
  readonly kind: 'send'
  readonly path: string
  readonly offset: number
  readonly sizeBytes: number
  /** `identityText` that the file must have before and after it is read. */
  readonly identity: string
}

/** Where the body of an answer goes. The file exists already. */
export interface ReceiveTask {
  readonly kind: 'receive'
  readonly path: string
  readonly offset: number
  /** The body must have exactly this length. */
  readonly sizeBytes: number
}

/** A whole small file, from the answer to its name in the folder in one go. */
export interface FetchTask {
  readonly kind: 'fetch'
  /** Made new; an older file of this name is an earlier try's. */
  readonly tempPath: string
  readonly targetPath: string
  /** The body must have exactly this length. */
  readonly sizeBytes: number
  /** The file's time, if the object's is known. */
  readonly modifiedAt: string | null
  /** Whether an existing target may be replaced. */
  readonly replace: boolean
}
export type Task = SendTask | ReceiveTask | FetchTask

/** One of many small files that are handed over together; `index` is what its result is told by. */
export interface SmallMove {
  readonly index: number
  readonly request: SignedRequest
  readonly task: SendTask | FetchTask
}

/** Files up to this size have the cheap ways: read or written whole, in one call each. */
export const smallFileBytes = 256 * 1024

export interface TaskResult {
  /** Its body is empty when the bytes went to a file. */
  readonly answer: Answer
  /** Decimal CRC64 of the bytes that were moved. */
  readonly crc64: string
}

export interface RelayResult {
  /** Without its body when that was passed on. */
  readonly source: Answer
  /** null = the source was refused, and nothing was sent. */
  readonly target: Answer | null
  /** Decimal CRC64 of the bytes that were passed on. */
  readonly crc64: string
}

/** What a data-plane thread does. It gets requests that are signed already, never a secret. */
export interface Lane {
  /** Throws network failures, and `local.*` ones when the file is the trouble. */
  move(id: number, request: SignedRequest, task: Task): Promise<TaskResult>
  /** Passes the body of the answer to `from` on as the body of `to`, without a file in between. */
  relay(id: number, from: SignedRequest, to: SignedRequest, sizeBytes: number): Promise<RelayResult>
  /** Decimal CRC64 of a piece of a file; `local.io` when the file is shorter. */
  checksum(id: number, path: string, offset: number, sizeBytes: number): Promise<string>
  /**
   * Many files of at most `smallFileBytes`. Each result is emitted as `movedEvent`, all of them before
   * this settles. A file that the service did not get as it was sent has failed as `client.crc-mismatch`.
   */
  moveAll(id: number, moves: readonly SmallMove[]): Promise<void>
  /** Cancels what of `moveAll` has not begun. */
  halt(id: number): void
  abort(id: number): void
  /** How many tasks may use the network at once; the others wait in this thread for their turn. */
  setConnections(count: number): void
}

/** How one file of a `moveAll` ended. A success has only the headers that somebody reads. */
export type MovedFile = readonly [
  id: number,
  index: number,
  result: Answer | Failure,
  /** Decimal, of the bytes that moved; null = they did not. */
  crc64: string | null,
]
export const movedEvent = 'moved'

/** Bytes moved so far by the tasks in flight: pairs of id and count. */
export type Progress = readonly (readonly [id: number, bytes: number])[]
export const progressEvent = 'progress'
