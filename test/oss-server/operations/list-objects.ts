import { isoSeconds } from '../encoding.ts'
import { invalidArgument } from '../errors.ts'
import type { BucketExchange } from '../exchange.ts'
import { type Reply, xmlReply } from '../reply.ts'
import type { StoredObject } from '../store/object-rows.ts'
import type { XmlValue } from '../xml.ts'
import { restoreInfo } from './archive.ts'
import { ownerXml } from './buckets.ts'
import {
  boundedText,
  type Encoding,
  listPage,
  type Page,
  pageSize,
  readEncoding,
} from './paging.ts'

/** https://www.alibabacloud.com/help/en/oss/developer-reference/listobjects */
export function listObjects(exchange: BucketExchange): Reply {
  const { query } = exchange.request
  const encoding = readEncoding(query)
  const prefix = boundedText(query, 'prefix')
  const delimiter = boundedText(query, 'delimiter')
  const marker = boundedText(query, 'marker')
  const maxEntries = pageSize(query, 'max-keys', 100)
  const page = read(exchange, { prefix, delimiter, marker, maxEntries })
  const next = page.truncated ? page.entries.at(-1)?.marker : undefined
  return xmlReply('ListBucketResult', {
    Name: exchange.bucket.name,
    Prefix: encoding.encode(prefix),
    Marker: encoding.encode(marker),
    MaxKeys: maxEntries,
    Delimiter: encoding.encode(delimiter),
    EncodingType: encoding.type,
    IsTruncated: page.truncated,
    NextMarker: next === undefined ? null : encoding.encode(next),
    ...contents(exchange, page, encoding, true),
  })
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/listobjectsv2 */
export function listObjectsV2(exchange: BucketExchange): Reply {
  const { query } = exchange.request
  const encoding = readEncoding(query)
  const prefix = boundedText(query, 'prefix')
  const delimiter = boundedText(query, 'delimiter')
  const startAfter = boundedText(query, 'start-after')
  const token = query.get('continuation-token')
  const maxEntries = pageSize(query, 'max-keys', 100)
  // Some libraries name the token on the first page too, without a value.
  const marker = token === null || token === '' ? startAfter : readToken(token)
  const page = read(exchange, { prefix, delimiter, marker, maxEntries })
  const next = page.truncated ? page.entries.at(-1)?.marker : undefined
  return xmlReply('ListBucketResult', {
    Name: exchange.bucket.name,
    Prefix: encoding.encode(prefix),
    StartAfter: query.has('start-after') ? encoding.encode(startAfter) : null,
    MaxKeys: maxEntries,
    Delimiter: encoding.encode(delimiter),
    EncodingType: encoding.type,
    IsTruncated: page.truncated,
    ContinuationToken: token === null ? null : encoding.encode(token),
    NextContinuationToken: next === undefined ? null : encoding.encode(writeToken(next)),
    KeyCount: page.entries.length,
    ...contents(exchange, page, encoding, query.get('fetch-owner') === 'true'),
  })
}

function read(
  { server, bucket }: BucketExchange,
  query: Parameters<typeof listPage>[0],
): Page<StoredObject> {
  return listPage(query, (start, inclusive) =>
    server.store.objects.scan(bucket.name, start, inclusive),
  )
}

function contents(
  exchange: BucketExchange,
  page: Page<StoredObject>,
  encoding: Encoding,
  withOwner: boolean,
): { readonly [name: string]: XmlValue } {
  const owner = withOwner ? ownerXml(exchange.bucket.owner) : null
  const objects: XmlValue[] = []
  const prefixes: XmlValue[] = []
  for (const { item, commonPrefix } of page.entries) {
    if (commonPrefix !== null) prefixes.push({ Prefix: encoding.encode(commonPrefix) })
    if (item === null) continue
    objects.push({
      Key: encoding.encode(item.key),
      LastModified: isoSeconds(item.modifiedMs),
      ETag: `"${item.etag}"`,
      Type: item.type,
      Size: item.sizeBytes,
      StorageClass: item.storageClass,
      Owner: owner,
      RestoreInfo: restoreInfo(item, exchange.server.now()),
      TransitionTime: item.transition === null ? null : isoSeconds(item.transition.atMs),
    })
  }
  return { Contents: objects, CommonPrefixes: prefixes }
}

/** Opaque to clients on purpose: base64url, so that nobody sends a key in its place. */
function writeToken(marker: string): string {
  return Buffer.from(marker, 'utf8').toString('base64url')
}

function readToken(token: string): string {
  const marker = Buffer.from(token, 'base64url').toString('utf8')
  if (writeToken(marker) !== token) {
    throw invalidArgument('The continuation token is not valid.', 'continuation-token', token)
  }
  return marker
}
