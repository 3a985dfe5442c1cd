import type { Operation } from '../operation.ts'
import { child, childText, parseXmlOf } from '../xml.ts'
import { addressOf, type ObjectInput } from './objects.ts'

export const getObjectAcl: Operation<ObjectInput, string> = {
  name: 'GetObjectACL',
  method: 'GET',
  target: 'object',
  idempotent: true,
  request: (input) => {
    const address = addressOf(input)
    return { ...address, query: { acl: null, ...address.query } }
  },
  success: [200],
  output: (answer) => {
    const root = parseXmlOf('AccessControlPolicy', answer.body)
    return childText(child(root, 'AccessControlList'), 'Grant') ?? ''
  },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getobjectacl',
}

export interface PutObjectAclInput extends ObjectInput {
  /** `default`: as the bucket. */
  readonly acl: 'default' | 'private' | 'public-read' | 'public-read-write'
}

export const putObjectAcl: Operation<PutObjectAclInput, void> = {
  name: 'PutObjectACL',
  method: 'PUT',
  target: 'object',
  idempotent: true,
  request: (input) => {
    const address = addressOf(input)
    return {
      ...address,
      query: { acl: null, ...address.query },
      headers: { 'x-oss-object-acl': input.acl },
    }
  },
  success: [200],
  output: () => undefined,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putobjectacl',
}
