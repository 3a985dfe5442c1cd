import type { OnSettled } from '../../oss/client.ts'
import type { ObjectHeaders } from '../../oss/object-headers.ts'
import type { ManyTransport, Transport } from '../../oss/transport.ts'
import type { RemoteObjects } from './remote-objects.ts'

export interface RemoteObject {
  readonly key: string
  readonly sizeBytes: number
  readonly etag: string
  readonly modifiedAt: string
}

export interface RemoteFacts extends RemoteObject {
  /** Decimal; null when the service does not know it: not verifiable, which is no mismatch. */
  readonly crc64: string | null
}

/** What the service says of an object that it took or gave. */
export interface Stated {
  /** Decimal; null = it does not tell. */
  readonly crc64: string | null
  /** null where no versions are kept. */
  readonly versionId: string | null
}

export interface RemotePart {
  readonly number: number
  readonly sizeBytes: number
  readonly etag: string
  readonly crc64: string | null
}

export interface UploadTarget {
  readonly bucket: string
  readonly key: string
  readonly forbidOverwrite: boolean
  /**
   * What the object is given; absent = its type is guessed from the key. For a multipart upload both
   * `initiate` and `complete` must have them: who may open the object is said by the latter.
   */
  readonly headers?: ObjectHeaders
}

/**
 * What the engine asks of the service, for one account. Every method sends once: the retry policy
 * is the queue's. Throws `FailureError`s.
 */
export interface RemoteStorage extends RemoteObjects {
  /** null = there is no such object. */
  head(bucket: string, key: string, signal: AbortSignal): Promise<RemoteFacts | null>
  /** Up to 1000 objects after `after`, in key order; `next` null at the end. */
  list(
    bucket: string,
    prefix: string,
    after: string | null,
    signal: AbortSignal,
  ): Promise<{ readonly objects: readonly RemoteObject[]; readonly next: string | null }>
  /** Whether overwriting makes versions, so that `forbidOverwrite` is ignored. */
  versioning(bucket: string, signal: AbortSignal): Promise<'off' | 'on'>
  /** Whether the service answers at all, whatever it says. */
  probe(bucket: string, signal: AbortSignal): Promise<boolean>

  put(
    target: UploadTarget & { readonly sizeBytes: number },
    transport: Transport | null,
    signal: AbortSignal,
  ): Promise<Stated>
  /** Many `put`s at once, of `sizeBytes` > 0; see `OssClient.callAll`. */
  putAll(
    targets: readonly (UploadTarget & { readonly sizeBytes: number })[],
    transport: ManyTransport,
    signal: AbortSignal,
    onSettled: OnSettled<Stated>,
  ): Promise<void>
  initiate(target: UploadTarget, signal: AbortSignal): Promise<string>
  uploadPart(
    part: {
      readonly bucket: string
      readonly key: string
      readonly uploadId: string
      readonly number: number
      readonly sizeBytes: number
    },
    transport: Transport,
    signal: AbortSignal,
  ): Promise<{ readonly etag: string; readonly crc64: string | null }>
  complete(
    target: UploadTarget & {
      readonly uploadId: string
      readonly parts: readonly { readonly number: number; readonly etag: string }[]
    },
    signal: AbortSignal,
  ): Promise<Stated>
  /** Nothing happens when it is gone already. */
  abort(bucket: string, key: string, uploadId: string, signal: AbortSignal): Promise<void>
  /** All parts, in order; throws `NoSuchUpload`. */
  parts(
    bucket: string,
    key: string,
    uploadId: string,
    signal: AbortSignal,
  ): Promise<readonly RemotePart[]>
  /** Unfinished uploads of exactly this key, oldest first. */
  uploads(
    bucket: string,
    key: string,
    signal: AbortSignal,
  ): Promise<readonly { readonly uploadId: string; readonly initiatedAtMs: number }[]>

  /** `range` null = the whole object. `etag` null = whatever is there. */
  get(
    source: {
      readonly bucket: string
      readonly key: string
      readonly range: { readonly offset: number; readonly sizeBytes: number } | null
      readonly etag: string | null
    },
    transport: Transport,
    signal: AbortSignal,
  ): Promise<Stated>

  /** Many whole `get`s at once; see `OssClient.callAll`. */
  getAll(
    sources: readonly { readonly bucket: string; readonly key: string; readonly etag: string }[],
    transport: ManyTransport,
    signal: AbortSignal,
    onSettled: OnSettled<Stated>,
  ): Promise<void>

  /** At most 1000; answers those that are gone now, each as `deletedName` has it. */
  deleteMany(
    bucket: string,
    objects: readonly Deletion[],
    signal: AbortSignal,
  ): Promise<ReadonlySet<string>>
  /** Answers the version that is gone or the delete marker that was made; null without versions. */
  deleteOne(bucket: string, object: Deletion, signal: AbortSignal): Promise<string | null>
}

/** `versionId` null: as people delete, which only hides the object where versions are kept. */
export interface Deletion {
  readonly key: string
  readonly versionId: string | null
}

/** Tells deletions of one request apart. */
export function deletedName({ key, versionId }: Deletion): string {
  return versionId === null ? key : `${versionId} ${key}`
}

/** Storage of an account; throws `account.absent` or `client.credentials-missing`. */
export type RemoteOf = (accountId: string) => Promise<RemoteStorage>
