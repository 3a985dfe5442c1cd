import {
  type ReplicationDocument,
  type ReplicationRule,
  replication,
} from '../../../shared/oss/documents/replication.ts'
import type { Operation, RequestParts } from '../operation.ts'
import { child, childrenOf, childText, parseXmlOf } from '../xml.ts'
import { buildDocument } from '../xml-document.ts'
import type { BucketInput } from './bucket.ts'
import { orNull, required, xmlType } from './fields.ts'
import { buildSection, parseSection } from './section.ts'

function posted(bucket: string, comp: string, body: string): RequestParts {
  const headers = { 'content-type': xmlType }
  return { bucket, query: { replication: null, comp }, headers, body, contentMd5: true }
}

/** Adds one rule and answers its id. */
export const putBucketReplication: Operation<
  BucketInput & { readonly rule: ReplicationRule },
  string
> = {
  name: 'PutBucketReplication',
  method: 'POST',
  target: 'bucket',
  idempotent: false,
  request: ({ bucket, rule }) => posted(bucket, 'add', buildSection(replication, { Rule: [rule] })),
  success: [200],
  output: (answer) => answer.headers['x-oss-replication-rule-id'] ?? '',
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketreplication',
}

/** The rule is `closing` for a while; what was copied stays. */
export const deleteBucketReplication: Operation<BucketInput & { readonly ruleId: string }, void> = {
  name: 'DeleteBucketReplication',
  method: 'POST',
  target: 'bucket',
  idempotent: true,
  request: ({ bucket, ruleId }) =>
    posted(bucket, 'delete', buildDocument('ReplicationRules', { ID: ruleId })),
  success: [200, 204],
  output: () => undefined,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/deletebucketreplication',
}

/** `NoSuchReplicationConfiguration` when there is none. */
export const getBucketReplication: Operation<BucketInput, ReplicationDocument> = {
  name: 'GetBucketReplication',
  method: 'GET',
  target: 'bucket',
  idempotent: true,
  request: ({ bucket }) => ({ bucket, query: { replication: null } }),
  success: [200],
  output: (answer) => parseSection(replication, answer.body),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getbucketreplication',
}

/** Where the bucket may copy to: `oss-cn-beijing` and the like. */
export const getBucketReplicationLocation: Operation<BucketInput, readonly string[]> = {
  name: 'GetBucketReplicationLocation',
  method: 'GET',
  target: 'bucket',
  idempotent: true,
  request: ({ bucket }) => ({ bucket, query: { replicationLocation: null } }),
  success: [200],
  output: (answer) =>
    childrenOf(parseXmlOf('ReplicationLocation', answer.body), 'Location').map(
      (location) => location.text,
    ),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getbucketreplicationlocation',
}

export interface ReplicationProgress {
  readonly ruleId: string
  readonly status: string | null
  readonly targetBucket: string | null
  /** Share of what was there before, 0 to 1; null when it is not copied. */
  readonly historicalObject: number | null
  /** What was written before this time has arrived; null = nothing yet. */
  readonly newObject: string | null
}

export const getBucketReplicationProgress: Operation<
  BucketInput & { readonly ruleId: string },
  readonly ReplicationProgress[]
> = {
  name: 'GetBucketReplicationProgress',
  method: 'GET',
  target: 'bucket',
  idempotent: true,
  request: ({ bucket, ruleId }) => ({
    bucket,
    query: { replicationProgress: null, 'rule-id': ruleId },
  }),
  success: [200],
  output: (answer) =>
    childrenOf(parseXmlOf('ReplicationProgress', answer.body), 'Rule').map((rule) => {
      const progress = child(rule, 'Progress')
      const share = Number.parseFloat(childText(progress, 'HistoricalObject') ?? '')
      return {
        ruleId: required(rule, 'ID'),
        status: orNull(childText(rule, 'Status')),
        targetBucket: orNull(childText(child(rule, 'Destination'), 'Bucket')),
        historicalObject: share >= 0 && share <= 1 ? share : null,
        newObject: orNull(childText(progress, 'NewObject')),
      }
    }),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getbucketreplicationprogress',
}

/** Switches the replication time control of one rule. */
export const putBucketRtc: Operation<
  BucketInput & { readonly ruleId: string; readonly enabled: boolean },
  void
> = {
  name: 'PutBucketRTC',
  method: 'PUT',
  target: 'bucket',
  idempotent: true,
  request: ({ bucket, ruleId, enabled }) => ({
    bucket,
    query: { rtc: null },
    headers: { 'content-type': xmlType },
    body: buildDocument('ReplicationRule', {
      RTC: { Status: enabled ? 'enabled' : 'disabled' },
      ID: ruleId,
    }),
    contentMd5: true,
  }),
  success: [200],
  output: () => undefined,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketrtc',
}
