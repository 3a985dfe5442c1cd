import { z } from 'zod'
import type { SectionAction } from '../section-action.ts'
import { plain } from './plain.ts'

const text = z.string().optional()
const transition = z.looseObject({
  TaskId: z.string(),
  /** `Queueing`, `Processing` or `Finished`. */
  Status: text,
  /** 0 to 100. */
  ProcessPercentage: text,
  /** Hours. */
  EstimatedRemainingTime: text,
})

/** Starts to turn a bucket with copies in one zone into one in several; answers the task's id. */
export const createRedundancyTransition: SectionAction<unknown> = {
  name: 'CreateBucketDataRedundancyTransition',
  method: 'POST',
  idempotent: false,
  query: () => ({ redundancyTransition: null, 'x-oss-target-redundancy-type': 'ZRS' }),
  body: () => null,
  documentation:
    'https://help.aliyun.com/zh/oss/developer-reference/createbucketdataredundancytransition',
}

/** One such task. It can be deleted while it is queueing. */
export const redundancyTransition = plain({
  name: 'redundancyTransition',
  stem: 'BucketDataRedundancyTransition',
  parameter: 'x-oss-redundancy-transition-taskid',
  root: 'BucketDataRedundancyTransition',
  schema: transition,
  empty: { TaskId: '' },
  write: { kind: 'never' },
  deletable: true,
  documentation:
    'https://help.aliyun.com/zh/oss/developer-reference/getbucketdataredundancytransition',
})

const element = redundancyTransition.root

/** Those of a bucket, or a page of those of all buckets of the account. */
export const redundancyTransitions = plain({
  name: 'redundancyTransitions',
  verb: 'List',
  stem: 'BucketDataRedundancyTransition',
  subresource: 'redundancyTransition',
  paged: element,
  root: 'ListBucketDataRedundancyTransition',
  arrays: [element],
  schema: z.looseObject({ BucketDataRedundancyTransition: z.array(transition).default([]) }),
  empty: { BucketDataRedundancyTransition: [] },
  write: { kind: 'never' },
  documentation:
    'https://help.aliyun.com/zh/oss/developer-reference/listbucketdataredundancytransition',
})
