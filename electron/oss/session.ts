import type { Endpoint } from '../../shared/oss/address.ts'
import { createOssClient, type OssClient, type OssClientOptions } from './client.ts'
import type { CredentialsProvider } from './credentials.ts'
import { anonymousSigner, createSigner, type SignatureVersion } from './signer.ts'
import type { Transport } from './transport.ts'
import {
  createUndiciTransport,
  type StreamParts,
  type UndiciTransportOptions,
} from './transport-undici.ts'

export interface SessionOptions extends UndiciTransportOptions {
  readonly endpoint: Endpoint
  /** null = anonymous: only what is public. */
  readonly credentials: CredentialsProvider | null
  /** Default V4. */
  readonly signature?: SignatureVersion
  /** Of the headers that V4 need not sign, those that it shall sign where they are sent. */
  readonly additionalHeaders?: readonly string[]
  /** Goes into the user agent. */
  readonly application: string
  /** Whether the CRC64 of what is streamed is checked; default true. */
  readonly crc?: boolean
}

/** The real ones come from the composition root. */
export type SessionParts = Pick<OssClientOptions, 'now' | 'random' | 'sleep'>

/** One account at one endpoint: a client, its connections and how strictly it checks. */
export interface OssSession {
  readonly client: OssClient
  readonly endpoint: Endpoint
  readonly crc: boolean
  /** For one call whose bodies stream. */
  streaming(parts: StreamParts): Transport
  /** Ends the connections. Calls that are under way fail. */
  close(): Promise<void>
}

/** `through`: changes each request on its way out. */
export function createOssSession(
  options: SessionOptions,
  parts: SessionParts,
  through: (transport: Transport) => Transport = (transport) => transport,
): OssSession {
  const { endpoint, credentials, signature, additionalHeaders, application, crc = true } = options
  const undici = createUndiciTransport(options)
  const transport = through(undici.transport)
  const streaming = (streams: StreamParts): Transport => through(undici.streaming(streams))
  const client = createOssClient({
    ...parts,
    endpoint,
    transport,
    userAgent: userAgentOf(application),
    signer: credentials
      ? createSigner({
          credentials: () => credentials.get(),
          ...(signature ? { version: signature } : {}),
          ...(additionalHeaders ? { additionalHeaders } : {}),
        })
      : anonymousSigner,
    ...(credentials ? { renewCredentials: () => credentials.renew() } : {}),
  })
  return { client, endpoint, crc, streaming, close: undici.close }
}

/** A name as headers can carry it; nothing about the machine. */
function userAgentOf(application: string): string {
  const name = application.replace(/[^\x20-\x7e]/g, '').trim()
  return name === '' ? 'oss-desk' : name
}
