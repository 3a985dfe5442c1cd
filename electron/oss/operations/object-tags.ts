import type { Operation, RequestParts } from '../operation.ts'
import { child, childrenOf, childText, parseXmlOf } from '../xml.ts'
import { buildDocument } from '../xml-document.ts'
import { required, xmlType } from './fields.ts'
import { addressOf, type ObjectInput } from './objects.ts'

export interface ObjectTag {
  readonly key: string
  readonly value: string
}

function tagRequest(input: ObjectInput): RequestParts {
  const address = addressOf(input)
  return { ...address, query: { tagging: null, ...address.query } }
}

export const getObjectTagging: Operation<ObjectInput, readonly ObjectTag[]> = {
  name: 'GetObjectTagging',
  method: 'GET',
  target: 'object',
  idempotent: true,
  request: tagRequest,
  success: [200],
  output: (answer) =>
    childrenOf(child(parseXmlOf('Tagging', answer.body), 'TagSet'), 'Tag').map((tag) => ({
      key: required(tag, 'Key'),
      value: childText(tag, 'Value') ?? '',
    })),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getobjecttagging',
}

/** Replaces all tags; the time of the last change stays. */
export const putObjectTagging: Operation<
  ObjectInput & { readonly tags: readonly ObjectTag[] },
  void
> = {
  name: 'PutObjectTagging',
  method: 'PUT',
  target: 'object',
  idempotent: true,
  request: (input) => ({
    ...tagRequest(input),
    headers: { 'content-type': xmlType },
    body: buildDocument('Tagging', {
      TagSet: { Tag: input.tags.map((tag) => ({ Key: tag.key, Value: tag.value })) },
    }),
    contentMd5: true,
  }),
  success: [200],
  output: () => undefined,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putobjecttagging',
}

export const deleteObjectTagging: Operation<ObjectInput, void> = {
  name: 'DeleteObjectTagging',
  method: 'DELETE',
  target: 'object',
  idempotent: true,
  request: tagRequest,
  success: [200, 204],
  output: () => undefined,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/deleteobjecttagging',
}
