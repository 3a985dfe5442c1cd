import type { Endpoint } from '../../shared/oss/address.ts'
import { type CallAllParts, callAll, unsigned } from './call-all.ts'
import { CancelledError, errorOf, type OssError } from './errors.ts'
import type { AnswerParts, Operation } from './operation.ts'
import { outputOf } from './output.ts'
import { type BuiltRequest, buildRequest, decodeAnswer, wireRequest } from './request.ts'
import { delayMs, mayRetry } from './retry.ts'
import { locateBucket, type Route, Routes } from './routes.ts'
import type { SignAll, Signer } from './signer.ts'
import { skewOf } from './skew.ts'
import type { ManyTransport, Transport } from './transport.ts'

export interface OssClientOptions {
  readonly endpoint: Endpoint
  readonly signer: Signer
  /** Signs many at once, in order; default: one by one. */
  readonly signAll?: SignAll
  readonly transport: Transport
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** 0 ≤ x < 1, for the jitter of back-off. */
  readonly random: () => number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly userAgent: string
  /** Called when the service says that the token has expired; true = the next signature has a new one. */
  readonly renewCredentials?: () => Promise<boolean>
}

export interface CallOptions {
  readonly signal?: AbortSignal
  /**
   * Instead of the client's own, for bodies that stream. It may be called again after a correction
   * of clock or region even when `attempts` is 1, so it must send the same body each time.
   */
  readonly transport?: Transport
  /**
   * Further headers of this call, lower-case and under the service's own names: what any operation
   * takes, such as `requestHeaders` and `callbackHeaders` make.
   */
  readonly headers?: Readonly<Record<string, string | undefined>>
  /** Sends in total, default 3. The transfer engine gives 1: it has a retry policy of its own. */
  readonly attempts?: number
}

/**
 * The signed client. Order of a call: build → loop { sign with a fresh date → send → classify }.
 * It corrects clock skew, a wrong region and an expired token by itself, once each, and remembers
 * the first two.
 *
 * Throws `InputError` (refused before sending), `OssError` (the service's answer), `NetworkError` (no
 * usable answer), `InconsistencyError` (CRC64), `CancelledError`, and what the signer throws
 * (`client.credentials-missing`); all are `FailureError`s that know whether repeating makes sense.
 */
export interface OssClient {
  call<Input, Output>(
    operation: Operation<Input, Output>,
    input: Input,
    options?: CallOptions,
  ): Promise<Output>
  /**
   * Sends many requests once each, signed and handed over together, which costs a fraction of as many
   * calls. `onSettled` is called once for each input, in any order and before the promise settles, with
   * what `call` would have answered or thrown; nothing else is ever thrown. What a correction of clock,
   * region or token may mend is sent again through `call`.
   */
  callAll<Input, Output>(
    operation: Operation<Input, Output>,
    inputs: readonly Input[],
    options: CallAllOptions,
    onSettled: OnSettled<Output>,
  ): Promise<void>
}

export interface CallAllOptions {
  readonly signal?: AbortSignal
  readonly transport: ManyTransport
}

export type OnSettled<Output> = (index: number, result: PromiseSettledResult<Output>) => void

export type CreateOssClient = (options: OssClientOptions) => OssClient

export const createOssClient: CreateOssClient = (options) => new SigningClient(options)

const defaultAttempts = 3

interface Corrected {
  clock: boolean
  region: boolean
  token: boolean
}

class SigningClient implements OssClient {
  readonly #options: OssClientOptions
  readonly #routes: Routes
  /** The service's time minus ours. */
  #skewMs = 0

  constructor(options: OssClientOptions) {
    this.#options = options
    this.#routes = new Routes(options.endpoint)
  }

  async call<Input, Output>(
    operation: Operation<Input, Output>,
    input: Input,
    options: CallOptions = {},
  ): Promise<Output> {
    const request = buildRequest(operation, input, options.headers)
    const attempts = options.attempts ?? defaultAttempts
    const corrected: Corrected = { clock: false, region: false, token: false }
    let attempt = 1
    while (true) {
      try {
        const { answer, route } = await this.#send(request, options)
        if (operation.success.includes(answer.status)) return outputOf(operation, answer, input)
        const error = errorOf(answer)
        if (await this.#correct(error, answer, request, route, corrected, options)) continue
        throw error
      } catch (error) {
        if (options.signal?.aborted) throw new CancelledError()
        if (attempt >= attempts || !mayRetry(error, operation.idempotent)) throw error
        await this.#sleep(delayMs(error, attempt, this.#options.random), options.signal)
        attempt += 1
      }
    }
  }

  callAll<Input, Output>(
    operation: Operation<Input, Output>,
    inputs: readonly Input[],
    options: CallAllOptions,
    onSettled: OnSettled<Output>,
  ): Promise<void> {
    const { signer, signAll, userAgent } = this.#options
    const parts: CallAllParts<Input, Output> = {
      userAgent,
      signAll: signAll ?? ((requests) => Promise.all(requests.map(signer))),
      nowMs: this.#nowMs(),
      routeOf: (bucket) => this.#routes.of(bucket),
      correct: (error, answer, { request, route }, call) => {
        const corrected: Corrected = { clock: false, region: false, token: false }
        return this.#correct(error, answer, request, route, corrected, call)
      },
      call: (input, call) => this.call(operation, input, call),
    }
    return callAll(parts, operation, inputs, options, onSettled)
  }

  /** The service's time. */
  #nowMs(): number {
    return this.#options.now() + this.#skewMs
  }

  async #send(
    request: BuiltRequest,
    options: CallOptions,
  ): Promise<{ readonly answer: AnswerParts; readonly route: Route }> {
    if (options.signal?.aborted) throw new CancelledError()
    const route = this.#routes.of(request.bucket)
    const signature = await this.#options.signer(unsigned(request, route, this.#nowMs()))
    if (options.signal?.aborted) throw new CancelledError()
    const transport = options.transport ?? this.#options.transport
    const signed = wireRequest(request, route.endpoint, signature, this.#options.userAgent)
    const answer = await transport(signed, request.body, options.signal)
    return { answer: decodeAnswer(answer), route }
  }

  /** Whether what made the request fail was found and put right, so that it may be sent again. */
  async #correct(
    error: OssError,
    answer: AnswerParts,
    request: BuiltRequest,
    route: Route,
    corrected: Corrected,
    options: CallOptions,
  ): Promise<boolean> {
    if (error.failure.code === 'RequestTimeTooSkewed') {
      if (corrected.clock) return false
      corrected.clock = true
      const skewMs = skewOf(answer, error.failure, this.#options.now())
      if (skewMs !== null) this.#skewMs = skewMs
      return skewMs !== null
    }
    if (error.failure.code === 'SecurityTokenExpired') {
      if (corrected.token) return false
      corrected.token = true
      // The refusal says more than the failure to get a new token.
      return (await this.#options.renewCredentials?.().catch(() => false)) ?? false
    }
    const { bucket } = request
    if (corrected.region || bucket === null) return false
    corrected.region = true
    return this.#routes.correct(bucket, route, error.failure, () =>
      // Never asks itself where the bucket is while it is asking that.
      request.version
        ? Promise.resolve(null)
        : this.call(locateBucket, { bucket }, options.signal ? { signal: options.signal } : {}),
    )
  }

  async #sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
    try {
      await this.#options.sleep(ms, signal)
    } catch (error) {
      if (!signal?.aborted) throw error
    }
    if (signal?.aborted) throw new CancelledError()
  }
}
