import type { AnswerParts, Operation } from '../operation.ts'
import { crc64Header, orNull, quote, timeOf, unquote } from './fields.ts'
import { type ObjectFacts, objectFactsOf } from './object-facts.ts'

export interface ObjectInput {
  readonly bucket: string
  readonly key: string
  readonly versionId?: string
}

/** Headers that become part of an object, under the service's own names, in lower case. */
export type ObjectHeaders = Readonly<Record<string, string | undefined>>

export interface PutObjectInput {
  readonly bucket: string
  readonly key: string
  /** In memory. Absent when a streaming transport sends it: `sizeBytes` must be given then. */
  readonly body?: Uint8Array | string
  readonly sizeBytes?: number
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
      'content-length': input.sizeBytes,
      'x-oss-forbid-overwrite': input.forbidOverwrite ? 'true' : undefined,
    },
    ...(input.body === undefined ? {} : { body: input.body }),
  }),
  success: [200],
  output: writtenObject,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putobject',
}

export interface GetObjectInput extends ObjectInput {
  /** Both inclusive; without `end` to the end. */
  readonly range?: { readonly start: number; readonly end?: number }
  /** Fails with `PreconditionFailed` when the object has another ETag. */
  readonly ifMatch?: string
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
  request: (input) => ({
    ...addressOf(input),
    headers: {
      // Compressed on the way, neither the length nor the CRC64 would be those of the object.
      'accept-encoding': 'identity',
      range: input.range && `bytes=${input.range.start}-${input.range.end ?? ''}`,
      // Otherwise a range beyond the end silently answers the whole object.
      'x-oss-range-behavior': input.range && 'standard',
      'if-match': input.ifMatch && quote(input.ifMatch),
    },
  }),
  success: [200, 206],
  output: (answer) => ({
    ...objectFactsOf(answer),
    body: answer.body,
    range: rangeOf(answer.headers['content-range']),
  }),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getobject',
}

export const headObject: Operation<ObjectInput, ObjectFacts> = {
  name: 'HeadObject',
  method: 'HEAD',
  target: 'object',
  idempotent: true,
  request: addressOf,
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
    sizeBytes: Number(answer.headers['content-length'] ?? 0),
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

function rangeOf(text: string | undefined): GotObject['range'] {
  const match = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(text ?? '')
  if (!match) return null
  return { start: Number(match[1]), end: Number(match[2]), total: Number(match[3]) }
}
