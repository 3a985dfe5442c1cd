import { z } from 'zod'
import type { SectionAction } from '../section-action.ts'
import { container } from '../sections/container.ts'
import { publicAccessBlock } from './access.ts'
import { plain } from './plain.ts'
import { policy } from './policy.ts'

const text = z.string().optional()
const network = {
  /** `internet` or `vpc`. */
  NetworkOrigin: text,
  VpcConfiguration: container(z.looseObject({ VpcId: text })).optional(),
}
const point = z.looseObject({
  AccessPointName: z.string(),
  Bucket: text,
  Alias: text,
  Status: text,
  ...network,
})

/** `vpcId`: the private network (VPC) that alone may use it; absent = reached from the internet. */
export const createAccessPointAction: SectionAction<{
  readonly name: string
  readonly vpcId?: string
}> = {
  name: 'CreateAccessPoint',
  method: 'PUT',
  idempotent: false,
  query: () => ({ accessPoint: null }),
  body: ({ name, vpcId }) => ({
    root: 'CreateAccessPointConfiguration',
    content: {
      AccessPointName: name,
      NetworkOrigin: vpcId === undefined ? 'internet' : 'vpc',
      VpcConfiguration: vpcId === undefined ? undefined : { VpcId: vpcId },
    },
  }),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/createaccesspoint',
}

/** What the action answers. */
export const createdAccessPoint = plain({
  name: 'createdAccessPoint',
  root: 'CreateAccessPointResult',
  schema: z.looseObject({ AccessPointArn: text, Alias: text }),
  empty: {},
  write: { kind: 'never' },
  documentation: createAccessPointAction.documentation,
})

const named = { idHeader: 'x-oss-access-point-name' }

/** Another name of a bucket with a policy of its own. */
export const accessPoint = plain({
  ...named,
  name: 'accessPoint',
  stem: 'AccessPoint',
  root: 'GetAccessPointResult',
  schema: point,
  empty: { AccessPointName: '' },
  write: { kind: 'never' },
  deletable: true,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getaccesspoint',
})

/** Of a bucket, or of all buckets of the account. */
export const accessPoints = plain({
  name: 'accessPoints',
  verb: 'List',
  stem: 'BucketAccessPoints',
  subresource: 'accessPoint',
  paged: 'AccessPoints.AccessPoint',
  root: 'ListAccessPointsResult',
  arrays: ['AccessPoints.AccessPoint'],
  schema: z.looseObject({
    AccessPoints: container(z.looseObject({ AccessPoint: z.array(point).default([]) })).default({
      AccessPoint: [],
    }),
  }),
  empty: { AccessPoints: { AccessPoint: [] } },
  write: { kind: 'never' },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/listaccesspoints',
})

export const accessPointPolicy = plain({
  ...policy,
  ...named,
  name: 'accessPointPolicy',
  stem: 'AccessPointPolicy',
  subresource: 'accessPointPolicy',
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putaccesspointpolicy',
})

export const accessPointPublicAccessBlock = plain({
  ...publicAccessBlock,
  name: 'accessPointPublicAccessBlock',
  stem: 'AccessPointPublicAccessBlock',
  parameter: 'x-oss-access-point-name',
  documentation:
    'https://help.aliyun.com/zh/oss/developer-reference/putaccesspointpublicaccessblock',
})
