import type { BucketSummary } from '../../../shared/objects.ts'
import type { Operation } from '../operation.ts'
import { child, childrenOf, childText, parseXmlOf, type XmlElement } from '../xml.ts'
import { flag, orNull, required, shortRegion, timeOf } from './fields.ts'

export interface ListBucketsInput {
  readonly prefix?: string
  /** Starts after this name. */
  readonly marker?: string
  /** 1 to 1000. */
  readonly maxKeys?: number
  /** Only buckets that have this tag; without `value` whatever its value. */
  readonly tag?: { readonly key: string; readonly value?: string }
  readonly resourceGroupId?: string
}

export interface ListedBucket extends BucketSummary {
  /** `oss-cn-hangzhou.aliyuncs.com`, or null when the answer did not say. */
  readonly publicEndpoint: string | null
  readonly internalEndpoint: string | null
}

export interface BucketsPage {
  /** Ordered by name; those of all regions. */
  readonly buckets: readonly ListedBucket[]
  readonly ownerId: string | null
  /** The marker of the next page; null = this was the last. */
  readonly next: string | null
}

export const listBuckets: Operation<ListBucketsInput, BucketsPage> = {
  name: 'ListBuckets',
  method: 'GET',
  target: 'service',
  idempotent: true,
  request: (input) => ({
    query: {
      prefix: input.prefix,
      marker: input.marker,
      'max-keys': input.maxKeys,
      'tag-key': input.tag?.key,
      'tag-value': input.tag?.value,
    },
    headers: { 'x-oss-resource-group-id': input.resourceGroupId },
  }),
  success: [200],
  output: (answer) => {
    const root = parseXmlOf('ListAllMyBucketsResult', answer.body)
    const next = flag(childText(root, 'IsTruncated')) ? required(root, 'NextMarker') : null
    return {
      buckets: childrenOf(child(root, 'Buckets'), 'Bucket').map(bucketOf),
      ownerId: orNull(childText(child(root, 'Owner'), 'ID')),
      next: next || null,
    }
  },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/listbuckets',
}

export interface RegionInfo {
  readonly region: string
  readonly publicEndpoint: string
  readonly internalEndpoint: string
  readonly accelerateEndpoint: string
}

export const describeRegions: Operation<{ readonly region?: string }, readonly RegionInfo[]> = {
  name: 'DescribeRegions',
  method: 'GET',
  target: 'service',
  idempotent: true,
  request: (input) => ({ query: { regions: input.region ? `oss-${input.region}` : null } }),
  success: [200],
  output: (answer) =>
    childrenOf(parseXmlOf('RegionInfoList', answer.body), 'RegionInfo').map((info) => ({
      region: shortRegion(required(info, 'Region')) ?? '',
      publicEndpoint: childText(info, 'InternetEndpoint') ?? '',
      internalEndpoint: childText(info, 'InternalEndpoint') ?? '',
      accelerateEndpoint: childText(info, 'AccelerateEndpoint') ?? '',
    })),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/describeregions',
}

function bucketOf(bucket: XmlElement): ListedBucket {
  const region = orNull(childText(bucket, 'Region'))
  return {
    name: required(bucket, 'Name'),
    region: region ?? shortRegion(childText(bucket, 'Location')),
    createdAt: timeOf(childText(bucket, 'CreationDate')),
    storageClass: orNull(childText(bucket, 'StorageClass')),
    publicEndpoint: orNull(childText(bucket, 'ExtranetEndpoint')),
    internalEndpoint: orNull(childText(bucket, 'IntranetEndpoint')),
  }
}
