import { maxParts } from '../../../shared/oss/limits.ts'
import { type Conditions, conditionHeaders, type ObjectHeaders } from '../object-headers.ts'
import type { Operation } from '../operation.ts'
import { childText, parseXmlOf } from '../xml.ts'
import { buildDocument } from '../xml-document.ts'
import { type CopySource, copySourceOf } from './copying.ts'
import { checkRange, crc64Header, quote, required, unquote, xmlType } from './fields.ts'
import { type WrittenObject, writtenObject } from './objects.ts'

export interface UploadInput {
  readonly bucket: string
  readonly key: string
  readonly uploadId: string
}

export interface InitiateInput {
  readonly bucket: string
  readonly key: string
  readonly contentType?: string
  readonly forbidOverwrite?: boolean
  /** Parts must then come in order, and the ETag becomes the MD5 of the whole. */
  readonly sequential?: boolean
  /** Metadata, storage class, tags and encryption are given here, not on the parts. */
  readonly headers?: ObjectHeaders
}

/** Answers the upload id. Repeating it would leave an upload that nobody knows of. */
export const initiateMultipartUpload: Operation<InitiateInput, string> = {
  name: 'InitiateMultipartUpload',
  method: 'POST',
  target: 'object',
  idempotent: false,
  request: (input) => ({
    bucket: input.bucket,
    key: input.key,
    query: {
      uploads: null,
      'encoding-type': 'url',
      sequential: input.sequential ? null : undefined,
    },
    headers: {
      ...input.headers,
      'content-type': input.contentType ?? input.headers?.['content-type'],
      'x-oss-forbid-overwrite': input.forbidOverwrite ? 'true' : undefined,
    },
  }),
  success: [200],
  output: (answer) =>
    required(parseXmlOf('InitiateMultipartUploadResult', answer.body), 'UploadId'),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/initiatemultipartupload',
}

export interface UploadPartInput extends UploadInput {
  /** 1 to 10000. */
  readonly partNumber: number
  /** In memory. Absent when a streaming transport sends it: `sizeBytes` must be given then. */
  readonly body?: Uint8Array
  readonly sizeBytes?: number
}

export interface UploadedPart {
  readonly partNumber: number
  readonly etag: string
  /** Of the part, decimal; null when the answer does not tell. */
  readonly crc64: string | null
}

/** The same number again replaces the part. */
export const uploadPart: Operation<UploadPartInput, UploadedPart> = {
  name: 'UploadPart',
  method: 'PUT',
  target: 'object',
  idempotent: true,
  request: (input) => ({
    ...partAddress(input),
    headers: { 'content-length': input.sizeBytes },
    ...(input.body === undefined ? {} : { body: input.body }),
  }),
  success: [200],
  output: (answer, input) => ({
    partNumber: input.partNumber,
    etag: unquote(answer.headers.etag),
    crc64: crc64Header(answer),
  }),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/uploadpart',
}

/** The conditions are on the source. */
export interface UploadPartCopyInput extends UploadInput, Conditions {
  readonly partNumber: number
  readonly source: CopySource
  /** Both inclusive; absent = the whole source. */
  readonly range?: { readonly start: number; readonly end: number }
}

export const uploadPartCopy: Operation<UploadPartCopyInput, UploadedPart> = {
  name: 'UploadPartCopy',
  method: 'PUT',
  target: 'object',
  idempotent: true,
  request: (input) => ({
    ...partAddress(input),
    headers: {
      'x-oss-copy-source': copySourceOf(input.source),
      'x-oss-copy-source-range': input.range && `bytes=${input.range.start}-${input.range.end}`,
      ...conditionHeaders(input, 'x-oss-copy-source-'),
    },
  }),
  success: [200],
  output: (answer, input) => ({
    partNumber: input.partNumber,
    etag: unquote(childText(parseXmlOf('CopyPartResult', answer.body), 'ETag')),
    crc64: crc64Header(answer),
  }),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/uploadpartcopy',
}

export interface CompleteInput extends UploadInput {
  /** Ascending by number; gaps are allowed. `all`: every part that is there. */
  readonly parts: 'all' | readonly { readonly partNumber: number; readonly etag: string }[]
  readonly forbidOverwrite?: boolean
}

/**
 * After a lost answer the upload may be complete: `NoSuchUpload` then says nothing, and the object's
 * size and CRC64 decide. Therefore it is not repeated by itself.
 */
export const completeMultipartUpload: Operation<CompleteInput, WrittenObject> = {
  name: 'CompleteMultipartUpload',
  method: 'POST',
  target: 'object',
  idempotent: false,
  request: (input) => ({
    ...uploadAddress(input),
    query: { uploadId: input.uploadId, 'encoding-type': 'url' },
    headers: {
      'content-type': xmlType,
      'x-oss-forbid-overwrite': input.forbidOverwrite ? 'true' : undefined,
      'x-oss-complete-all': input.parts === 'all' ? 'yes' : undefined,
    },
    ...(input.parts === 'all' ? {} : { body: partsDocument(input.parts) }),
  }),
  success: [200],
  output: (answer) => ({
    ...writtenObject(answer),
    etag: unquote(childText(parseXmlOf('CompleteMultipartUploadResult', answer.body), 'ETag')),
  }),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/completemultipartupload',
}

function partsDocument(parts: Exclude<CompleteInput['parts'], 'all'>): string {
  checkRange('parts', parts.length, 1, maxParts)
  return buildDocument('CompleteMultipartUpload', {
    Part: parts.map((part) => ({ PartNumber: part.partNumber, ETag: quote(part.etag) })),
  })
}

/** Parts that are still being sent may arrive afterwards: abort again when they have ended. */
export const abortMultipartUpload: Operation<UploadInput, void> = {
  name: 'AbortMultipartUpload',
  method: 'DELETE',
  target: 'object',
  idempotent: true,
  request: uploadAddress,
  success: [200, 204],
  output: () => undefined,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/abortmultipartupload',
}

export function uploadAddress(input: UploadInput): {
  readonly bucket: string
  readonly key: string
  readonly query: { readonly uploadId: string }
} {
  return { bucket: input.bucket, key: input.key, query: { uploadId: input.uploadId } }
}

function partAddress(input: UploadInput & { readonly partNumber: number }): {
  readonly bucket: string
  readonly key: string
  readonly query: { readonly partNumber: number; readonly uploadId: string }
} {
  checkRange('partNumber', input.partNumber, 1, maxParts)
  const query = { partNumber: input.partNumber, uploadId: input.uploadId }
  return { bucket: input.bucket, key: input.key, query }
}
