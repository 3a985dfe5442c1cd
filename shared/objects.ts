/** Facts about buckets and objects as every layer passes them on. Times are ISO 8601 UTC. */

export const bucketAcls = ['private', 'public-read', 'public-read-write'] as const
export type BucketAcl = (typeof bucketAcls)[number]

export const storageClasses = [
  'Standard',
  'IA',
  'Archive',
  'ColdArchive',
  'DeepColdArchive',
] as const
export type StorageClass = (typeof storageClasses)[number]

export interface BucketSummary {
  readonly name: string
  /** Short region id (`cn-hangzhou`), or null when the answer did not say. */
  readonly region: string | null
  readonly createdAt: string | null
  readonly storageClass: string | null
}

/** One row of a listing: a folder (common prefix) or a file (object). */
export type ListingRow =
  | {
      readonly kind: 'folder'
      /** The whole prefix, ending in `/`. */
      readonly key: string
      /** The last segment, without the `/`. */
      readonly name: string
    }
  | {
      readonly kind: 'file'
      readonly key: string
      readonly name: string
      readonly sizeBytes: number
      readonly modifiedAt: string
      readonly etag: string
      /** `Normal`, `Multipart`, `Appendable`, `Symlink`. */
      readonly type: string
      readonly storageClass: string
    }

/** A selection inside one bucket: single objects and whole prefixes (each ending in `/`). */
export interface Selection {
  readonly keys: readonly string[]
  readonly prefixes: readonly string[]
}
