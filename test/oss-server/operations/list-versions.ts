import { isoSeconds } from '../encoding.ts'
import { invalidArgument } from '../errors.ts'
import type { BucketExchange } from '../exchange.ts'
import { documentReply, type Reply } from '../reply.ts'
import type { StoredObject } from '../store/object-rows.ts'
import { sequenceOf } from '../store/version-id.ts'
import { xmlDocumentOf, xmlElement } from '../xml.ts'
import { restoreInfo } from './archive.ts'
import { ownerXml } from './buckets.ts'
import { checkVersionId } from './find-object.ts'
import { boundedText, type Encoding, listPage, pageSize, readEncoding } from './paging.ts'

/** https://www.alibabacloud.com/help/en/oss/developer-reference/listobjectversions */
export function listObjectVersions(exchange: BucketExchange): Reply {
  const { query } = exchange.request
  const encoding = readEncoding(query)
  const prefix = boundedText(query, 'prefix')
  const delimiter = boundedText(query, 'delimiter')
  const marker = boundedText(query, 'key-marker')
  const versionMarker = query.get('version-id-marker') ?? ''
  if (versionMarker !== '' && marker === '') {
    const message = 'A version-id marker cannot be specified without a key marker.'
    throw invalidArgument(message, 'version-id-marker', versionMarker)
  }
  if (versionMarker !== '') checkVersionId(versionMarker, 'version-id-marker')
  const maxEntries = pageSize(query, 'max-keys', 100)
  const page = listPage({ prefix, delimiter, marker, maxEntries }, (start, inclusive) =>
    inclusive || start !== marker || versionMarker === ''
      ? exchange.server.store.objects.scanVersions(exchange.bucket.name, start, inclusive)
      : behind(exchange, marker, versionMarker),
  )
  const last = page.truncated ? page.entries.at(-1) : undefined
  const head = {
    Name: exchange.bucket.name,
    Prefix: encoding.encode(prefix),
    KeyMarker: encoding.encode(marker),
    VersionIdMarker: versionMarker,
    MaxKeys: maxEntries,
    Delimiter: encoding.encode(delimiter),
    EncodingType: encoding.type,
    IsTruncated: page.truncated,
    NextKeyMarker: last === undefined ? null : encoding.encode(last.marker),
    NextVersionIdMarker: last?.item?.version ?? null,
  }
  const entries = page.entries.map(({ item, commonPrefix }) =>
    item === null
      ? xmlElement('CommonPrefixes', { Prefix: encoding.encode(commonPrefix ?? '') })
      : versionElement(exchange, item, encoding),
  )
  return documentReply(xmlDocumentOf('ListVersionsResult', [head, ...entries]))
}

/** The older versions of the key that the last page ended with, then the keys after it. */
function* behind(
  { server, bucket }: BucketExchange,
  key: string,
  version: string,
): Generator<StoredObject> {
  const { objects } = server.store
  const last = sequenceOf(version)
  let passed = objects.findVersion(bucket.name, key, version) === null
  for (const object of objects.scanVersions(bucket.name, key, true)) {
    if (object.key !== key) yield object
    else if (passed && isOlder(object, last)) yield object
    else if (object.version === version) passed = true
  }
}

/** Matters only when the marker's version is gone: its place is then told by its id. */
function isOlder(object: StoredObject, markerSequence: number | null): boolean {
  const own = sequenceOf(object.version)
  return own === null || markerSequence === null || own < markerSequence
}

/** Versions and delete markers come in one sequence, so their elements are mixed. */
function versionElement(exchange: BucketExchange, item: StoredObject, encoding: Encoding): string {
  const common = {
    Key: encoding.encode(item.key),
    VersionId: item.version,
    IsLatest: item.latest,
    LastModified: isoSeconds(item.modifiedMs),
  }
  const owner = { Owner: ownerXml(exchange.bucket.owner) }
  if (item.type === 'DeleteMarker') return xmlElement('DeleteMarker', { ...common, ...owner })
  return xmlElement('Version', {
    ...common,
    ETag: `"${item.etag}"`,
    Type: item.type,
    Size: item.sizeBytes,
    StorageClass: item.storageClass,
    ...owner,
    RestoreInfo: restoreInfo(item, exchange.server.now()),
    TransitionTime: item.transition === null ? null : isoSeconds(item.transition.atMs),
  })
}
