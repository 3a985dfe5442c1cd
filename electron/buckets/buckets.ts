import type { CallInput, Pushes } from '../../shared/ipc/contract.ts'
import { FailureError, localFailure } from '../../shared/ipc/failure.ts'
import type { BucketSummary } from '../../shared/objects.ts'
import { parseOssUrl } from '../../shared/oss/address.ts'
import type { Sessions } from '../accounts/sessions.ts'
import type { OssClient } from '../oss/client.ts'
import { deleteBucket, putBucket } from '../oss/operations/bucket.ts'
import { putObject } from '../oss/operations/objects.ts'
import { listBuckets } from '../oss/operations/service.ts'

export interface BucketsOptions {
  readonly sessions: Sessions
  /** `oss://bucket/prefix/` of an account that may not list its buckets; null = it may. */
  readonly presetOf: (accountId: string) => string | null
  /** Something was made directly in a bucket: listings of these prefixes are stale. */
  readonly onObjectsChanged?: (changed: Pushes['objects.changed']) => void
}

/** Buckets of an account, and what is made directly in them. */
export class Buckets {
  readonly #options: BucketsOptions

  constructor(options: BucketsOptions) {
    this.#options = options
  }

  /** Ordered by name, from all regions; the one bucket of the preset where the account has one. */
  async list(accountId: string): Promise<readonly BucketSummary[]> {
    const preset = this.#options.presetOf(accountId)
    if (preset !== null) {
      const { bucket } = parseOssUrl(preset)
      return [{ name: bucket, region: null, createdAt: null, storageClass: null }]
    }
    return await listAll(await this.#client(accountId))
  }

  /** In the region of the account's endpoint. */
  async create(input: CallInput<'buckets.create'>): Promise<BucketSummary> {
    const { accountId, bucket, acl, storageClass, redundancy } = input
    if (!/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(bucket)) {
      throw invalid('bucket', 'bucket names have 3 to 63 of a-z, 0-9 and -')
    }
    const client = await this.#client(accountId)
    const known = await findBucket(client, bucket)
    // The service answers a repeated creation with success and may change the bucket's ACL.
    if (known) {
      const failure = localFailure('internal', `bucket ${bucket} is there already`, { bucket })
      throw new FailureError({ ...failure, code: 'BucketAlreadyExists' })
    }
    await client.call(putBucket, { bucket, acl, storageClass, redundancy })
    return (
      (await findBucket(client, bucket)) ?? {
        name: bucket,
        region: null,
        createdAt: null,
        storageClass,
      }
    )
  }

  async delete(accountId: string, bucket: string): Promise<void> {
    await (await this.#client(accountId)).call(deleteBucket, { bucket })
  }

  /** A zero-byte object whose key ends in `/`; never overwrites (`FileAlreadyExists`). */
  async createFolder(input: CallInput<'objects.createFolder'>): Promise<void> {
    const { accountId, bucket, prefix, name } = input
    const key = folderKey(prefix, name)
    const client = await this.#client(accountId)
    await client.call(putObject, { bucket, key, body: '', forbidOverwrite: true })
    this.#options.onObjectsChanged?.({ accountId, bucket, prefixes: [prefix, key] })
  }

  #client(accountId: string): Promise<OssClient> {
    return this.#options.sessions.client(accountId)
  }
}

async function listAll(client: OssClient): Promise<readonly BucketSummary[]> {
  const buckets: BucketSummary[] = []
  let marker: string | undefined
  do {
    const page = await client.call(listBuckets, { marker, maxKeys: 1000 })
    for (const { name, region, createdAt, storageClass } of page.buckets) {
      buckets.push({ name, region, createdAt, storageClass })
    }
    marker = page.next ?? undefined
  } while (marker !== undefined)
  return buckets
}

/** null also when the key may create buckets but not list them: then creating is all there is. */
async function findBucket(client: OssClient, name: string): Promise<BucketSummary | null> {
  try {
    const page = await client.call(listBuckets, { prefix: name, maxKeys: 1000 })
    const found = page.buckets.find((bucket) => bucket.name === name)
    if (!found) return null
    const { region, createdAt, storageClass } = found
    return { name, region, createdAt, storageClass }
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'AccessDenied') return null
    throw error
  }
}

/**
 * Names that other programs could not open again (`.`, `..`) are refused, and what the service
 * refuses: keys over 1023 bytes or starting with a slash or backslash.
 */
function folderKey(prefix: string, name: string): string {
  const key = `${prefix}${name}/`
  if (name.includes('/')) throw invalid('name', 'a folder name has no slash')
  if (name.trim() === '' || name === '.' || name === '..') {
    throw invalid('name', 'not a folder name')
  }
  if (/^[/\\]/.test(key)) throw invalid('name', 'a key does not start with a slash or backslash')
  if (Buffer.byteLength(key) > 1023) throw invalid('name', 'a key has at most 1023 bytes')
  return key
}

function invalid(field: string, message: string): FailureError {
  return new FailureError(localFailure('input.invalid', message, { field }))
}
