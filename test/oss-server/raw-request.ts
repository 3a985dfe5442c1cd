import { request as httpRequest } from 'node:http'
import { computeV4 } from './auth/v4.ts'
import { percentEncode, toByteString } from './encoding.ts'
import { defaultIdentity, type Identity } from './identity.ts'

/** One request in full control of the test; signed with V4 unless `headers` say otherwise. */
export interface RawRequest {
  readonly method?: string
  readonly bucket?: string
  readonly key?: string
  /** Path instead of the one made from bucket and key. */
  readonly path?: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** null = not signed. */
  readonly identity?: Identity | null
  readonly region?: string
  readonly atMs?: number
  /** Host header, for virtual-host style. */
  readonly host?: string
}

export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
  readonly text: string
  /** Content of the first element of that name, or null. */
  element(name: string): string | null
}

/** Rejects when the connection breaks, also in the middle of the answer. */
export function rawRequest(port: number, raw: RawRequest): Promise<RawAnswer> {
  const method = raw.method ?? 'GET'
  const headers = signedHeaders(raw, method)
  const path = wirePath(raw)
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { host: '127.0.0.1', port, method, path, headers, agent: false },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () => {
          const body = Buffer.concat(chunks)
          const text = body.toString('utf8')
          const element = (name: string): string | null =>
            new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? null
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body,
            text,
            element,
          })
        })
      },
    )
    outgoing.on('error', reject)
    // Never as a string: Node would send the headers as UTF-8 together with it.
    outgoing.end(raw.body === undefined ? undefined : Buffer.from(raw.body))
  })
}

function wirePath(raw: RawRequest): string {
  const query = Object.entries(raw.query ?? {})
    .map(
      ([name, value]) => `${percentEncode(name)}${value === '' ? '' : `=${percentEncode(value)}`}`,
    )
    .join('&')
  const inHost = raw.host !== undefined
  const bucket = raw.bucket === undefined || inHost ? '' : `${raw.bucket}/`
  const path = raw.path ?? `/${bucket}${percentEncode(raw.key ?? '', true)}`
  return query === '' ? path : `${path}?${query}`
}

function signedHeaders(raw: RawRequest, method: string): Record<string, string> {
  const headers: Record<string, string> = {}
  if (raw.host !== undefined) headers.host = raw.host
  if (raw.body !== undefined) headers['content-length'] = String(Buffer.byteLength(raw.body))
  const { identity = defaultIdentity, region = 'cn-hangzhou', atMs = Date.now() } = raw
  if (identity === null) return { ...headers, ...raw.headers }
  const time = new Date(atMs).toISOString().replace(/[-:]|\.\d{3}/g, '')
  headers['x-oss-date'] = time
  headers['x-oss-content-sha256'] = 'UNSIGNED-PAYLOAD'
  if (identity.securityToken !== undefined) headers['x-oss-security-token'] = identity.securityToken
  for (const [name, value] of Object.entries(raw.headers ?? {})) headers[name] = toByteString(value)
  const scope = { date: time.slice(0, 8), region, product: 'oss' }
  const { signature } = computeV4(
    {
      method,
      bucket: raw.bucket ?? null,
      key: raw.key ?? null,
      query: Object.entries(raw.query ?? {}),
      headers,
      additionalHeaders: [],
      time,
      scope,
    },
    identity.accessKeySecret,
  )
  const credential = `${identity.accessKeyId}/${scope.date}/${region}/oss/aliyun_v4_request`
  headers.authorization ??= `OSS4-HMAC-SHA256 Credential=${credential},Signature=${signature}`
  return headers
}
