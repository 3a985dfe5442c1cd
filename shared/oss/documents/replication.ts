import { z } from 'zod'
import { listSteps, type SectionAction, type SectionStep, stepOf } from '../section-action.ts'
import { container } from '../sections/container.ts'
import { sameContent } from '../sections/same.ts'
import { plain } from './plain.ts'

const text = z.string().optional()
const status = container(z.looseObject({ Status: text }))

const replicationRule = z.looseObject({
  /** Made by the service when a rule is added without one. */
  ID: text,
  PrefixSet: container(z.looseObject({ Prefix: z.array(z.string()).default([]) })).optional(),
  Action: text,
  Destination: container(
    z.looseObject({ Bucket: text, Location: text, TransferType: text }),
  ).optional(),
  /** In answers: `starting`, `doing` or `closing`. */
  Status: text,
  HistoricalObjectReplication: text,
  SyncRole: text,
  SourceSelectionCriteria: container(
    z.looseObject({ SseKmsEncryptedObjects: status.optional() }),
  ).optional(),
  EncryptionConfiguration: container(z.looseObject({ ReplicaKmsKeyID: text })).optional(),
  RTC: status.optional(),
})

type ReplicationRule = z.infer<typeof replicationRule>
const schema = z.looseObject({ Rule: z.array(container(replicationRule)).default([]) })
type Replication = z.infer<typeof schema>

/** Adds one rule; the answer's header `x-oss-replication-rule-id` has its id. */
export const addReplicationRule: SectionAction<{ readonly rule: ReplicationRule }> = {
  name: 'PutBucketReplication',
  method: 'POST',
  idempotent: false,
  query: () => ({ replication: null, comp: 'add' }),
  body: ({ rule: { Status: _, ...rule } }) => ({
    root: 'ReplicationConfiguration',
    content: { Rule: [rule] },
  }),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketreplication',
}

/** The rule is `closing` for a while; what was copied stays. */
export const removeReplicationRule: SectionAction<{ readonly ruleId: string }> = {
  name: 'DeleteBucketReplication',
  method: 'POST',
  idempotent: true,
  query: () => ({ replication: null, comp: 'delete' }),
  body: ({ ruleId }) => ({ root: 'ReplicationRules', content: { ID: ruleId } }),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/deletebucketreplication',
}

/** Switches the replication time control of one rule: `enabled` or `disabled`. */
export const putReplicationTimeControl: SectionAction<{
  readonly ruleId: string
  readonly status: string
}> = {
  name: 'PutBucketRTC',
  method: 'PUT',
  idempotent: true,
  query: () => ({ rtc: null }),
  body: ({ ruleId, status }) => ({
    root: 'ReplicationRule',
    content: { RTC: { Status: status }, ID: ruleId },
  }),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketrtc',
}

/**
 * What a bucket copies to other buckets. A rule without an ID is given one by the service; whoever
 * wants to know its own rule again gives it one before.
 */
export const replication = plain({
  name: 'replication',
  root: 'ReplicationConfiguration',
  arrays: ['Rule', 'Rule.PrefixSet.Prefix'],
  serviceMade: ['Rule.Status'],
  schema,
  empty: { Rule: [] },
  absentCode: 'NoSuchReplicationConfiguration',
  isEmpty: (document) => document.Rule.length === 0,
  write: {
    kind: 'steps',
    steps: (before: Replication, after: Replication) =>
      listSteps(before.Rule, after.Rule, {
        idOf: ({ ID }) => ID,
        content: ({ Status: _, ...rule }) => rule,
        add: (rule) => stepOf(addReplicationRule, { rule }),
        remove: ({ ID }) => stepOf(removeReplicationRule, { ruleId: ID ?? '' }),
        change: changeOfRule,
      }),
  },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getbucketreplication',
})

/** Only the time control of a rule can be changed; of anything else it is another rule. */
function changeOfRule(rule: ReplicationRule, former: ReplicationRule): readonly SectionStep[] {
  const ruleId = rule.ID ?? ''
  const status = rule.RTC?.Status ?? 'disabled'
  const rest = ({ Status: _, RTC: __, ...others }: ReplicationRule): unknown => others
  if (sameContent(rest(rule), rest(former))) {
    return [stepOf(putReplicationTimeControl, { ruleId, status })]
  }
  return [stepOf(removeReplicationRule, { ruleId }), stepOf(addReplicationRule, { rule })]
}

/** Where the bucket may copy to: `oss-cn-beijing` and the like. */
export const replicationLocation = plain({
  name: 'replicationLocation',
  root: 'ReplicationLocation',
  arrays: ['Location', 'LocationTransferTypeConstraint.LocationTransferType'],
  schema: z.looseObject({ Location: z.array(z.string()).default([]) }),
  empty: { Location: [] },
  write: { kind: 'never' },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getbucketreplicationlocation',
})

const progress = z.looseObject({
  /** Share of what was there before, `0` to `1`; absent when it is not copied. */
  HistoricalObject: text,
  /** What was written before this time has arrived; absent = nothing yet. */
  NewObject: text,
})

/** How far one rule has come. */
export const replicationProgress = plain({
  name: 'replicationProgress',
  parameter: 'rule-id',
  root: 'ReplicationProgress',
  arrays: ['Rule', 'Rule.PrefixSet.Prefix'],
  schema: z.looseObject({
    Rule: z
      .array(container(replicationRule.extend({ Progress: container(progress).optional() })))
      .default([]),
  }),
  empty: { Rule: [] },
  absentCode: 'NoSuchReplicationRule',
  write: { kind: 'never' },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getbucketreplicationprogress',
})
