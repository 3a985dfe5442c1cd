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
