import type { FailureError } from '../../shared/ipc/failure.ts'

/** A request ready for the wire. `path` is encoded already and must never go through `new URL()`. */
export interface SignedRequest {
  readonly method: string
  /** `https://b.oss-cn-hangzhou.aliyuncs.com` */
  readonly origin: string
  /** Encoded path with query. */
  readonly path: string
  /** Values as the wire carries them (latin1 strings of UTF-8 bytes). */
  readonly headers: Readonly<Record<string, string>>
}

/** An answer whatever its status. A transport throws only `NetworkError` or `CancelledError`. */
export interface Answer {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/**
 * Carries one request to the service and its answer back. The default keeps bodies in memory, for
 * the small documents of control operations; the data plane has others that stream files in workers.
 */
export type Transport = (
  request: SignedRequest,
  body: Uint8Array | null,
  signal: AbortSignal | undefined,
) => Promise<Answer>

/** One of many requests; `index` is what its answer is told by. */
export interface IndexedRequest {
  readonly index: number
  readonly request: SignedRequest
}

/**
 * Carries many requests at once. `onAnswer` is called once for each, in any order and before the
 * promise settles, with its answer or what a `Transport` would have thrown. It rejects when the
 * transport as a whole failed; what was not answered by then failed with it.
 */
export type ManyTransport = (
  requests: readonly IndexedRequest[],
  signal: AbortSignal | undefined,
  onAnswer: (index: number, answer: Answer | FailureError) => void,
) => Promise<void>
