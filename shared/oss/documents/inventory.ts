import { z } from 'zod'
import { listSteps, memberActions, stepOf } from '../section-action.ts'
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

const rule = z.looseObject({
  Id: z.string(),
  IsEnabled: text,
  Destination: container(
    z.looseObject({ OSSBucketDestination: container(destination).optional() }),
  ).optional(),
  Schedule: container(z.looseObject({ Frequency: text })).optional(),
  Filter: container(z.looseObject({ Prefix: text, StorageClass: text })).optional(),
  IncludedObjectVersions: text,
  OptionalFields: container(z.looseObject({ Field: z.array(z.string()).default([]) })).optional(),
})

/** A report that the service writes of a bucket's objects. There are several, each with an id. */
export const inventory = plain({
  name: 'inventory',
  parameter: 'inventoryId',
  root: 'InventoryConfiguration',
  arrays: ['OptionalFields.Field'],
  schema: rule,
  empty: { Id: '' },
  absentCode: 'NoSuchInventory',
  deletable: true,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketinventory',
})

const { put, remove } = memberActions(inventory)
const list = z.looseObject({ InventoryConfiguration: z.array(container(rule)).default([]) })
type Inventories = z.infer<typeof list>

/** All of them. An id that is there already is refused, so that one that differs is removed first. */
export const inventories = plain({
  name: 'inventories',
  verb: 'List',
  stem: 'BucketInventory',
  subresource: 'inventory',
  paged: 'InventoryConfiguration',
  root: 'ListInventoryConfigurationsResult',
  arrays: ['InventoryConfiguration', 'InventoryConfiguration.OptionalFields.Field'],
  serviceMade: ['IsTruncated', 'NextContinuationToken'],
  schema: list,
  empty: { InventoryConfiguration: [] },
  absentCode: 'NoSuchInventory',
  isEmpty: (document) => document.InventoryConfiguration.length === 0,
  write: {
    kind: 'steps',
    steps: (before: Inventories, after: Inventories) =>
      listSteps(before.InventoryConfiguration, after.InventoryConfiguration, {
        idOf: ({ Id }) => Id,
        content: (document) => document,
        add: (document) => stepOf(put, { id: document.Id, document }),
        remove: ({ Id: id }) => stepOf(remove, { id }),
      }),
  },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/listbucketinventory',
})
