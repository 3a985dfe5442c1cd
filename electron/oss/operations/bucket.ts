import type { BucketAcl, StorageClass } from '../../../shared/objects.ts'
import type { Operation } from '../operation.ts'
import { child, childText, parseXmlOf } from '../xml.ts'
import { buildDocument } from '../xml-document.ts'
import { flag, orNull, required, shortRegion, timeOf, xmlType } from './fields.ts'

export interface BucketInput {
  readonly bucket: string
}

export interface PutBucketInput extends BucketInput {
  readonly acl?: BucketAcl
  readonly storageClass?: StorageClass
  readonly redundancy?: 'LRS' | 'ZRS'
  readonly resourceGroupId?: string
}

/** Creates it in the region of the endpoint. Repeated by its owner it changes nothing. */
export const putBucket: Operation<PutBucketInput, void> = {
  name: 'PutBucket',
  method: 'PUT',
  target: 'bucket',
  idempotent: true,
  request: (input) => ({
    bucket: input.bucket,
    headers: {
      'content-type': xmlType,
      'x-oss-acl': input.acl,
      'x-oss-resource-group-id': input.resourceGroupId,
    },
    body: buildDocument('CreateBucketConfiguration', {
      StorageClass: input.storageClass,
      DataRedundancyType: input.redundancy,
    }),
  }),
  success: [200],
  output: () => undefined,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucket',
}

/** Only empty buckets: otherwise `BucketNotEmpty`, also for unfinished uploads. */
export const deleteBucket: Operation<BucketInput, void> = {
  name: 'DeleteBucket',
  method: 'DELETE',
  target: 'bucket',
  idempotent: true,
  request: (input) => ({ bucket: input.bucket }),
  success: [200, 204],
  output: () => undefined,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/deletebucket',
}

/** Answers the short region id (`cn-hangzhou`). */
export const getBucketLocation: Operation<BucketInput, string> = {
  name: 'GetBucketLocation',
  method: 'GET',
  target: 'bucket',
  idempotent: true,
  request: (input) => ({ bucket: input.bucket, query: { location: null } }),
  success: [200],
  output: (answer) => {
    const root = parseXmlOf('LocationConstraint', answer.body)
    return shortRegion(root.text) ?? ''
  },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getbucketlocation',
}

export interface BucketInfo {
  readonly name: string
  readonly region: string | null
  readonly createdAt: string | null
  readonly publicEndpoint: string | null
  readonly internalEndpoint: string | null
  readonly acl: string | null
  readonly storageClass: string | null
  readonly redundancy: string | null
  /** null = never switched on. */
  readonly versioning: 'Enabled' | 'Suspended' | null
  readonly ownerId: string | null
  readonly comment: string | null
  readonly blockPublicAccess: boolean
  readonly transferAcceleration: boolean
  readonly crossRegionReplication: boolean
  readonly accessMonitor: boolean
  readonly resourceGroupId: string | null
  /** `AES256`, `KMS`, `SM4`; null = none. */
  readonly encryption: string | null
}

export const getBucketInfo: Operation<BucketInput, BucketInfo> = {
  name: 'GetBucketInfo',
  method: 'GET',
  target: 'bucket',
  idempotent: true,
  request: (input) => ({ bucket: input.bucket, query: { bucketInfo: null } }),
  success: [200],
  output: (answer) => {
    const root = parseXmlOf('BucketInfo', answer.body)
    const bucket = child(root, 'Bucket') ?? root
    const text = (name: string): string | undefined => childText(bucket, name)
    const versioning = text('Versioning')
    const encryption = childText(child(bucket, 'ServerSideEncryptionRule'), 'SSEAlgorithm')
    return {
      name: required(bucket, 'Name'),
      region: shortRegion(text('Location')),
      createdAt: timeOf(text('CreationDate')),
      publicEndpoint: orNull(text('ExtranetEndpoint')),
      internalEndpoint: orNull(text('IntranetEndpoint')),
      acl: orNull(childText(child(bucket, 'AccessControlList'), 'Grant')),
      storageClass: orNull(text('StorageClass')),
      redundancy: orNull(text('DataRedundancyType')),
      versioning: versioning === 'Enabled' || versioning === 'Suspended' ? versioning : null,
      ownerId: orNull(childText(child(bucket, 'Owner'), 'ID')),
      comment: orNull(text('Comment')),
      blockPublicAccess: flag(text('BlockPublicAccess')),
      transferAcceleration: text('TransferAcceleration') === 'Enabled',
      crossRegionReplication: text('CrossRegionReplication') === 'Enabled',
      accessMonitor: text('AccessMonitor') === 'Enabled',
      resourceGroupId: orNull(text('ResourceGroupId')),
      encryption: encryption === undefined || encryption === 'None' ? null : orNull(encryption),
    }
  },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getbucketinfo',
}
