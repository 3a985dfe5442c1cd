import type { IncomingMessage } from 'node:http'
import { fromByteString, percentDecode } from './encoding.ts'
import { invalidArgument, ServiceError } from './errors.ts'
import { type HostAddress, readHost } from './host.ts'
import { randomHex } from './random.ts'

/** One request, taken apart; every value is decoded exactly once, here. */
export interface OssRequest {
  readonly incoming: IncomingMessage
  /** Of the message, or the fields of a form; byte strings. */
  readonly headers: IncomingMessage['headers']
  readonly requestId: string
  readonly method: string
  readonly hostId: string
  readonly host: HostAddress
  readonly bucket: string | null
  readonly key: string | null
  readonly query: Query
}

export class Query {
  readonly #pairs: readonly (readonly [string, string])[]

  constructor(pairs: readonly (readonly [string, string])[]) {
    this.#pairs = pairs
  }

  has(name: string): boolean {
    return this.#pairs.some(([candidate]) => candidate === name)
  }

  get(name: string): string | null {
    return this.#pairs.find(([candidate]) => candidate === name)?.[1] ?? null
  }

  get pairs(): readonly (readonly [string, string])[] {
    return this.#pairs
  }
}

/** Value of a header as text, or null. Node gives bytes as latin1. */
export function header(request: OssRequest, name: string): string | null {
  const value = request.headers[name]
  if (value === undefined) return null
  return fromByteString(Array.isArray(value) ? value.join(',') : value)
}

export function newRequestId(): string {
  return randomHex(12).toUpperCase()
}

/** Never uses `URL`: it would collapse `.` and `..` segments, which are legal in keys. */
export function readRequest(
  incoming: IncomingMessage,
  requestId: string,
  cnames: Readonly<Record<string, string>>,
): OssRequest {
  const url = incoming.url ?? '/'
  const mark = url.indexOf('?')
  const path = mark < 0 ? url : url.slice(0, mark)
  const hostId = incoming.headers.host ?? ''
  const host = readHost(hostId, cnames)
  const { bucket, key } = readPath(path, host)
  const query = readQuery(mark < 0 ? '' : url.slice(mark + 1))
  const { headers, method = 'GET' } = incoming
  return { incoming, headers, requestId, method, hostId, host, bucket, key, query }
}

function readPath(
  path: string,
  host: HostAddress,
): { readonly bucket: string | null; readonly key: string | null } {
  const rest = path.startsWith('/') ? path.slice(1) : path
  if (host.style === 'service' && rest !== '') {
    throw new ServiceError(
      403,
      'SecondLevelDomainForbidden',
      'The bucket you are attempting to access must be addressed using OSS third level domain.',
    )
  }
  if (host.style !== 'path') return { bucket: host.bucket, key: decodeKey(rest) }
  const slash = rest.indexOf('/')
  const bucket = percentDecode(slash < 0 ? rest : rest.slice(0, slash))
  if (bucket === null) throw invalidBucketName(rest)
  if (bucket === '') {
    if (rest !== '') throw invalidBucketName(rest)
    return { bucket: null, key: null }
  }
  return { bucket, key: slash < 0 ? null : decodeKey(rest.slice(slash + 1)) }
}

export function invalidBucketName(bucket: string): ServiceError {
  return new ServiceError(400, 'InvalidBucketName', 'The specified bucket is not valid.', {
    fields: { BucketName: bucket },
  })
}

function invalidObjectName(key: string): ServiceError {
  return new ServiceError(400, 'InvalidObjectName', 'The specified object is not valid.', {
    fields: { ObjectName: key },
  })
}

function decodeKey(encoded: string): string | null {
  if (encoded === '') return null
  const key = percentDecode(encoded)
  if (key === null || key.startsWith('/') || key.startsWith('\\')) throw invalidObjectName(encoded)
  if (Buffer.byteLength(key) > 1023) throw invalidObjectName(key)
  return key
}

function readQuery(text: string): Query {
  const pairs: (readonly [string, string])[] = []
  for (const item of text.split('&')) {
    if (item === '') continue
    const equals = item.indexOf('=')
    const name = percentDecode(equals < 0 ? item : item.slice(0, equals), true)
    const value = equals < 0 ? '' : percentDecode(item.slice(equals + 1), true)
    if (name === null || value === null) {
      throw invalidArgument('The query string is not valid UTF-8.', 'query', item)
    }
    pairs.push([name, value])
  }
  return new Query(pairs)
}
