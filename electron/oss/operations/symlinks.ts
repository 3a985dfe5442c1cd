import { encodeKey, percentDecode } from '../../../shared/oss/encoding.ts'
import type { ObjectHeaders } from '../object-headers.ts'
import type { Operation } from '../operation.ts'
import { orNull, timeOf, unquote } from './fields.ts'
import { addressOf, type ObjectInput } from './objects.ts'

export interface PutSymlinkInput {
  readonly bucket: string
  readonly key: string
  /** A key of the same bucket; it need not exist. */
  readonly target: string
  readonly forbidOverwrite?: boolean
  readonly headers?: ObjectHeaders
}

export const putSymlink: Operation<PutSymlinkInput, { readonly etag: string }> = {
  name: 'PutSymlink',
  method: 'PUT',
  target: 'object',
  idempotent: true,
  request: (input) => ({
    bucket: input.bucket,
    key: input.key,
    query: { symlink: null },
    headers: {
      ...input.headers,
      'x-oss-symlink-target': encodeKey(input.target),
      'x-oss-forbid-overwrite': input.forbidOverwrite ? 'true' : undefined,
    },
  }),
  success: [200],
  output: (answer) => ({ etag: unquote(answer.headers.etag) }),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putsymlink',
}

export interface Symlink {
  readonly target: string
  readonly etag: string
  readonly modifiedAt: string | null
  readonly versionId: string | null
}

/** `NotSymlink` for any other object. */
export const getSymlink: Operation<ObjectInput, Symlink> = {
  name: 'GetSymlink',
  method: 'GET',
  target: 'object',
  idempotent: true,
  request: (input) => {
    const address = addressOf(input)
    return { ...address, query: { symlink: null, ...address.query } }
  },
  success: [200],
  output: ({ headers }) => ({
    target: percentDecode(headers['x-oss-symlink-target'] ?? ''),
    etag: unquote(headers.etag),
    modifiedAt: timeOf(headers['last-modified']),
    versionId: orNull(headers['x-oss-version-id']),
  }),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getsymlink',
}
