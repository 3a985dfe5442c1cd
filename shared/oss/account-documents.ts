import { z } from 'zod'
import { publicAccessBlock } from './documents/access.ts'
import { accessPoints } from './documents/access-points.ts'
import { plain } from './documents/plain.ts'
import { qosInfo, requesterQos, requestersQos } from './documents/quotas.ts'
import { redundancyTransitions } from './documents/redundancy.ts'
import { container } from './sections/container.ts'

const text = z.string().optional()
const page = 'https://help.aliyun.com/zh/oss/developer-reference/'

/** As `documents`, of what an account has as a whole: `accountOperations` makes their calls. */
export const accountDocuments = {
  accessPoints: { ...accessPoints, stem: 'AccessPoints' },
  publicAccessBlock: {
    ...publicAccessBlock,
    stem: 'PublicAccessBlock',
    documentation: `${page}putpublicaccessblock`,
  },
  redundancyTransitions: {
    ...redundancyTransitions,
    stem: 'UserDataRedundancyTransition',
    documentation: `${page}listuserdataredundancytransition`,
  },
  userQos: {
    ...qosInfo,
    stem: 'UserQoSInfo',
    write: { kind: 'never' } as const,
    deletable: false,
    documentation: `${page}getuserqosinfo`,
  },
  /** Several buckets that share their bandwidth. */
  resourcePools: plain({
    name: 'resourcePools',
    verb: 'List',
    stem: 'ResourcePools',
    subresource: 'resourcePool',
    paged: 'ResourcePool',
    root: 'ListResourcePoolsResult',
    arrays: ['ResourcePool'],
    schema: z.looseObject({
      ResourcePool: z.array(z.looseObject({ Name: z.string(), CreateTime: text })).default([]),
    }),
    empty: { ResourcePool: [] },
    write: { kind: 'never' },
    documentation: `${page}listresourcepools`,
  }),
  resourcePool: plain({
    name: 'resourcePool',
    stem: 'ResourcePoolInfo',
    subresource: 'resourcePoolInfo',
    parameter: 'resourcePool',
    root: 'GetResourcePoolInfoResponse',
    schema: z.looseObject({
      Name: z.string(),
      QoSConfiguration: container(qosInfo.schema).optional(),
    }),
    empty: { Name: '' },
    write: { kind: 'never' },
    documentation: `${page}getresourcepoolinfo`,
  }),
  resourcePoolBuckets: plain({
    name: 'resourcePoolBuckets',
    verb: 'List',
    stem: 'ResourcePoolBuckets',
    parameter: 'resourcePool',
    paged: 'ResourcePoolBucket',
    root: 'ListResourcePoolBucketsResult',
    arrays: ['ResourcePoolBucket'],
    schema: z.looseObject({
      ResourcePoolBucket: z.array(z.looseObject({ Name: z.string(), JoinTime: text })).default([]),
    }),
    empty: { ResourcePoolBucket: [] },
    write: { kind: 'never' },
    documentation: `${page}listresourcepoolbuckets`,
  }),
  /** Its pool is a further parameter, `resourcePool`, of every request. */
  resourcePoolRequesterQos: {
    ...requesterQos,
    stem: 'ResourcePoolRequesterQoSInfo',
    documentation: `${page}putresourcepoolrequesterqosinfo`,
  },
  resourcePoolRequestersQos: {
    ...requestersQos,
    stem: 'ResourcePoolRequesterQoSInfos',
    parameter: 'resourcePool',
    root: 'ListResourcePoolRequesterQoSInfosResult',
    documentation: `${page}listresourcepoolrequesterqosinfos`,
  },
} as const
