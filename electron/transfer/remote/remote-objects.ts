import type { objectAcls } from '../../../shared/transfer/kinds.ts'
import type { ObjectHeaders } from '../../oss/object-headers.ts'
import type { ObjectFacts } from '../../oss/operations/object-facts.ts'

export type ObjectAcl = (typeof objectAcls)[number]
export type Tags = Readonly<Record<string, string>>

/** One version of a key, or the delete marker that hides the older ones. */
export interface RemoteVersion {
  readonly key: string
  readonly versionId: string
  readonly isLatest: boolean
  readonly deleteMarker: boolean
}

export interface VersionsCursor {
  readonly key: string
  readonly versionId?: string
}

/** An object as the source of a copy; `etag` is what it must still have. */
export interface CopyFrom {
  readonly bucket: string
  readonly key: string
  readonly etag: string
}

export interface Written {
  readonly etag: string
  /** Decimal; null when the service does not tell. */
  readonly crc64: string | null
  /** null where no versions are kept. */
  readonly versionId?: string | null
}

/**
 * What copies and changes of objects ask of the service, for one account. As in `RemoteStorage`,
 * every method sends once and throws `FailureError`s.
 */
export interface RemoteObjects {
  /** Everything that is said about an object; null = there is none. */
  describe(bucket: string, key: string, signal: AbortSignal): Promise<ObjectFacts | null>
  /**
   * Within the service, up to its limit for one request. Onto itself, the headers are all that is said
   * about the object afterwards; elsewhere everything but storage class and ACL is the source's.
   */
  copy(
    to: {
      readonly bucket: string
      readonly key: string
      readonly forbidOverwrite: boolean
      readonly from: CopyFrom
      readonly headers: ObjectHeaders
    },
    signal: AbortSignal,
  ): Promise<Written>
  copyPart(
    part: {
      readonly bucket: string
      readonly key: string
      readonly uploadId: string
      readonly number: number
      readonly from: CopyFrom
      readonly offset: number
      readonly sizeBytes: number
    },
    signal: AbortSignal,
  ): Promise<Written>

  /** Where a symlink leads, in its bucket. */
  linkTarget(bucket: string, key: string, signal: AbortSignal): Promise<string>
  putLink(
    link: {
      readonly bucket: string
      readonly key: string
      readonly target: string
      readonly forbidOverwrite: boolean
    },
    signal: AbortSignal,
  ): Promise<void>

  acl(bucket: string, key: string, signal: AbortSignal): Promise<ObjectAcl>
  setAcl(bucket: string, key: string, acl: ObjectAcl, signal: AbortSignal): Promise<void>
  tags(bucket: string, key: string, signal: AbortSignal): Promise<Tags>
  /** Replaces all of them; none = taken away. */
  setTags(bucket: string, key: string, tags: Tags, signal: AbortSignal): Promise<void>
  /** `tier` null where the storage class knows none. */
  restore(
    bucket: string,
    key: string,
    asked: { readonly days: number; readonly tier: 'Expedited' | 'Standard' | 'Bulk' | null },
    signal: AbortSignal,
  ): Promise<void>

  /** Up to 1000 versions and delete markers, newest first within a key; `next` null at the end. */
  versions(
    bucket: string,
    prefix: string,
    after: VersionsCursor | null,
    signal: AbortSignal,
  ): Promise<{
    readonly versions: readonly RemoteVersion[]
    readonly next: VersionsCursor | null
  }>
}
