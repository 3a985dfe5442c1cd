import type { Operation } from '../operation.ts'
import { childText, parseXmlOf } from '../xml.ts'
import { buildDocument } from '../xml-document.ts'
import type { BucketInput } from './bucket.ts'
import { checkRange, integer, required, timeOf, xmlType } from './fields.ts'

const shared = { target: 'bucket', success: [200, 204] } as const

function daysBody(root: string, days: number): { headers: Record<string, string>; body: string } {
  checkRange('days', days, 1, 25_550)
  return {
    headers: { 'content-type': xmlType },
    body: buildDocument(root, { RetentionPeriodInDays: days }),
  }
}

/** Answers the policy's id. For 24 hours it can still be taken back; then it must be locked. */
export const initiateBucketWorm: Operation<BucketInput & { readonly days: number }, string> = {
  ...shared,
  name: 'InitiateBucketWorm',
  method: 'POST',
  idempotent: false,
  request: ({ bucket, days }) => ({
    bucket,
    query: { worm: null },
    ...daysBody('InitiateWormConfiguration', days),
  }),
  output: (answer) => answer.headers['x-oss-worm-id'] ?? '',
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/initiatebucketworm',
}

/** Only while it is not locked. */
export const abortBucketWorm: Operation<BucketInput, void> = {
  ...shared,
  name: 'AbortBucketWorm',
  method: 'DELETE',
  idempotent: true,
  request: ({ bucket }) => ({ bucket, query: { worm: null } }),
  output: () => undefined,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/abortbucketworm',
}

/** Locks it. It cannot be undone: nobody can then delete protected objects before their time. */
export const completeBucketWorm: Operation<BucketInput & { readonly wormId: string }, void> = {
  ...shared,
  name: 'CompleteBucketWorm',
  method: 'POST',
  idempotent: true,
  request: ({ bucket, wormId }) => ({ bucket, query: { wormId } }),
  output: () => undefined,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/completebucketworm',
}

/** Longer only. */
export const extendBucketWorm: Operation<
  BucketInput & { readonly wormId: string; readonly days: number },
  void
> = {
  ...shared,
  name: 'ExtendBucketWorm',
  method: 'POST',
  idempotent: true,
  request: ({ bucket, wormId, days }) => ({
    bucket,
    query: { wormId, wormExtend: null },
    ...daysBody('ExtendWormConfiguration', days),
  }),
  output: () => undefined,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/extendbucketworm',
}

export interface WormPolicy {
  readonly id: string
  /** `InProgress`, `Locked` or `Expired`. */
  readonly state: string
  readonly days: number
  readonly createdAt: string | null
}

/** `NoSuchWORMConfiguration` when there is none. */
export const getBucketWorm: Operation<BucketInput, WormPolicy> = {
  ...shared,
  name: 'GetBucketWorm',
  method: 'GET',
  idempotent: true,
  request: ({ bucket }) => ({ bucket, query: { worm: null } }),
  output: (answer) => {
    const root = parseXmlOf('WormConfiguration', answer.body)
    return {
      id: required(root, 'WormId'),
      state: required(root, 'State'),
      days: integer(childText(root, 'RetentionPeriodInDays'), 'RetentionPeriodInDays'),
      createdAt: timeOf(childText(root, 'CreationDate')),
    }
  },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getbucketworm',
}
