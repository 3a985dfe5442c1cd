import type { Operation } from '../operation.ts'
import { childText, parseXmlOf } from '../xml.ts'
import type { BucketInput } from './bucket.ts'
import { flag } from './fields.ts'

const query = { policy: null }

/** The policy as the JSON text that it was set with; `NoSuchBucketPolicy` when there is none. */
export const getBucketPolicy: Operation<BucketInput, string> = {
  name: 'GetBucketPolicy',
  method: 'GET',
  target: 'bucket',
  idempotent: true,
  request: ({ bucket }) => ({ bucket, query }),
  success: [200],
  output: (answer) => Buffer.from(answer.body).toString('utf8'),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getbucketpolicy',
}

/** `policy`: JSON text of at most 16 KB. Replaces the whole policy. */
export const putBucketPolicy: Operation<BucketInput & { readonly policy: string }, void> = {
  name: 'PutBucketPolicy',
  method: 'PUT',
  target: 'bucket',
  idempotent: true,
  request: ({ bucket, policy }) => ({
    bucket,
    query,
    headers: { 'content-type': 'application/json' },
    body: policy,
    contentMd5: true,
  }),
  success: [200],
  output: () => undefined,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketpolicy',
}

export const deleteBucketPolicy: Operation<BucketInput, void> = {
  name: 'DeleteBucketPolicy',
  method: 'DELETE',
  target: 'bucket',
  idempotent: true,
  request: ({ bucket }) => ({ bucket, query }),
  success: [200, 204],
  output: () => undefined,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/deletebucketpolicy',
}

/** Whether the policy lets everybody in. */
export const getBucketPolicyStatus: Operation<BucketInput, { readonly isPublic: boolean }> = {
  name: 'GetBucketPolicyStatus',
  method: 'GET',
  target: 'bucket',
  idempotent: true,
  request: ({ bucket }) => ({ bucket, query: { policyStatus: null } }),
  success: [200],
  output: (answer) => ({
    isPublic: flag(childText(parseXmlOf('PolicyStatus', answer.body), 'IsPublic')),
  }),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getbucketpolicystatus',
}
