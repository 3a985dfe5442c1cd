import { z } from 'zod'
import { plain } from './plain.ts'

/**
 * Who may do what, as JSON: `{ Version: '1', Statement: [{ Effect, Action, Principal, Resource,
 * Condition }] }`, at most 16 KB. https://help.aliyun.com/zh/oss/developer-reference/putbucketpolicy
 */
export const policy = plain({
  name: 'policy',
  wire: { kind: 'json' },
  root: 'Policy',
  schema: z.looseObject({
    Version: z.string().optional(),
    Statement: z.array(z.looseObject({ Effect: z.string().optional() })).default([]),
  }),
  empty: { Version: '1', Statement: [] },
  absentCode: 'NoSuchBucketPolicy',
  deletable: true,
  isEmpty: (document) => document.Statement.length === 0,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketpolicy',
})

/** Whether the policy lets everybody in: `true` or `false`. */
export const policyStatus = plain({
  name: 'policyStatus',
  root: 'PolicyStatus',
  schema: z.looseObject({ IsPublic: z.string().optional() }),
  empty: { IsPublic: 'false' },
  absentCode: 'NoSuchBucketPolicy',
  write: { kind: 'never' },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getbucketpolicystatus',
})
