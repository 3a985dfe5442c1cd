import {
  cnameToken,
  createCnameTokenAction,
  deleteCnameAction,
  putCnameAction,
} from '../../../shared/oss/documents/cnames.ts'
import {
  createRedundancyTransition,
  redundancyTransition,
  redundancyTransitions,
} from '../../../shared/oss/documents/redundancy.ts'
import {
  addReplicationRule,
  putReplicationTimeControl,
  removeReplicationRule,
} from '../../../shared/oss/documents/replication.ts'
import {
  abortWorm,
  completeWorm,
  extendWorm,
  initiateWorm,
} from '../../../shared/oss/documents/worm.ts'
import type { SectionDocument } from '../../../shared/oss/section.ts'
import type { AnswerParts, Operation } from '../operation.ts'
import { actionOperation, parseSection } from './section.ts'

/** The actions of bucket-configuration sections by themselves, for whoever wants no whole document. */

const nothing = (): void => undefined
const header =
  (name: string) =>
  (answer: AnswerParts): string =>
    answer.headers[name] ?? ''

/** Answers the policy's id. */
export const initiateBucketWorm = actionOperation(initiateWorm, header('x-oss-worm-id'))
export const abortBucketWorm = actionOperation(abortWorm, nothing)
export const completeBucketWorm = actionOperation(completeWorm, nothing)
export const extendBucketWorm = actionOperation(extendWorm, nothing)

/** Answers the rule's id. */
export const putBucketReplication = actionOperation(
  addReplicationRule,
  header('x-oss-replication-rule-id'),
)
export const deleteBucketReplication = actionOperation(removeReplicationRule, nothing)
export const putBucketRtc = actionOperation(putReplicationTimeControl, nothing)

export const putCname = actionOperation(putCnameAction, nothing)
export const deleteCname = actionOperation(deleteCnameAction, nothing)
export const createCnameToken = actionOperation(createCnameTokenAction, ({ body }) =>
  parseSection(cnameToken, body),
)

/** Answers the task's id. */
export const createBucketDataRedundancyTransition = actionOperation(
  createRedundancyTransition,
  ({ body }) => parseSection(redundancyTransition, body).TaskId,
)

type DocumentOf<Section> =
  Section extends SectionDocument<string, infer Document> ? Document : never

/** Those of all buckets of the account. */
export const listUserDataRedundancyTransition: Operation<
  { readonly continuationToken?: string; readonly maxKeys?: number },
  DocumentOf<typeof redundancyTransitions>
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
  output: ({ body }) => parseSection(redundancyTransitions, body),
  documentation:
    'https://help.aliyun.com/zh/oss/developer-reference/listuserdataredundancytransition',
}
