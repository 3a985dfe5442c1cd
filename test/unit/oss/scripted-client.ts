import {
  createOssClient,
  type OssClient,
  type OssClientOptions,
} from '../../../electron/oss/client.ts'
import { createSigner } from '../../../electron/oss/signer.ts'
import type { Answer, SignedRequest, Transport } from '../../../electron/oss/transport.ts'
import type { EndpointChoice } from '../../../shared/accounts.ts'
import { FailureError } from '../../../shared/ipc/failure.ts'
import { parseEndpoint } from '../../../shared/oss/address.ts'

export const startMs = Date.parse('2025-01-01T00:00:00Z')
export const ok = (body = '', headers: Record<string, string> = {}): Answer => ({
  status: 200,
  headers: { 'x-oss-request-id': '57ABD896CCB80C366955AAAA', ...headers },
  body: Buffer.from(body),
})
export const failed = (status: number, code: string, more = '', headers = {}): Answer => ({
  status,
  headers: { 'x-oss-request-id': 'R', ...headers },
  body: Buffer.from(`<Error><Code>${code}</Code>${more}</Error>`),
})

export interface Sent extends SignedRequest {
  readonly body: Uint8Array | null
}

/** A client whose service answers from a list, the last one for ever, or by a function. */
export function setUp(
  answers: readonly (Answer | Error)[] | ((request: SignedRequest) => Answer),
  choice: EndpointChoice = { kind: 'region', region: 'cn-hangzhou' },
  more: Pick<OssClientOptions, 'renewCredentials'> = {},
): {
  readonly client: OssClient
  readonly sent: Sent[]
  readonly slept: number[]
  readonly transport: Transport
} {
  const sent: Sent[] = []
  const slept: number[] = []
  let nowMs = startMs
  const transport: Transport = async (request, body) => {
    const answer =
      typeof answers === 'function'
        ? answers(request)
        : answers[Math.min(sent.length, answers.length - 1)]
    sent.push({ ...request, body })
    nowMs += 1000
    if (answer instanceof Error || !answer) throw answer
    return answer
  }
  const client = createOssClient({
    endpoint: parseEndpoint(choice),
    signer: createSigner({
      credentials: () => ({ kind: 'access-key', accessKeyId: 'ak', accessKeySecret: 'sk' }),
    }),
    transport,
    now: () => nowMs,
    random: () => 0.5,
    sleep: async (ms) => {
      slept.push(ms)
    },
    userAgent: 'test/1',
    ...more,
  })
  return { client, sent, slept, transport }
}

export async function failureOf(call: Promise<unknown>): Promise<FailureError> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof FailureError) return error
  throw new Error(`not a FailureError: ${String(error)}`)
}
