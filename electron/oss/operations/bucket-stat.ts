import { type StorageClass, storageClasses } from '../../../shared/objects.ts'
import type { Operation } from '../operation.ts'
import { childText, parseXmlOf } from '../xml.ts'
import type { BucketInput } from './bucket.ts'
import { integer, required } from './fields.ts'

export interface ClassStat {
  /** As billed: cold classes count at least 64 KiB per object. */
  readonly storageBytes: number
  /** The bytes that objects really have. */
  readonly realBytes: number
  readonly objects: number
}

export interface BucketStat extends Pick<ClassStat, 'storageBytes' | 'objects'> {
  readonly multipartUploads: number
  readonly multipartParts: number
  readonly liveChannels: number
  readonly deleteMarkers: number
  readonly byClass: Readonly<Record<StorageClass, ClassStat>>
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
    const count = (name: string): number => integer(childText(root, name) || '0', name)
    const classStat = (name: StorageClass): readonly [StorageClass, ClassStat] => {
      const element = name === 'IA' ? 'InfrequentAccess' : name
      const storageBytes = count(`${element}Storage`)
      const realBytes = name === 'Standard' ? storageBytes : count(`${element}RealStorage`)
      return [name, { storageBytes, realBytes, objects: count(`${element}ObjectCount`) }]
    }
    const seconds = Number(childText(root, 'LastModifiedTime') ?? Number.NaN)
    return {
      storageBytes: integer(required(root, 'Storage'), 'Storage'),
      objects: integer(required(root, 'ObjectCount'), 'ObjectCount'),
      multipartUploads: count('MultipartUploadCount'),
      multipartParts: count('MultipartPartCount'),
      liveChannels: count('LiveChannelCount'),
      deleteMarkers: count('DeleteMarkerCount'),
      byClass: Object.fromEntries(storageClasses.map(classStat)) as BucketStat['byClass'],
      measuredAt: seconds > 0 && seconds < 1e11 ? new Date(seconds * 1000).toISOString() : null,
    }
  },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getbucketstat',
}
