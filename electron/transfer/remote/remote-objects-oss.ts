import type { CallOptions, OssClient } from '../../oss/client.ts'
import { OssError } from '../../oss/errors.ts'
import { copyObject } from '../../oss/operations/copying.ts'
import { uploadPartCopy } from '../../oss/operations/multipart.ts'
import { getObjectAcl, putObjectAcl } from '../../oss/operations/object-acl.ts'
import {
  deleteObjectTagging,
  getObjectTagging,
  putObjectTagging,
} from '../../oss/operations/object-tags.ts'
import { headObject } from '../../oss/operations/objects.ts'
import { restoreObject } from '../../oss/operations/restoring.ts'
import { getSymlink, putSymlink } from '../../oss/operations/symlinks.ts'
import { listObjectVersions } from '../../oss/operations/versions.ts'
import type { ObjectAcl, RemoteObjects } from './remote-objects.ts'

type Part<Names extends keyof RemoteObjects> = Pick<RemoteObjects, Names>

/** Sent once: what happens after a failure is for the queue to decide. */
function once(signal: AbortSignal): CallOptions {
  return { attempts: 1, signal }
}

export function remoteObjectsOf(client: OssClient): RemoteObjects {
  return { ...copiesOf(client), ...changesOf(client), ...versionsOf(client) }
}

/** `NoSuchBucket` and the like stay errors. */
export function isNoObject(error: unknown): boolean {
  if (!(error instanceof OssError)) return false
  const { code } = error.failure
  return code === 'NoSuchKey' || code === 'NotFound' || code === 'SymlinkTargetNotExist'
}

function copiesOf(
  client: OssClient,
): Part<'describe' | 'copy' | 'copyPart' | 'linkTarget' | 'putLink'> {
  return {
    describe: async (bucket, key, signal) => {
      try {
        return await client.call(headObject, { bucket, key }, once(signal))
      } catch (error) {
        if (isNoObject(error)) return null
        throw error
      }
    },
    copy: ({ bucket, key, forbidOverwrite, from, headers }, signal) => {
      const source = { bucket: from.bucket, key: from.key }
      const onto = bucket === from.bucket && key === from.key
      const metadata = onto ? ('REPLACE' as const) : ('COPY' as const)
      const input = { bucket, key, forbidOverwrite, source, ifMatch: from.etag, headers, metadata }
      return client.call(copyObject, input, once(signal))
    },
    copyPart: ({ bucket, key, uploadId, number, from, offset, sizeBytes }, signal) =>
      client.call(
        uploadPartCopy,
        {
          ...{ bucket, key, uploadId, partNumber: number, ifMatch: from.etag },
          source: { bucket: from.bucket, key: from.key },
          range: { start: offset, end: offset + sizeBytes - 1 },
        },
        once(signal),
      ),
    linkTarget: async (bucket, key, signal) =>
      (await client.call(getSymlink, { bucket, key }, once(signal))).target,
    putLink: async (link, signal) => {
      await client.call(putSymlink, link, once(signal))
    },
  }
}

function changesOf(client: OssClient): Part<'acl' | 'setAcl' | 'tags' | 'setTags' | 'restore'> {
  return {
    acl: async (bucket, key, signal) =>
      (await client.call(getObjectAcl, { bucket, key }, once(signal))) as ObjectAcl,
    setAcl: (bucket, key, acl, signal) =>
      client.call(putObjectAcl, { bucket, key, acl }, once(signal)),
    tags: async (bucket, key, signal) => {
      const tags = await client.call(getObjectTagging, { bucket, key }, once(signal))
      return Object.fromEntries(tags.map((tag) => [tag.key, tag.value]))
    },
    setTags: (bucket, key, tags, signal) => {
      const list = Object.entries(tags).map(([name, value]) => ({ key: name, value }))
      if (list.length === 0) return client.call(deleteObjectTagging, { bucket, key }, once(signal))
      return client.call(putObjectTagging, { bucket, key, tags: list }, once(signal))
    },
    restore: async (bucket, key, { days, tier }, signal) => {
      const input = { bucket, key, days }
      await client.call(restoreObject, tier === null ? input : { ...input, tier }, once(signal))
    },
  }
}

function versionsOf(client: OssClient): Part<'versions'> {
  return {
    versions: async (bucket, prefix, after, signal) => {
      const input = { bucket, prefix, ...(after === null ? {} : { marker: after }) }
      const page = await client.call(listObjectVersions, input, once(signal))
      const versions = page.versions.map(({ key, versionId, isLatest, kind }) => ({
        ...{ key, versionId, isLatest },
        deleteMarker: kind === 'delete-marker',
      }))
      return { versions, next: page.next }
    },
  }
}
