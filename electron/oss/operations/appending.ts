import type { ObjectHeaders } from '../object-headers.ts'
import type { Operation } from '../operation.ts'
import { checkRange, integer, timeOf } from './fields.ts'
import { type WrittenObject, writtenObject } from './objects.ts'

export interface AppendObjectInput {
  readonly bucket: string
  readonly key: string
  /** How long the object is now; 0 creates it. */
  readonly position: number
  readonly body?: Uint8Array | string
  readonly sizeBytes?: number
  readonly contentType?: string
  readonly forbidOverwrite?: boolean
  /** Metadata, access and storage class count only when the object is created. */
  readonly headers?: ObjectHeaders
}

export interface AppendedObject extends WrittenObject {
  /** Where the next piece goes. `crc64` is that of the whole object so far. */
  readonly nextPosition: number
}

/**
 * A wrong position gives `PositionNotEqualToLength`, whose `details.nextPosition` is the right one; an
 * object that was not made by appending gives `ObjectNotAppendable`. Not repeated by itself: after a
 * lost answer the object's length tells whether the piece is there.
 */
export const appendObject: Operation<AppendObjectInput, AppendedObject> = {
  name: 'AppendObject',
  method: 'POST',
  target: 'object',
  idempotent: false,
  request: (input) => {
    checkRange('position', input.position, 0, Number.MAX_SAFE_INTEGER)
    return {
      bucket: input.bucket,
      key: input.key,
      query: { append: null, position: input.position },
      headers: {
        ...input.headers,
        'content-type': input.contentType ?? input.headers?.['content-type'],
        'content-length': input.sizeBytes,
        'x-oss-forbid-overwrite': input.forbidOverwrite ? 'true' : undefined,
      },
      ...(input.body === undefined ? {} : { body: input.body }),
    }
  },
  success: [200],
  output: (answer) => ({
    ...writtenObject(answer),
    nextPosition: integer(
      answer.headers['x-oss-next-append-position'],
      'x-oss-next-append-position',
    ),
  }),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/appendobject',
}

/**
 * Nothing can be appended any more; lifecycle rules then treat the object as any other. `position`: how
 * long it is. Answers when it was sealed, also for one that was before.
 */
export const sealAppendObject: Operation<
  Pick<AppendObjectInput, 'bucket' | 'key' | 'position'>,
  { readonly sealedAt: string | null }
> = {
  name: 'SealAppendObject',
  method: 'POST',
  target: 'object',
  idempotent: true,
  request: ({ bucket, key, position }) => ({ bucket, key, query: { seal: null, position } }),
  success: [200],
  output: ({ headers }) => ({ sealedAt: timeOf(headers['x-oss-sealed-time']) }),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/sealappendobject',
}
