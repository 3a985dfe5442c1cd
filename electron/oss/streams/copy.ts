import { choosePartSize } from '../../../shared/oss/limits.ts'
import type { CallOptions, OssClient } from '../client.ts'
import { objectHeaders } from '../object-headers.ts'
import { type CopyObjectInput, copyObject } from '../operations/copying.ts'
import {
  abortMultipartUpload,
  completeMultipartUpload,
  initiateMultipartUpload,
  type UploadedPart,
  type UploadInput,
  uploadPartCopy,
} from '../operations/multipart.ts'
import type { ObjectFacts } from '../operations/object-facts.ts'
import { getObjectTagging } from '../operations/object-tags.ts'
import { headObject, type WrittenObject } from '../operations/objects.ts'
import type { Progress } from './meter.ts'

export interface CopyOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: Progress
  /** Larger objects are copied in parts; default 200 MiB, documented are up to 1 GB in one piece. */
  readonly thresholdBytes?: number
  /** Default 64 MiB. */
  readonly partSizeBytes?: number
  /** Parts at once; default 3. */
  readonly parallel?: number
}

const mib = 1024 * 1024

/**
 * Copies an object whatever its size, within the service. In parts, its metadata and tags are asked for
 * and given to the copy, and a source that changes meanwhile fails with `PreconditionFailed`. What has
 * been copied before a failure is removed.
 */
export async function copyBySize(
  client: OssClient,
  input: CopyObjectInput,
  options: CopyOptions = {},
): Promise<WrittenObject> {
  const call: CallOptions = options.signal ? { signal: options.signal } : {}
  const source = await client.call(headObject, { ...input.source, ...conditionsOf(input) }, call)
  const { sizeBytes } = source
  options.onProgress?.(0, sizeBytes)
  if (sizeBytes <= (options.thresholdBytes ?? 200 * mib)) {
    const copied = await client.call(copyObject, { ...input, ifMatch: source.etag }, call)
    options.onProgress?.(sizeBytes, sizeBytes)
    return copied
  }
  const { bucket, key, forbidOverwrite = false } = input
  const headers = { ...(await carried(client, input, source, call)), ...input.headers }
  const target = { bucket, key, forbidOverwrite, headers }
  const uploadId = await client.call(initiateMultipartUpload, target, call)
  const upload = { bucket, key, uploadId }
  try {
    const parts = await copyParts(
      client,
      { ...input, ifMatch: source.etag },
      upload,
      sizeBytes,
      options,
    )
    return await client.call(completeMultipartUpload, { ...upload, parts, forbidOverwrite }, call)
  } catch (error) {
    // Nobody else knows of it; the failure itself says more than that of clearing up.
    await client.call(abortMultipartUpload, upload).catch(() => undefined)
    throw error
  }
}

function conditionsOf(input: CopyObjectInput): Pick<CopyObjectInput, 'ifMatch' | 'ifNoneMatch'> {
  return {
    ...(input.ifMatch === undefined ? {} : { ifMatch: input.ifMatch }),
    ...(input.ifNoneMatch === undefined ? {} : { ifNoneMatch: input.ifNoneMatch }),
  }
}

/** What CopyObject would have taken over by itself. */
async function carried(
  client: OssClient,
  input: CopyObjectInput,
  source: ObjectFacts,
  call: CallOptions,
): Promise<Readonly<Record<string, string | undefined>>> {
  const facts = {
    contentType: source.contentType,
    cacheControl: source.cacheControl,
    contentDisposition: source.contentDisposition,
    contentEncoding: source.contentEncoding,
    contentLanguage: source.contentLanguage,
    expires: source.expires,
  }
  const known = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null))
  const metadata = input.metadata === 'REPLACE' ? {} : { ...known, metadata: source.metadata }
  const tags = input.tags ?? (await tagsOf(client, input, source, call))
  return objectHeaders({ ...metadata, tags })
}

async function tagsOf(
  client: OssClient,
  input: CopyObjectInput,
  source: ObjectFacts,
  call: CallOptions,
): Promise<Record<string, string>> {
  if (source.tagCount === 0) return {}
  const tags = await client.call(getObjectTagging, input.source, call)
  return Object.fromEntries(tags.map((tag) => [tag.key, tag.value]))
}

async function copyParts(
  client: OssClient,
  { source, ifMatch = '' }: CopyObjectInput,
  upload: UploadInput,
  sizeBytes: number,
  options: CopyOptions,
): Promise<readonly UploadedPart[]> {
  const partBytes = choosePartSize(sizeBytes, options.partSizeBytes ?? 64 * mib)
  const count = Math.ceil(sizeBytes / partBytes)
  const parts: UploadedPart[] = []
  // One part that fails ends the others, so that nothing arrives after the upload was aborted.
  const failed = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, failed.signal]) : failed.signal
  let next = 1
  let doneBytes = 0
  const work = async (): Promise<void> => {
    while (next <= count) {
      const partNumber = next++
      const start = (partNumber - 1) * partBytes
      const end = Math.min(start + partBytes, sizeBytes) - 1
      const input = { ...upload, partNumber, source, range: { start, end }, ifMatch }
      parts.push(await client.call(uploadPartCopy, input, { signal }))
      doneBytes += end - start + 1
      options.onProgress?.(doneBytes, sizeBytes)
    }
  }
  const workers = Array.from({ length: Math.min(count, options.parallel ?? 3) }, () =>
    work().catch((error: unknown) => {
      failed.abort()
      throw error
    }),
  )
  const outcomes = await Promise.allSettled(workers)
  const refused = outcomes.find((outcome) => outcome.status === 'rejected')
  if (refused) throw refused.reason
  return parts.sort((a, b) => a.partNumber - b.partNumber)
}
