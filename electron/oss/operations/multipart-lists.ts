import { crc64Of } from '../crc64.ts'
import type { Operation } from '../operation.ts'
import { childrenOf, childText, parseXmlOf } from '../xml.ts'
import { flag, integer, nameDecoder, orNull, required, timeOf, unquote } from './fields.ts'
import { type UploadedPart, type UploadInput, uploadAddress } from './multipart.ts'

export interface ListPartsInput extends UploadInput {
  /** Parts after this number. */
  readonly partNumberMarker?: number
  readonly maxParts?: number
}

export interface ListedPart extends UploadedPart {
  readonly sizeBytes: number
}

export interface PartsPage {
  /** Ascending by number. */
  readonly parts: readonly ListedPart[]
  /** `partNumberMarker` of the next page; null = this was the last. */
  readonly next: number | null
}

export const listParts: Operation<ListPartsInput, PartsPage> = {
  name: 'ListParts',
  method: 'GET',
  target: 'object',
  idempotent: true,
  request: (input) => ({
    ...uploadAddress(input),
    query: {
      uploadId: input.uploadId,
      'part-number-marker': input.partNumberMarker,
      'max-parts': input.maxParts,
      'encoding-type': 'url',
    },
  }),
  success: [200],
  output: (answer) => {
    const root = parseXmlOf('ListPartsResult', answer.body)
    const truncated = flag(childText(root, 'IsTruncated'))
    return {
      parts: childrenOf(root, 'Part').map((part) => ({
        partNumber: integer(childText(part, 'PartNumber'), 'PartNumber'),
        etag: unquote(childText(part, 'ETag')),
        crc64: crc64Of(childText(part, 'HashCrc64ecma')),
        sizeBytes: integer(childText(part, 'Size'), 'Size'),
      })),
      next: truncated ? integer(childText(root, 'NextPartNumberMarker'), 'marker') : null,
    }
  },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/listparts',
}

export interface ListUploadsInput {
  readonly bucket: string
  readonly prefix?: string
  readonly delimiter?: string
  readonly marker?: UploadsMarker
  readonly maxUploads?: number
}

export interface UploadsMarker {
  readonly key: string
  readonly uploadId: string
}

export interface UploadsPage {
  /** By key, then by the time they began. */
  readonly uploads: readonly {
    readonly key: string
    readonly uploadId: string
    readonly initiatedAt: string | null
  }[]
  readonly prefixes: readonly string[]
  readonly next: UploadsMarker | null
}

export const listMultipartUploads: Operation<ListUploadsInput, UploadsPage> = {
  name: 'ListMultipartUploads',
  method: 'GET',
  target: 'bucket',
  idempotent: true,
  request: (input) => ({
    bucket: input.bucket,
    query: {
      uploads: null,
      prefix: input.prefix || undefined,
      delimiter: input.delimiter || undefined,
      'key-marker': input.marker?.key,
      'upload-id-marker': input.marker?.uploadId,
      'max-uploads': input.maxUploads ?? 1000,
      'encoding-type': 'url',
    },
  }),
  success: [200],
  output: (answer) => {
    const root = parseXmlOf('ListMultipartUploadsResult', answer.body)
    const decode = nameDecoder(root)
    const next = {
      key: decode(childText(root, 'NextKeyMarker') ?? ''),
      uploadId: childText(root, 'NextUploadIdMarker') ?? '',
    }
    return {
      uploads: childrenOf(root, 'Upload').map((upload) => ({
        key: decode(required(upload, 'Key')),
        uploadId: required(upload, 'UploadId'),
        initiatedAt: timeOf(childText(upload, 'Initiated')),
      })),
      prefixes: childrenOf(root, 'CommonPrefixes').flatMap((common) =>
        childrenOf(common, 'Prefix').map((prefix) => decode(prefix.text)),
      ),
      next: flag(childText(root, 'IsTruncated')) && orNull(next.key) ? next : null,
    }
  },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/listmultipartuploads',
}
