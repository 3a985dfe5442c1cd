import type { Sessions } from '../../accounts/sessions.ts'
import type { CallOptions, OssClient } from '../../oss/client.ts'
import { OssError } from '../../oss/errors.ts'
import type { ObjectHeaders } from '../../oss/object-headers.ts'
import { getBucketInfo } from '../../oss/operations/bucket.ts'
import { deleteMultipleObjects, deleteObject } from '../../oss/operations/deleting.ts'
import { listObjectsV2 } from '../../oss/operations/listing.ts'
import {
  abortMultipartUpload,
  completeMultipartUpload,
  initiateMultipartUpload,
  uploadPart,
} from '../../oss/operations/multipart.ts'
import {
  listMultipartUploads,
  listParts,
  type PartsPage,
  type UploadsMarker,
  type UploadsPage,
} from '../../oss/operations/multipart-lists.ts'
import { getObject, headObject, putObject, writtenObject } from '../../oss/operations/objects.ts'
import type { Transport } from '../../oss/transport.ts'
import { contentTypeOf } from '../content-type.ts'
import {
  type Deletion,
  deletedName,
  type RemoteOf,
  type RemotePart,
  type RemoteStorage,
} from './remote.ts'
import { isNoObject, remoteObjectsOf } from './remote-objects-oss.ts'

/** The engine's storage on top of signed clients; one per account. */
export function remoteOfSessions(sessions: Sessions): RemoteOf {
  return async (accountId) => createRemote(await sessions.client(accountId))
}

function createRemote(client: OssClient): RemoteStorage {
  return {
    ...objectsOf(client),
    ...multipartOf(client),
    ...bucketOf(client),
    ...remoteObjectsOf(client),
  }
}

/** Of thousands of answers only what tells an object from others is looked at. */
const getWhole = { ...getObject, output: writtenObject }

/** Sent once: what happens after a failure is for the queue to decide. */
function once(signal: AbortSignal, transport?: Transport | null): CallOptions {
  return transport ? { attempts: 1, signal, transport } : { attempts: 1, signal }
}

type Part<Names extends keyof RemoteStorage> = Pick<RemoteStorage, Names>

function objectsOf(
  client: OssClient,
): Part<'head' | 'put' | 'putAll' | 'get' | 'getAll' | 'deleteMany' | 'deleteOne'> {
  return {
    head: async (bucket, key, signal) => {
      try {
        const facts = await client.call(headObject, { bucket, key }, once(signal))
        return { ...facts, key, modifiedAt: facts.modifiedAt ?? '' }
      } catch (error) {
        if (isNoObject(error)) return null
        throw error
      }
    },
    put: ({ bucket, key, sizeBytes, forbidOverwrite, headers }, transport, signal) => {
      const input = { bucket, key, forbidOverwrite, ...given(key, headers) }
      return transport
        ? client.call(putObject, { ...input, sizeBytes }, once(signal, transport))
        : client.call(putObject, { ...input, body: new Uint8Array(0) }, once(signal))
    },
    putAll: (targets, transport, signal, onSettled) => {
      const inputs = targets.map((target) => ({
        ...target,
        contentType: contentTypeOf(target.key),
      }))
      return client.callAll(putObject, inputs, { transport, signal }, onSettled)
    },
    getAll: (sources, transport, signal, onSettled) => {
      const inputs = sources.map(({ bucket, key, etag }) => ({ bucket, key, ifMatch: etag }))
      return client.callAll(getWhole, inputs, { transport, signal }, onSettled)
    },
    get: ({ bucket, key, range, etag }, transport, signal) => {
      const input = {
        bucket,
        key,
        ...(etag === null ? {} : { ifMatch: etag }),
        ...(range === null
          ? {}
          : { range: { start: range.offset, end: range.offset + range.sizeBytes - 1 } }),
      }
      return client.call(getObject, input, once(signal, transport))
    },
    deleteMany: async (bucket, deletions, signal) => {
      const objects = deletions.map(versioned)
      const deleted = await client.call(deleteMultipleObjects, { bucket, objects }, once(signal))
      return new Set(deleted.map(deletedName))
    },
    deleteOne: async (bucket, deletion, signal) => {
      const input = { bucket, ...versioned(deletion) }
      return (await client.call(deleteObject, input, once(signal))).versionId
    },
  }
}

function multipartOf(
  client: OssClient,
): Part<'initiate' | 'uploadPart' | 'complete' | 'abort' | 'parts' | 'uploads'> {
  return {
    initiate: ({ bucket, key, forbidOverwrite, headers }, signal) => {
      const input = { bucket, key, forbidOverwrite, ...given(key, withoutAcl(headers)) }
      return client.call(initiateMultipartUpload, input, once(signal))
    },
    uploadPart: ({ bucket, key, uploadId, number, sizeBytes }, transport, signal) =>
      client.call(
        uploadPart,
        { bucket, key, uploadId, partNumber: number, sizeBytes },
        once(signal, transport),
      ),
    complete: ({ bucket, key, uploadId, forbidOverwrite, parts, headers }, signal) => {
      const listed = parts.map(({ number, etag }) => ({ partNumber: number, etag }))
      const input = { bucket, key, uploadId, forbidOverwrite, parts: listed }
      const acl = { [aclHeader]: headers?.[aclHeader] }
      return client.call(completeMultipartUpload, input, { ...once(signal), headers: acl })
    },
    abort: async (bucket, key, uploadId, signal) => {
      try {
        await client.call(abortMultipartUpload, { bucket, key, uploadId }, once(signal))
      } catch (error) {
        if (!(error instanceof OssError && error.failure.code === 'NoSuchUpload')) throw error
      }
    },
    parts: (bucket, key, uploadId, signal) =>
      listAllParts(client, { bucket, key, uploadId }, signal),
    uploads: (bucket, key, signal) => listUploadsOf(client, bucket, key, signal),
  }
}

function bucketOf(client: OssClient): Part<'list' | 'versioning' | 'probe'> {
  return {
    list: async (bucket, prefix, after, signal) => {
      // A key, not the service's token: it stays good for as long as the queue lives.
      const input = { bucket, prefix, ...(after === null ? {} : { startAfter: after }) }
      const page = await client.call(listObjectsV2, input, once(signal))
      const last = page.objects[page.objects.length - 1]
      return { objects: page.objects, next: page.next === null ? null : (last?.key ?? null) }
    },
    versioning: async (bucket, signal) => {
      const info = await client.call(getBucketInfo, { bucket }, once(signal))
      return info.versioning === null ? 'off' : 'on'
    },
    probe: async (bucket, signal) => {
      try {
        await client.call(getBucketInfo, { bucket }, once(signal))
        return true
      } catch (error) {
        return error instanceof OssError
      }
    },
  }
}

const aclHeader = 'x-oss-object-acl'

function withoutAcl(headers: ObjectHeaders | undefined): ObjectHeaders | undefined {
  return headers && { ...headers, [aclHeader]: undefined }
}

/** What an object is given when it is stored. */
function given(
  key: string,
  headers: ObjectHeaders | undefined,
): { readonly contentType: string } | { readonly headers: ObjectHeaders } {
  return headers ? { headers } : { contentType: contentTypeOf(key) }
}

function versioned({ key, versionId }: Deletion): {
  readonly key: string
  readonly versionId?: string
} {
  return versionId === null ? { key } : { key, versionId }
}

async function listAllParts(
  client: OssClient,
  upload: { readonly bucket: string; readonly key: string; readonly uploadId: string },
  signal: AbortSignal,
): Promise<readonly RemotePart[]> {
  const parts: RemotePart[] = []
  let marker: number | null = null
  do {
    const input = marker === null ? upload : { ...upload, partNumberMarker: marker }
    const page: PartsPage = await client.call(listParts, { ...input, maxParts: 1000 }, once(signal))
    for (const { partNumber, sizeBytes, etag, crc64 } of page.parts) {
      parts.push({ number: partNumber, sizeBytes, etag, crc64 })
    }
    marker = page.next
  } while (marker !== null)
  return parts
}

async function listUploadsOf(
  client: OssClient,
  bucket: string,
  key: string,
  signal: AbortSignal,
): Promise<readonly { readonly uploadId: string; readonly initiatedAtMs: number }[]> {
  const found: { readonly uploadId: string; readonly initiatedAtMs: number }[] = []
  let marker: UploadsMarker | null = null
  do {
    const input = { bucket, prefix: key, ...(marker === null ? {} : { marker }) }
    const page: UploadsPage = await client.call(listMultipartUploads, input, once(signal))
    for (const upload of page.uploads) {
      // In key order: the exact key comes before every longer one.
      if (upload.key !== key) return found
      const initiatedAtMs = Date.parse(upload.initiatedAt ?? '') || 0
      found.push({ uploadId: upload.uploadId, initiatedAtMs })
    }
    marker = page.next
  } while (marker !== null)
  return found
}
