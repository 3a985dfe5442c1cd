import { z } from 'zod'
import { container } from '../sections/container.ts'
import { plain } from './plain.ts'

const text = z.string().optional()
const limit = z.string().default('-1')
/** Gbit/s, and requests a second; `-1` = no limit, as is one that is left out. */
const limits = z.looseObject({
  TotalUploadBandwidth: limit,
  IntranetUploadBandwidth: limit,
  ExtranetUploadBandwidth: limit,
  TotalDownloadBandwidth: limit,
  IntranetDownloadBandwidth: limit,
  ExtranetDownloadBandwidth: limit,
  TotalQps: limit,
  IntranetQps: limit,
  ExtranetQps: limit,
})
const unlimited = limits.parse({})
const isUnlimited = (document: z.infer<typeof limits>): boolean =>
  Object.values(document).every((each) => each === '-1')

const requester = z.looseObject({
  Requester: text,
  QoSConfiguration: container(limits).default(unlimited),
})

/** How much of the region's bandwidth a bucket may take. */
export const qosInfo = plain({
  name: 'qosInfo',
  stem: 'BucketQoSInfo',
  root: 'QoSConfiguration',
  schema: limits,
  empty: unlimited,
  deletable: true,
  isEmpty: isUnlimited,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketqosinfo',
})

/** The same of one requester, named by the id of its account. */
export const requesterQos = plain({
  name: 'requesterQos',
  stem: 'BucketRequesterQoSInfo',
  subresource: 'requesterQosInfo',
  parameter: 'qosRequester',
  root: 'RequesterQoSInfo',
  putElement: 'QoSConfiguration',
  schema: requester,
  serviceMade: ['Requester'],
  empty: { QoSConfiguration: unlimited },
  isEmpty: ({ QoSConfiguration }) => isUnlimited(QoSConfiguration),
  deletable: true,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketrequesterqosinfo',
})

export const requestersQos = plain({
  name: 'requestersQos',
  verb: 'List',
  stem: 'BucketRequesterQoSInfos',
  subresource: 'requesterQosInfo',
  paged: 'RequesterQoSInfo',
  root: 'ListBucketRequesterQoSInfosResult',
  arrays: ['RequesterQoSInfo'],
  schema: z.looseObject({ RequesterQoSInfo: z.array(requester).default([]) }),
  empty: { RequesterQoSInfo: [] },
  write: { kind: 'never' },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/listbucketrequesterqosinfos',
})

/** The most that a bucket may hold, in GB; `-1` = no limit. Known from the official libraries alone. */
export const storageCapacity = plain({
  name: 'storageCapacity',
  stem: 'BucketStorageCapacity',
  subresource: 'qos',
  root: 'BucketUserQos',
  schema: z.looseObject({ StorageCapacity: z.string() }),
  empty: { StorageCapacity: '-1' },
  documentation:
    'https://help.aliyun.com/zh/oss/developer-reference/list-of-operations-by-function',
})
