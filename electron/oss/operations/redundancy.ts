import type { Operation } from '../operation.ts'
import { childrenOf, childText, parseXmlOf, type XmlElement } from '../xml.ts'
import type { BucketInput } from './bucket.ts'
import { flag, orNull, required, timeOf } from './fields.ts'

export interface RedundancyTransition {
  readonly taskId: string
  readonly bucket: string | null
  /** `Queueing`, `Processing` or `Finished`. */
  readonly status: string | null
  readonly createdAt: string | null
  readonly startedAt: string | null
  readonly endedAt: string | null
  /** 0 to 100. */
  readonly percent: number | null
  readonly hoursLeft: number | null
}

/** Starts to turn a bucket with copies in one zone into one in several. Answers the task's id. */
export const createBucketDataRedundancyTransition: Operation<BucketInput, string> = {
  name: 'CreateBucketDataRedundancyTransition',
  method: 'POST',
  target: 'bucket',
  idempotent: false,
  request: ({ bucket }) => ({
    bucket,
    query: { redundancyTransition: null, 'x-oss-target-redundancy-type': 'ZRS' },
  }),
  success: [200],
  output: (answer) => required(parseXmlOf('BucketDataRedundancyTransition', answer.body), 'TaskId'),
  documentation:
    'https://help.aliyun.com/zh/oss/developer-reference/createbucketdataredundancytransition',
}

export interface TransitionInput extends BucketInput {
  readonly taskId: string
}

const queryOf = (taskId: string): Record<string, string | null> => ({
  redundancyTransition: null,
  'x-oss-redundancy-transition-taskid': taskId,
})

export const getBucketDataRedundancyTransition: Operation<TransitionInput, RedundancyTransition> = {
  name: 'GetBucketDataRedundancyTransition',
  method: 'GET',
  target: 'bucket',
  idempotent: true,
  request: ({ bucket, taskId }) => ({ bucket, query: queryOf(taskId) }),
  success: [200],
  output: (answer) => transitionOf(parseXmlOf('BucketDataRedundancyTransition', answer.body)),
  documentation:
    'https://help.aliyun.com/zh/oss/developer-reference/getbucketdataredundancytransition',
}

/** Only while it is queueing. */
export const deleteBucketDataRedundancyTransition: Operation<TransitionInput, void> = {
  name: 'DeleteBucketDataRedundancyTransition',
  method: 'DELETE',
  target: 'bucket',
  idempotent: true,
  request: ({ bucket, taskId }) => ({ bucket, query: queryOf(taskId) }),
  success: [200, 204],
  output: () => undefined,
  documentation:
    'https://help.aliyun.com/zh/oss/developer-reference/deletebucketdataredundancytransition',
}

export const listBucketDataRedundancyTransition: Operation<
  BucketInput,
  readonly RedundancyTransition[]
> = {
  name: 'ListBucketDataRedundancyTransition',
  method: 'GET',
  target: 'bucket',
  idempotent: true,
  request: ({ bucket }) => ({ bucket, query: { redundancyTransition: null } }),
  success: [200],
  output: (answer) => transitionsOf(parseXmlOf('ListBucketDataRedundancyTransition', answer.body)),
  documentation:
    'https://help.aliyun.com/zh/oss/developer-reference/listbucketdataredundancytransition',
}

export interface TransitionsPage {
  readonly transitions: readonly RedundancyTransition[]
  /** `continuationToken` of the next page; null = this was the last. */
  readonly next: string | null
}

/** Those of all buckets of the account. */
export const listUserDataRedundancyTransition: Operation<
  { readonly continuationToken?: string; readonly maxKeys?: number },
  TransitionsPage
> = {
  name: 'ListUserDataRedundancyTransition',
  method: 'GET',
  target: 'service',
  idempotent: true,
  request: ({ continuationToken, maxKeys }) => ({
    query: {
      redundancyTransition: null,
      'continuation-token': continuationToken,
      'max-keys': maxKeys,
    },
  }),
  success: [200],
  output: (answer) => {
    const root = parseXmlOf('ListBucketDataRedundancyTransition', answer.body)
    const truncated = flag(childText(root, 'IsTruncated'))
    return {
      transitions: transitionsOf(root),
      next: truncated ? orNull(childText(root, 'NextContinuationToken')) : null,
    }
  },
  documentation:
    'https://help.aliyun.com/zh/oss/developer-reference/listuserdataredundancytransition',
}

function transitionsOf(root: XmlElement): readonly RedundancyTransition[] {
  return childrenOf(root, 'BucketDataRedundancyTransition').map(transitionOf)
}

function transitionOf(element: XmlElement): RedundancyTransition {
  const number = (name: string): number | null => {
    const text = childText(element, name)
    return text && /^\d+$/.test(text) ? Number(text) : null
  }
  return {
    taskId: required(element, 'TaskId'),
    bucket: orNull(childText(element, 'Bucket')),
    status: orNull(childText(element, 'Status')),
    createdAt: timeOf(childText(element, 'CreateTime')),
    startedAt: timeOf(childText(element, 'StartTime')),
    endedAt: timeOf(childText(element, 'EndTime')),
    percent: number('ProcessPercentage'),
    hoursLeft: number('EstimatedRemainingTime'),
  }
}
