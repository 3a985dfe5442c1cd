import type { FailureError } from '../../shared/ipc/failure.ts'
import type { CallAllOptions, CallOptions, OnSettled } from './client.ts'
import { CancelledError, errorOf, type OssError } from './errors.ts'
import type { AnswerParts, Operation } from './operation.ts'
import { outputOf } from './output.ts'
import { type BuiltRequest, buildRequest, decodeAnswer, wireRequest } from './request.ts'
import type { Route } from './routes.ts'
import type { SignAll, UnsignedRequest } from './signer.ts'
import type { Answer, IndexedRequest, ManyTransport, Transport } from './transport.ts'

/** What one of many needs until its answer is there. */
export interface Sent {
  readonly request: BuiltRequest
  readonly route: Route
}

/** What `OssClient.callAll` takes from the client. */
export interface CallAllParts<Input, Output> {
  readonly userAgent: string
  readonly signAll: SignAll
  /** The service's time. */
  readonly nowMs: number
  readonly routeOf: (bucket: string | null) => Route
  /** Whether what made it fail was put right, so that it may be sent again. */
  readonly correct: (
    error: OssError,
    answer: AnswerParts,
    sent: Sent,
    options: CallOptions,
  ) => Promise<boolean>
  readonly call: (input: Input, options: CallOptions) => Promise<Output>
}

/** See `OssClient.callAll`. */
export async function callAll<Input, Output>(
  parts: CallAllParts<Input, Output>,
  operation: Operation<Input, Output>,
  inputs: readonly Input[],
  options: CallAllOptions,
  onSettled: OnSettled<Output>,
): Promise<void> {
  const { signal, transport } = options
  const open = new Map<number, Sent>()
  const again: Promise<void>[] = []
  const settle = (index: number, result: PromiseSettledResult<Output>): void => {
    if (open.delete(index)) onSettled(index, result)
  }
  const onAnswer = (index: number, answer: Answer | FailureError): void => {
    const sent = open.get(index)
    if (sent === undefined) return
    const one = { ...options, transport: oneOf(options.transport, index) }
    const result = judge(parts, operation, inputs[index] as Input, sent, answer, one)
    if (result instanceof Promise) again.push(result.then((later) => settle(index, later)))
    else settle(index, result)
  }
  try {
    for (const [index, input] of inputs.entries()) {
      try {
        const request = buildRequest(operation, input)
        open.set(index, { request, route: parts.routeOf(request.bucket) })
      } catch (reason) {
        onSettled(index, { status: 'rejected', reason })
      }
    }
    const requests = await sign(parts, open)
    if (signal?.aborted) throw new CancelledError()
    if (requests.length > 0) await transport(requests, signal, onAnswer)
    await Promise.all(again)
  } catch (reason) {
    await Promise.all(again)
    for (const index of [...open.keys()]) settle(index, { status: 'rejected', reason })
  }
}

async function sign<Input, Output>(
  { nowMs, signAll, userAgent }: CallAllParts<Input, Output>,
  open: ReadonlyMap<number, Sent>,
): Promise<readonly IndexedRequest[]> {
  const all = [...open.values()]
  const signatures = await signAll(all.map(({ request, route }) => unsigned(request, route, nowMs)))
  return Array.from(open, ([index, { request, route }], at) => ({
    index,
    request: wireRequest(request, route.endpoint, signatures[at] ?? {}, userAgent),
  }))
}

/** A promise: what made it fail may have been put right, then it is sent once more. */
function judge<Input, Output>(
  parts: CallAllParts<Input, Output>,
  operation: Operation<Input, Output>,
  input: Input,
  sent: Sent,
  given: Answer | FailureError,
  { signal, transport }: { readonly signal?: AbortSignal; readonly transport: Transport },
): PromiseSettledResult<Output> | Promise<PromiseSettledResult<Output>> {
  if (given instanceof Error) return { status: 'rejected', reason: given }
  const answer = decodeAnswer(given)
  if (operation.success.includes(answer.status)) {
    try {
      return { status: 'fulfilled', value: outputOf(operation, answer, input) }
    } catch (reason) {
      return { status: 'rejected', reason }
    }
  }
  const error = errorOf(answer)
  const options = { attempts: 1, transport, ...(signal ? { signal } : {}) }
  return parts
    .correct(error, answer, sent, options)
    .then((news) => (news ? parts.call(input, options) : Promise.reject(error)))
    .then(
      (value) => ({ status: 'fulfilled', value }) as const,
      (reason: unknown) => ({ status: 'rejected', reason }) as const,
    )
}

function oneOf(many: ManyTransport, index: number): Transport {
  return (request, _body, signal) =>
    new Promise((resolve, reject) => {
      many([{ index, request }], signal, (_index, answer) => {
        if (answer instanceof Error) reject(answer)
        else resolve(answer)
      }).catch(reject)
    })
}

export function unsigned(request: BuiltRequest, { region }: Route, atMs: number): UnsignedRequest {
  const { method, bucket, key, query, headers, version } = request
  const parts = { method, bucket, key, query, headers, region, atMs }
  return version ? { ...parts, version } : parts
}
