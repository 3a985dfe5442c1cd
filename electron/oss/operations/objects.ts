import { type Conditions, conditionHeaders, type ObjectHeaders } from '../object-headers.ts'
import type { AnswerParts, Operation } from '../operation.ts'
import { crc64Header, headerInteger, orNull, timeOf, unquote } from './fields.ts'
import { type ObjectFacts, objectFactsOf } from './object-facts.ts'

export interface ObjectInput {
  readonly bucket: string
  readonly key: string
  readonly versionId?: string
}

export interface PutObjectInput {
  readonly bucket: string
  readonly key: string
  /** In memory. Absent when a streaming transport sends it: `sizeBytes` must be given then. */
  readonly body?: Uint8Array | string
  /** null = not known before the end: the body is sent in chunks. */
  readonly sizeBytes?: number | null
  readonly contentType?: string
  /** An existing key then gives `FileAlreadyExists` (not in versioned buckets). */
  readonly forbidOverwrite?: boolean
  readonly headers?: ObjectHeaders
}

export interface WrittenObject {
  readonly etag: string
  /** Of the object as stored, decimal; null when the answer does not tell. */
  readonly crc64: string | null
  readonly versionId: string | null
}

export const putObject: Operation<PutObjectInput, WrittenObject> = {
  name: 'PutObject',
  method: 'PUT',
  target: 'object',
  // With forbidOverwrite a repetition answers FileAlreadyExists for what the first one wrote: the
  // state is the same, and the caller decides by size and CRC64.
  idempotent: true,
  request: (input) => ({
    bucket: input.bucket,
    key: input.key,
    headers: {
      ...input.headers,
      'content-type': input.contentType ?? input.headers?.['content-type'],
      'content-length': input.sizeBytes ?? undefined,
      'x-oss-forbid-overwrite': input.forbidOverwrite ? 'true' : undefined,
    },
    ...(input.body === undefined ? {} : { body: input.body }),
    chunked: input.sizeBytes === null,
  }),
  success: [200],
  output: writtenObject,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putobject',
}

/** Both ends inclusive; without `end` to the end. `last`: that many bytes from the end. */
export type ByteRange =
  | { readonly start: number; readonly end?: number }
  | { readonly last: number }

/** Headers that the answer has instead of the object's own. Signed requests only. */
export interface ResponseOverrides {
  readonly contentType?: string
  readonly contentDisposition?: string
  readonly contentEncoding?: string
  readonly contentLanguage?: string
  readonly cacheControl?: string
  readonly expires?: string
}

export interface GetObjectInput extends ObjectInput, Conditions {
  readonly range?: ByteRange
  /** `image/resize,w_100`: the answer is what comes out of it, and cannot be verified. */
  readonly process?: string
  readonly response?: ResponseOverrides
}

export interface GotObject extends ObjectFacts {
  /** Empty when a streaming transport took it. */
  readonly body: Uint8Array
  /** From Content-Range: null when the whole object came. */
  readonly range: { readonly start: number; readonly end: number; readonly total: number } | null
}

/** `sizeBytes` of the answer is that of the body, not of the object, when a range was asked for. */
export const getObject: Operation<GetObjectInput, GotObject> = {
  name: 'GetObject',
  method: 'GET',
  target: 'object',
  idempotent: true,
  request: (input) => {
    const address = addressOf(input)
    return {
      ...address,
      query: { ...address.query, ...overridesOf(input.response), 'x-oss-process': input.process },
      headers: {
        // Compressed on the way, neither the length nor the CRC64 would be those of the object.
        'accept-encoding': 'identity',
        range: input.range && rangeText(input.range),
        // Otherwise a range beyond the end silently answers the whole object.
        'x-oss-range-behavior': input.range && 'standard',
        ...conditionHeaders(input),
      },
    }
  },
  success: [200, 206],
  output: (answer) => ({
    ...objectFactsOf(answer),
    body: answer.body,
    range: rangeOf(answer.headers['content-range']),
  }),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getobject',
}

export const headObject: Operation<ObjectInput & Conditions, ObjectFacts> = {
  name: 'HeadObject',
  method: 'HEAD',
  target: 'object',
  idempotent: true,
  request: (input) => ({ ...addressOf(input), headers: conditionHeaders(input) }),
  success: [200],
  output: objectFactsOf,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/headobject',
}

export interface ObjectMeta extends WrittenObject {
  readonly sizeBytes: number
  readonly modifiedAt: string | null
}

/** Cheaper than HeadObject, and tells of a symlink itself instead of its target. */
export const getObjectMeta: Operation<ObjectInput, ObjectMeta> = {
  name: 'GetObjectMeta',
  method: 'HEAD',
  target: 'object',
  idempotent: true,
  request: (input) => {
    const address = addressOf(input)
    return { ...address, query: { objectMeta: null, ...address.query } }
  },
  success: [200],
  output: (answer) => ({
    ...writtenObject(answer),
    sizeBytes: headerInteger(answer, 'content-length') ?? 0,
    modifiedAt: timeOf(answer.headers['last-modified']),
  }),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getobjectmeta',
}

export function writtenObject(answer: AnswerParts): WrittenObject {
  return {
    etag: unquote(answer.headers.etag),
    crc64: crc64Header(answer),
    versionId: orNull(answer.headers['x-oss-version-id']),
  }
}

/** Bucket, key and version of one object. */
export function addressOf(input: ObjectInput): {
  readonly bucket: string
  readonly key: string
  readonly query: { readonly versionId?: string }
} {
  const query = input.versionId === undefined ? {} : { versionId: input.versionId }
  return { bucket: input.bucket, key: input.key, query }
}

function rangeText(range: ByteRange): string {
  return 'last' in range ? `bytes=-${range.last}` : `bytes=${range.start}-${range.end ?? ''}`
}

function overridesOf(response: ResponseOverrides = {}): Record<string, string | undefined> {
  return {
    'response-content-type': response.contentType,
    'response-content-disposition': response.contentDisposition,
    'response-content-encoding': response.contentEncoding,
    'response-content-language': response.contentLanguage,
    'response-cache-control': response.cacheControl,
    'response-expires': response.expires,
  }
}

function rangeOf(text: string | undefined): GotObject['range'] {
  const match = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(text ?? '')
  if (!match) return null
  return { start: Number(match[1]), end: Number(match[2]), total: Number(match[3]) }
}
