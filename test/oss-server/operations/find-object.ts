import { invalidArgument, noSuchKey, ServiceError } from '../errors.ts'
import type { BucketExchange, Exchange, ObjectExchange } from '../exchange.ts'
import type { StoredObject } from '../store/object-rows.ts'
import { nullVersion, sequenceOf } from '../store/version-id.ts'

/** The version that the request asks for, or the one that is served; never a delete marker. */
export function requireObject(exchange: ObjectExchange): StoredObject {
  const { bucket, key, request } = exchange
  return requireVersion(exchange, bucket.name, key, request.query.get('versionId'))
}

/** `version` null = the one that is served. */
export function requireVersion(
  { server }: Exchange,
  bucket: string,
  key: string,
  version: string | null,
): StoredObject {
  const { objects, buckets } = server.store
  if (version !== null) return requireExact(objects.findVersion(bucket, key, version), key, version)
  const found = objects.find(bucket, key)
  if (found !== null) return found
  const marker = buckets.versioning(bucket) === 'off' ? null : objects.findNewest(bucket, key)
  throw noSuchKey(key, marker === null ? {} : deletionHeaders(marker.version))
}

function requireExact(found: StoredObject | null, key: string, version: string): StoredObject {
  checkVersionId(version)
  if (found === null) {
    throw new ServiceError(404, 'NoSuchVersion', 'The specified version does not exist.', {
      fields: { Key: key, VersionId: version },
    })
  }
  if (found.type !== 'DeleteMarker') return found
  throw new ServiceError(405, 'MethodNotAllowed', 'The version is a delete marker.', {
    fields: { Method: 'GET', ResourceType: 'DeleteMarker' },
    headers: { allow: 'DELETE', ...deletionHeaders(version) },
  })
}

export function checkVersionId(version: string, parameter = 'versionId'): void {
  if (version === nullVersion || sequenceOf(version) !== null) return
  throw invalidArgument('Invalid version id specified', parameter, version)
}

function deletionHeaders(version: string): Readonly<Record<string, string>> {
  return { 'x-oss-delete-marker': 'true', 'x-oss-version-id': version }
}

/** Only buckets that have or had versions say which version it was. */
export function versionHeaders(
  { server, bucket }: BucketExchange,
  version: string,
): Readonly<Record<string, string>> {
  const versioned = server.store.buckets.versioning(bucket.name) !== 'off'
  return versioned ? { 'x-oss-version-id': version } : {}
}
