import { hash } from 'node:crypto'
import { type Endpoint, originOf, pathOf } from '../../shared/oss/address.ts'
import { InputError } from '../../shared/oss/input-error.ts'
import type { AnswerParts, Operation, RequestParts } from './operation.ts'
import type { SignatureVersion } from './signer.ts'
import type { Answer, SignedRequest } from './transport.ts'

/** A request that is checked and complete but for its signature and address. */
export interface BuiltRequest {
  readonly method: string
  readonly bucket: string | null
  readonly key: string | null
  readonly query: Readonly<Record<string, string | null>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | null
  readonly version: SignatureVersion | undefined
}

/** Throws `input.invalid` for what cannot be sent at all. */
export function buildRequest<Input, Output>(
  operation: Operation<Input, Output>,
  input: Input,
  further: RequestParts['headers'] = {},
): BuiltRequest {
  const { method, target } = operation
  const parts = operation.request(input)
  const bucket = target === 'service' ? null : (parts.bucket ?? '')
  const key = target === 'object' ? (parts.key ?? '') : null
  if (bucket === '') throw new InputError('bucket', `${operation.name} needs a bucket`)
  if (key === '') throw new InputError('key', `${operation.name} needs a key`)
  if (key !== null && !key.isWellFormed())
    throw new InputError('key', 'the key is not valid Unicode')
  const body = bodyOf(parts)
  const headers = headersOf({ ...parts.headers, ...further })
  if (body && parts.contentMd5) headers['content-md5'] = hash('md5', body, 'base64')
  if (body) headers['content-length'] = String(body.byteLength)
  else if (!parts.chunked && (method === 'PUT' || method === 'POST'))
    headers['content-length'] ??= '0'
  return { method, bucket, key, query: queryOf(parts), headers, body, version: parts.version }
}

/** Addresses a signed request and turns header values into what the wire carries. */
export function wireRequest(
  request: BuiltRequest,
  endpoint: Endpoint,
  signature: Readonly<Record<string, string>>,
  userAgent: string,
): SignedRequest {
  const headers: Record<string, string> = {}
  for (const name in request.headers) headers[name] = toWire(request.headers[name] ?? '')
  for (const name in signature) headers[name] = toWire(signature[name] ?? '')
  headers['user-agent'] = userAgent
  return {
    method: request.method,
    origin: originOf(endpoint, request.bucket),
    path: pathOf(endpoint, request.bucket, request.key, request.query),
    headers,
  }
}

export function decodeAnswer(answer: Answer): AnswerParts {
  const headers: Record<string, string> = {}
  for (const name in answer.headers) headers[name] = fromWire(answer.headers[name] ?? '')
  return { status: answer.status, headers, body: answer.body }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: everything beyond ASCII
const beyondAscii = /[^\u0000-\u007f]/

function toWire(value: string): string {
  return beyondAscii.test(value) ? Buffer.from(value, 'utf8').toString('latin1') : value
}

function fromWire(value: string): string {
  return beyondAscii.test(value) ? Buffer.from(value, 'latin1').toString('utf8') : value
}

function bodyOf(parts: RequestParts): Uint8Array | null {
  if (parts.body === undefined) return null
  return typeof parts.body === 'string' ? Buffer.from(parts.body, 'utf8') : parts.body
}

function headersOf(given: NonNullable<RequestParts['headers']>): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const name in given) {
    const value = given[name]
    if (value === undefined) continue
    const text = String(value)
    // A line break would start a header of its own.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
    if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(text)) {
      throw new InputError(name, `the header ${name} has a control character`)
    }
    headers[name] = text
  }
  return headers
}

function queryOf(parts: RequestParts): Record<string, string | null> {
  const query: Record<string, string | null> = {}
  for (const name in parts.query) {
    const value = parts.query[name]
    if (value !== undefined) query[name] = value === null ? null : String(value)
  }
  return query
}
