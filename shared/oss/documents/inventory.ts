import { z } from 'zod'
import { container } from '../sections/container.ts'
import { plain } from './plain.ts'

const text = z.string().optional()
const encryption = z.looseObject({
  // `<SSE-OSS/>` is a mark without content.
  'SSE-OSS': text,
  'SSE-KMS': container(z.looseObject({ KeyId: text })).optional(),
})
const destination = z.looseObject({
  Format: text,
  AccountId: text,
  RoleArn: text,
  /** `acs:oss:::name` */
  Bucket: text,
  Prefix: text,
  Encryption: container(encryption).optional(),
})

/** One rule of a bucket's inventory. There are several, each with an id of its own. */
export const inventory = plain({
  name: 'inventory',
  root: 'InventoryConfiguration',
  arrays: ['OptionalFields.Field'],
  schema: z.looseObject({
    Id: z.string(),
    IsEnabled: text,
    Destination: container(
      z.looseObject({ OSSBucketDestination: container(destination).optional() }),
    ).optional(),
    Schedule: container(z.looseObject({ Frequency: text })).optional(),
    Filter: container(z.looseObject({ Prefix: text, StorageClass: text })).optional(),
    IncludedObjectVersions: text,
    OptionalFields: container(z.looseObject({ Field: z.array(z.string()).default([]) })).optional(),
  }),
  empty: { Id: '' },
  absentCode: 'NoSuchInventory',
  deletable: true,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketinventory',
})

export type InventoryDocument = z.infer<typeof inventory.schema>
