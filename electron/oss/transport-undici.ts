import { Agent } from 'undici'
import { FailureError, localFailure } from '../../shared/ipc/failure.ts'
import { networkErrorOf } from './network-errors.ts'
import type { Transport } from './transport.ts'

export interface UndiciTransportOptions {
  readonly connectTimeoutMs?: number
  /** From the request until its answer begins. */
  readonly headersTimeoutMs?: number
  /** Between two pieces of the answer. */
  readonly bodyTimeoutMs?: number
  /** At once, per host; more requests wait for a free one. */
  readonly connections?: number
  /** Larger answers fail with `client.bad-response`. */
  readonly maxBodyBytes?: number
}

export interface UndiciTransport {
  readonly transport: Transport
  /** Ends the connections. Requests that are under way fail. */
  close(): Promise<void>
}

/**
 * The default transport: keeps connections alive, shares them between all clients, always verifies
 * certificates and never repeats a request.
 */
export function createUndiciTransport(options: UndiciTransportOptions = {}): UndiciTransport {
  const maxBodyBytes = options.maxBodyBytes ?? 64 * 1024 * 1024
  const agent = new Agent({
    connect: { timeout: options.connectTimeoutMs ?? 5_000, rejectUnauthorized: true },
    headersTimeout: options.headersTimeoutMs ?? 30_000,
    bodyTimeout: options.bodyTimeoutMs ?? 30_000,
    keepAliveTimeout: 20_000,
    connections: options.connections ?? 32,
    pipelining: 1,
  })
  const transport: Transport = async (request, body, signal) => {
    try {
      const answer = await agent.request({
        origin: request.origin,
        path: request.path,
        method: request.method as 'GET',
        headers: request.headers,
        body,
        ...(signal ? { signal } : {}),
      })
      return {
        status: answer.statusCode,
        headers: flatten(answer.headers),
        body: await readBody(answer.body, maxBodyBytes),
      }
    } catch (error) {
      throw error instanceof FailureError ? error : networkErrorOf(error, signal, request.origin)
    }
  }
  return { transport, close: () => agent.destroy() }
}

/** undici answers lower-case names; a name that came several times has an array. */
function flatten(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined) flat[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return flat
}

async function readBody(
  body: AsyncIterable<Uint8Array>,
  maxBodyBytes: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for await (const chunk of body) {
    sizeBytes += chunk.byteLength
    if (sizeBytes > maxBodyBytes) {
      const message = `answer larger than ${maxBodyBytes} bytes`
      throw new FailureError(localFailure('client.bad-response', message))
    }
    chunks.push(chunk)
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, sizeBytes)
}
