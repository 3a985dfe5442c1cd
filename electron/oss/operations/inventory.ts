import { type InventoryDocument, inventory } from '../../../shared/oss/documents/inventory.ts'
import type { Operation } from '../operation.ts'
import { badXml } from '../xml.ts'
import { parseDocument } from '../xml-document.ts'
import type { BucketInput } from './bucket.ts'
import { flag, orNull, xmlType } from './fields.ts'
import { buildSection, parseSection } from './section.ts'

export interface InventoryInput extends BucketInput {
  readonly id: string
}

const queryOf = (id: string): Record<string, string | null> => ({
  inventory: null,
  inventoryId: id,
})

export const getBucketInventory: Operation<InventoryInput, InventoryDocument> = {
  name: 'GetBucketInventory',
  method: 'GET',
  target: 'bucket',
  idempotent: true,
  request: ({ bucket, id }) => ({ bucket, query: queryOf(id) }),
  success: [200],
  output: (answer) => parseSection(inventory, answer.body),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getbucketinventory',
}

/** An id that is there already gives `InventoryConfigurationAlreadyExists`: delete it first. */
export const putBucketInventory: Operation<
  BucketInput & { readonly document: InventoryDocument },
  void
> = {
  name: 'PutBucketInventory',
  method: 'PUT',
  target: 'bucket',
  idempotent: false,
  request: ({ bucket, document }) => ({
    bucket,
    query: queryOf(document.Id),
    headers: { 'content-type': xmlType },
    body: buildSection(inventory, document),
    contentMd5: true,
  }),
  success: [200],
  output: () => undefined,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketinventory',
}

export const deleteBucketInventory: Operation<InventoryInput, void> = {
  name: 'DeleteBucketInventory',
  method: 'DELETE',
  target: 'bucket',
  idempotent: true,
  request: ({ bucket, id }) => ({ bucket, query: queryOf(id) }),
  success: [200, 204],
  output: () => undefined,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/deletebucketinventory',
}

export interface InventoriesPage {
  /** At most 100. */
  readonly inventories: readonly InventoryDocument[]
  /** `continuationToken` of the next page; null = this was the last. */
  readonly next: string | null
}

export const listBucketInventory: Operation<
  BucketInput & { readonly continuationToken?: string },
  InventoriesPage
> = {
  name: 'ListBucketInventory',
  method: 'GET',
  target: 'bucket',
  idempotent: true,
  request: ({ bucket, continuationToken }) => ({
    bucket,
    query: { inventory: null, 'continuation-token': continuationToken },
  }),
  success: [200],
  output: (answer) => {
    const element = inventory.root
    const arrays = [element, ...inventory.arrays.map((path) => `${element}.${path}`)]
    const root = parseDocument(answer.body, { root: 'ListInventoryConfigurationsResult', arrays })
    const parsed = inventory.schema.array().safeParse(root[element] ?? [])
    if (!parsed.success) throw badXml(`unexpected content in ${element}`)
    const truncated = flag(textOf(root.IsTruncated))
    return {
      inventories: parsed.data,
      next: truncated ? orNull(textOf(root.NextContinuationToken)) : null,
    }
  },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/listbucketinventory',
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
