import { encodeKey } from '../../../shared/oss/encoding.ts'
import {
  type Conditions,
  conditionHeaders,
  type ObjectHeaders,
  tagText,
} from '../object-headers.ts'
import type { Operation } from '../operation.ts'
import { childText, parseXmlOf } from '../xml.ts'
import { unquote } from './fields.ts'
import { type WrittenObject, writtenObject } from './objects.ts'

export interface CopySource {
  readonly bucket: string
  readonly key: string
  readonly versionId?: string
}

/** The conditions are on the source. */
export interface CopyObjectInput extends Conditions {
  readonly bucket: string
  readonly key: string
  readonly source: CopySource
  /** `REPLACE`: only `headers` count; otherwise everything comes from the source. */
  readonly metadata?: 'COPY' | 'REPLACE'
  /** Instead of the source's. */
  readonly tags?: Readonly<Record<string, string>>
  readonly forbidOverwrite?: boolean
  readonly headers?: ObjectHeaders
}

/** Up to 1 GB as documented; larger objects by `uploadPartCopy`. */
export const copyObject: Operation<CopyObjectInput, WrittenObject> = {
  name: 'CopyObject',
  method: 'PUT',
  target: 'object',
  idempotent: true,
  request: (input) => ({
    bucket: input.bucket,
    key: input.key,
    headers: {
      ...input.headers,
      'x-oss-copy-source': copySourceOf(input.source),
      'x-oss-metadata-directive': input.metadata,
      ...conditionHeaders(input, 'x-oss-copy-source-'),
      ...(input.tags && {
        'x-oss-tagging-directive': 'Replace',
        'x-oss-tagging': tagText(input.tags),
      }),
      'x-oss-forbid-overwrite': input.forbidOverwrite ? 'true' : undefined,
    },
  }),
  success: [200],
  output: (answer) => ({
    ...writtenObject(answer),
    etag: unquote(childText(parseXmlOf('CopyObjectResult', answer.body), 'ETag')),
  }),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/copyobject',
}

/** `/bucket/key`, encoded, as copies name their source. */
export function copySourceOf(source: CopySource): string {
  const version = source.versionId === undefined ? '' : `?versionId=${source.versionId}`
  return `/${source.bucket}/${encodeKey(source.key)}${version}`
}
