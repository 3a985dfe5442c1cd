import {
  createAccessPointAction,
  createdAccessPoint,
} from '../../../shared/oss/documents/access-points.ts'
import {
  asyncFetchTaskResult,
  putAsyncFetchTaskAction,
} from '../../../shared/oss/documents/async-fetch.ts'
import {
  cnameToken,
  createCnameTokenAction,
  deleteCnameAction,
  putCnameAction,
} from '../../../shared/oss/documents/cnames.ts'
import {
  closeMetaQueryAction,
  doMetaQueryAction,
  metaQueryAnswer,
  openMetaQueryAction,
} from '../../../shared/oss/documents/meta-query.ts'
import {
  createRedundancyTransition,
  redundancyTransition,
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
import type { AnswerParts } from '../operation.ts'
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

export const createAccessPoint = actionOperation(createAccessPointAction, ({ body }) =>
  parseSection(createdAccessPoint, body),
)

/** Indexes what is in the bucket, so that it can be searched; it takes a while and costs money. */
export const openMetaQuery = actionOperation(openMetaQueryAction, nothing)
export const closeMetaQuery = actionOperation(closeMetaQueryAction, nothing)
export const doMetaQuery = actionOperation(doMetaQueryAction, ({ body }) =>
  parseSection(metaQueryAnswer, body),
)

/** Answers the task's id. */
export const putAsyncFetchTask = actionOperation(
  putAsyncFetchTaskAction,
  ({ body }) => parseSection(asyncFetchTaskResult, body).TaskId,
)

/** Answers the task's id. */
export const createBucketDataRedundancyTransition = actionOperation(
  createRedundancyTransition,
  ({ body }) => parseSection(redundancyTransition, body).TaskId,
)
