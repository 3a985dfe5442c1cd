import type { Endpoint } from '../../shared/oss/address.ts'
import type { Operation } from './operation.ts'
import type { Signer } from './signer.ts'
import type { Transport } from './transport.ts'

export interface OssClientOptions {
  readonly endpoint: Endpoint
  readonly signer: Signer
  readonly transport: Transport
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** 0 ≤ x < 1, for the jitter of back-off. */
  readonly random: () => number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly userAgent: string
}

export interface CallOptions {
  readonly signal?: AbortSignal
  /** Instead of the client's own, for bodies that stream. */
  readonly transport?: Transport
  /** Sends in total, default 3. The transfer engine gives 1: it has a retry policy of its own. */
  readonly attempts?: number
}

/**
 * The signed client. Order of a call: build → loop { sign with a fresh date → send → classify }.
 * It corrects clock skew and a wrong region by itself, once each, and remembers both.
 * Throws `OssError`, `NetworkError`, `CancelledError` (all `FailureError`s) and nothing else.
 */
export interface OssClient {
  call<Input, Output>(
    operation: Operation<Input, Output>,
    input: Input,
    options?: CallOptions,
  ): Promise<Output>
}

export type CreateOssClient = (options: OssClientOptions) => OssClient
