import { z } from 'zod'
import { container } from '../sections/container.ts'
import { plain } from './plain.ts'

export const tagSchema = z.looseObject({ Key: z.string(), Value: z.string().default('') })

export const tagging = plain({
  name: 'tagging',
  stem: 'BucketTags',
  root: 'Tagging',
  arrays: ['TagSet.Tag'],
  schema: z.looseObject({
    TagSet: container(z.looseObject({ Tag: z.array(tagSchema).default([]) })).default({ Tag: [] }),
  }),
  empty: { TagSet: { Tag: [] } },
  deletable: true,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbuckettags',
})

/** Without Status: never switched on, and it cannot become so again. */
export const versioning = plain({
  name: 'versioning',
  root: 'VersioningConfiguration',
  schema: z.looseObject({ Status: z.string().optional() }),
  empty: {},
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketversioning',
})

export const encryption = plain({
  name: 'encryption',
  root: 'ServerSideEncryptionRule',
  schema: z.looseObject({
    ApplyServerSideEncryptionByDefault: container(
      z.looseObject({
        SSEAlgorithm: z.string().optional(),
        KMSMasterKeyID: z.string().optional(),
        KMSDataEncryption: z.string().optional(),
      }),
    ).optional(),
  }),
  empty: {},
  absentCode: 'NoSuchServerSideEncryptionRule',
  deletable: true,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketencryption',
})

/** Records when each object was last read. */
export const accessMonitor = plain({
  name: 'accessMonitor',
  subresource: 'accessmonitor',
  root: 'AccessMonitorConfiguration',
  schema: z.looseObject({ Status: z.string().optional() }),
  empty: { Status: 'Disabled' },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketaccessmonitor',
})

export const resourceGroup = plain({
  name: 'resourceGroup',
  root: 'BucketResourceGroupConfiguration',
  schema: z.looseObject({ ResourceGroupId: z.string().default('') }),
  empty: { ResourceGroupId: '' },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketresourcegroup',
})
