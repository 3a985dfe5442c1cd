import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createOssClient, type OssClient } from '../../electron/oss/client.ts'
import { createSigner, type SignatureVersion, type Signer } from '../../electron/oss/signer.ts'
import type { Transport } from '../../electron/oss/transport.ts'
import { createUndiciTransport, type UndiciTransport } from '../../electron/oss/transport-undici.ts'
import type { Credentials } from '../../shared/accounts.ts'
import { FailureError } from '../../shared/ipc/failure.ts'
import { type Endpoint, parseEndpoint } from '../../shared/oss/address.ts'
import {
  defaultIdentity,
  type OssServer,
  type ServerOptions,
  startOssServer,
} from '../oss-server/server.ts'

export interface Service {
  readonly server: OssServer
  readonly undici: UndiciTransport
  close(): Promise<void>
}

/** A server on an empty folder, and one transport for all clients. */
export async function startService(options: Partial<ServerOptions> = {}): Promise<Service> {
  const dataDir = await mkdtemp(join(tmpdir(), 'oss-client-'))
  const server = await startOssServer({ dataDir, ...options })
  const undici = createUndiciTransport()
  const close = async (): Promise<void> => {
    await undici.close()
    await server.close()
    await rm(dataDir, { recursive: true })
  }
  return { server, undici, close }
}

export interface ClientChoice {
  readonly version?: SignatureVersion
  readonly signer?: Signer
  readonly credentials?: Credentials
  readonly endpoint?: Endpoint
  readonly transport?: Transport
  readonly now?: () => number
}

export const defaultCredentials: Credentials = { kind: 'access-key', ...defaultIdentity }

export function clientFor(service: Service, choice: ClientChoice = {}): OssClient {
  const { server } = service
  const region = server.region
  const address = { kind: 'custom', host: server.url, region, cname: false } as const
  return createOssClient({
    endpoint: choice.endpoint ?? parseEndpoint(address),
    signer:
      choice.signer ??
      createSigner({
        credentials: () => choice.credentials ?? defaultCredentials,
        version: choice.version ?? 'v4',
      }),
    transport: choice.transport ?? service.undici.transport,
    now: choice.now ?? Date.now,
    random: Math.random,
    sleep: (ms, signal) => delay(ms, undefined, signal ? { signal } : {}),
    userAgent: 'oss-desk-test',
  })
}

/** Sends to the server what is addressed to any host, with that host's name. */
export function hostTransport(service: Service): Transport {
  return (request, body, signal) => {
    const headers = { ...request.headers, host: new URL(request.origin).host }
    return service.undici.transport(
      { ...request, origin: service.server.url, headers },
      body,
      signal,
    )
  }
}

export async function failureOf(call: Promise<unknown>): Promise<FailureError> {
  const thrown = await call.then(
    () => null,
    (error: unknown) => error,
  )
  if (thrown instanceof FailureError) return thrown
  throw new Error(`not a FailureError: ${String(thrown)}`)
}

/** Keys that break clients which normalise, split or half-encode paths. */
export const hostileKeys: readonly string[] = [
  'plain.txt',
  "a b+c&d=e~f!'()*;:@$,.txt",
  '../up/../../etc/passwd',
  './here',
  'a//b',
  'a/./b',
  ' leading and trailing ',
  'percent%20already%2F',
  '?acl',
  'hash#tag?query=1',
  '中文/日本語/한국어.txt',
  'emoji-😀-👨‍👩‍👧.png',
  'cafe\u0301 and caf\u00e9',
  'quote"<>|\\back',
  'tab\tnewline\nreturn\rend',
  'control\u0001\u001f\u007f',
  'folder/',
  '\uff05\uff052E',
  `long/${'x'.repeat(1000)}`,
]
