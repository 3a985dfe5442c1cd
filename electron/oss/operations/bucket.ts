import type { BucketAcl, StorageClass } from '../../../shared/objects.ts'
import type { Operation } from '../operation.ts'
import { child, childText, parseXmlOf } from '../xml.ts'
import { buildDocument } from '../xml-document.ts'
import { flag, integer, orNull, required, shortRegion, timeOf, xmlType } from './fields.ts'

export interface BucketInput {
  readonly bucket: string
}

export interface PutBucketInput extends BucketInput {
  readonly acl?: BucketAcl
  readonly storageClass?: StorageClass
  readonly redundancy?: 'LRS' | 'ZRS'
}

/** Creates it in the region of the endpoint. Repeated by its owner it changes nothing. */
export const putBucket: Operation<PutBucketInput, void> = {
  name: 'PutBucket',
  method: 'PUT',
  target: 'bucket',
  idempotent: true,
  request: (input) => ({
    bucket: input.bucket,
    headers: { 'content-type': xmlType, 'x-oss-acl': input.acl },
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
    }
  },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getbucketinfo',
}

export interface BucketStat {
  /** As billed: cold classes count at least 64 KiB per object. */
  readonly storageBytes: number
  readonly objects: number
  readonly multipartUploads: number
  /** The numbers are about an hour old; ISO 8601, null when the answer did not say. */
  readonly measuredAt: string | null
}

export const getBucketStat: Operation<BucketInput, BucketStat> = {
  name: 'GetBucketStat',
  method: 'GET',
  target: 'bucket',
  idempotent: true,
  request: (input) => ({ bucket: input.bucket, query: { stat: null } }),
  success: [200],
  output: (answer) => {
    const root = parseXmlOf('BucketStat', answer.body)
    const seconds = Number(childText(root, 'LastModifiedTime') ?? Number.NaN)
    return {
      storageBytes: integer(required(root, 'Storage'), 'Storage'),
      objects: integer(required(root, 'ObjectCount'), 'ObjectCount'),
      multipartUploads: integer(childText(root, 'MultipartUploadCount') ?? '0', 'uploads'),
      measuredAt: seconds > 0 ? new Date(seconds * 1000).toISOString() : null,
    }
  },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getbucketstat',
}
