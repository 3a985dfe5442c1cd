import type { LookupFunction } from 'node:net'
import { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import { FailureError, localFailure } from '../../shared/ipc/failure.ts'
import { createDispatcher } from './dispatcher.ts'
import { networkErrorOf } from './network-errors.ts'
import type { Answer, Transport } from './transport.ts'

export interface UndiciTransportOptions {
  readonly connectTimeoutMs?: number
  /** From the request until its answer begins. */
  readonly headersTimeoutMs?: number
  /** Between two pieces of the answer. */
  readonly bodyTimeoutMs?: number
  /** At once, per host; more requests wait for a free one. */
  readonly connections?: number
  /** Larger answers that are not streamed fail with `client.bad-response`. */
  readonly maxBodyBytes?: number
  /**
   * `http://`, `https://` or `socks5://`, with a name and password if it wants them; null = none. Whoever
   * knows the system's proxies resolves them. A SOCKS proxy looks up the host names itself.
   */
  readonly proxy?: string | null
  /** Resolves host names instead of the system, where no proxy does it. */
  readonly lookup?: LookupFunction
}

export interface StreamParts {
  /** Makes the body, anew each time that the request is sent. */
  readonly send?: () => AsyncIterable<Uint8Array>
  /** Takes the body of a success, which then counts as empty here. */
  readonly receive?: (body: AsyncIterable<Uint8Array>) => void
}

export interface UndiciTransport {
  readonly transport: Transport
  /** The same connections for one call whose bodies do not fit into memory. */
  streaming(parts: StreamParts): Transport
  /** Ends the connections. Requests that are under way fail. */
  close(): Promise<void>
}

/**
 * The default transport: keeps connections alive, shares them between all clients, always verifies
 * certificates and never repeats a request.
 */
export function createUndiciTransport(options: UndiciTransportOptions = {}): UndiciTransport {
  const maxBodyBytes = options.maxBodyBytes ?? 64 * 1024 * 1024
  const dispatcher = createDispatcher(options)
  const streaming = (parts: StreamParts): Transport => transportOn(dispatcher, parts, maxBodyBytes)
  return { transport: streaming({}), streaming, close: () => dispatcher.destroy() }
}

function transportOn(dispatcher: Dispatcher, parts: StreamParts, maxBodyBytes: number): Transport {
  return async (request, body, signal) => {
    const source = sourceOf(parts.send)
    try {
      const answer = await dispatcher.request({
        origin: request.origin,
        path: request.path,
        method: request.method as 'GET',
        headers: request.headers,
        body: source.stream ?? body,
        // A new connection after each HEAD is for servers that send a body all the same; this one does not.
        reset: false,
        ...(signal ? { signal } : {}),
      })
      return await received(answer, parts.receive, maxBodyBytes)
    } catch (error) {
      if (source.failure !== null) throw source.failure.reason
      throw error instanceof FailureError ? error : networkErrorOf(error, signal, request.origin)
    } finally {
      source.stream?.destroy()
    }
  }
}

interface Source {
  readonly stream: Readable | null
  /** What went wrong in making the body, which is not the network's fault. */
  failure: { readonly reason: unknown } | null
}

function sourceOf(send: StreamParts['send']): Source {
  if (!send) return { stream: null, failure: null }
  async function* watched(): AsyncGenerator<Uint8Array> {
    try {
      if (send) yield* send()
    } catch (reason) {
      source.failure = { reason }
      throw reason
    }
  }
  const source: Source = { stream: Readable.from(watched(), { objectMode: false }), failure: null }
  return source
}

async function received(
  answer: Dispatcher.ResponseData,
  receive: StreamParts['receive'],
  maxBodyBytes: number,
): Promise<Answer> {
  const { statusCode: status } = answer
  const headers = flatten(answer.headers)
  if (!receive || status < 200 || status > 299) {
    return { status, headers, body: await readBody(answer.body, maxBodyBytes) }
  }
  receive(answer.body)
  return { status, headers, body: new Uint8Array() }
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
