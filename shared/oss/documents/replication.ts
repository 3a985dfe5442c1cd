import { z } from 'zod'
import { container } from '../sections/container.ts'
import { plain } from './plain.ts'

const text = z.string().optional()
const status = container(z.looseObject({ Status: text }))

export const replicationRule = z.looseObject({
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

/** What a bucket copies to other buckets. Rules are added and removed one at a time. */
export const replication = plain({
  name: 'replication',
  root: 'ReplicationConfiguration',
  arrays: ['Rule', 'Rule.PrefixSet.Prefix'],
  serviceMade: ['Rule.Status'],
  schema: z.looseObject({ Rule: z.array(container(replicationRule)).default([]) }),
  empty: { Rule: [] },
  absentCode: 'NoSuchReplicationConfiguration',
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketreplication',
})

export type ReplicationRule = z.infer<typeof replicationRule>
export type ReplicationDocument = z.infer<typeof replication.schema>
