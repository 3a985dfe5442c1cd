import { authorizeSource } from '../access.ts'
import { isoSeconds, percentDecode } from '../encoding.ts'
import { accessDenied, invalidArgument, noSuchKey, ServiceError } from '../errors.ts'
import type { ObjectExchange } from '../exchange.ts'
import { type Reply, xmlReply } from '../reply.ts'
import { header } from '../request.ts'
import type { StoredObject } from '../store/objects.ts'
import { requireBucket } from './buckets.ts'
import { checkConditions } from './conditions.ts'
import {
  checkOverwrite,
  isArchived,
  readMetadata,
  readObjectAcl,
  readStorageClass,
  readStoredHeaders,
  readTaggingHeader,
} from './metadata.ts'

const maxCopyBytes = 1024 ** 3

/** https://www.alibabacloud.com/help/en/oss/developer-reference/copyobject */
export async function copyObject(exchange: ObjectExchange): Promise<Reply> {
  const { server, bucket, key } = exchange
  const source = readSource(exchange)
  if (source.sizeBytes > maxCopyBytes) {
    throw new ServiceError(400, 'EntityTooLarge', 'The source is too large for one copy.', {
      ec: '0016-00000507',
    })
  }
  checkOverwrite(exchange, server.store.objects, bucket.name, key)
  const segments = await server.store.blobs.share(source.segments)
  const onto = source.bucket === bucket.name && source.key === key
  const copied: StoredObject = {
    ...source,
    ...attributes(exchange, source, onto),
    bucket: bucket.name,
    key,
    modifiedMs: server.now(),
    segments,
  }
  server.store.objects.put(copied)
  return xmlReply(
    'CopyObjectResult',
    { ETag: `"${copied.etag}"`, LastModified: isoSeconds(copied.modifiedMs) },
    { etag: `"${copied.etag}"`, 'x-oss-hash-crc64ecma': copied.crc64 ?? undefined },
  )
}

/** The directives decide what comes along; the ACL never does. */
function attributes(
  exchange: ObjectExchange,
  source: StoredObject,
  onto: boolean,
): Pick<StoredObject, 'headers' | 'tags' | 'acl' | 'storageClass'> {
  const { request, bucket } = exchange
  const metadata = directive(exchange, 'x-oss-metadata-directive')
  const tagging = directive(exchange, 'x-oss-tagging-directive')
  const replaces = metadata === 'REPLACE' || (onto && header(request, 'content-type') !== null)
  return {
    acl: readObjectAcl(exchange) ?? 'default',
    storageClass: readStorageClass(exchange, bucket.storageClass),
    headers: replaces ? readStoredHeaders(exchange) : source.headers,
    tags: tagging === 'REPLACE' ? readTaggingHeader(exchange) : source.tags,
  }
}

function directive({ request }: ObjectExchange, name: string): string {
  const value = header(request, name) ?? 'COPY'
  const known = value.toUpperCase()
  if (known === 'COPY' || known === 'REPLACE') return known
  throw invalidArgument('Unknown directive.', name, value)
}

/** The object that `x-oss-copy-source` names, with the reader's rights and conditions checked. */
export function readSource(exchange: ObjectExchange): StoredObject {
  const { request, server } = exchange
  const raw = header(request, 'x-oss-copy-source') ?? ''
  const [path = ''] = raw.split('?versionId=')
  const decoded = percentDecode(path)
  const match = /^\/?([^/]+)\/([\s\S]+)$/.exec(decoded ?? '')
  if (match === null) {
    throw invalidArgument('Copy Source must mention the bucket and key.', 'x-oss-copy-source', raw)
  }
  const [, bucketName = '', key = ''] = match
  const bucket = requireBucket(exchange, bucketName)
  if (bucket.region !== exchange.bucket.region) {
    throw accessDenied('Target object does not reside in the same data center as source object.')
  }
  authorizeSource(exchange, bucket, key)
  const source = server.store.objects.find(bucketName, key)
  if (source === null) throw noSuchKey(key)
  checkConditions(source, {
    ifMatch: header(request, 'x-oss-copy-source-if-match'),
    ifNoneMatch: header(request, 'x-oss-copy-source-if-none-match'),
    ifModifiedSince: header(request, 'x-oss-copy-source-if-modified-since'),
    ifUnmodifiedSince: header(request, 'x-oss-copy-source-if-unmodified-since'),
  })
  if (isArchived(source.storageClass)) {
    throw new ServiceError(403, 'InvalidObjectState', 'The operation is not valid for the state.', {
      ec: '0016-00000705',
      fields: { Key: key },
    })
  }
  return source
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putsymlink */
export function putSymlink(exchange: ObjectExchange): Reply {
  const { server, bucket, key, request } = exchange
  const raw = header(request, 'x-oss-symlink-target') ?? ''
  const target = percentDecode(raw)
  if (target === null || target === '') {
    throw invalidArgument('The symlink target is missing.', 'x-oss-symlink-target', raw)
  }
  checkOverwrite(exchange, server.store.objects, bucket.name, key)
  const etag = Buffer.from(request.requestId.padEnd(32, '0')).toString('latin1')
  server.store.objects.put({
    ...readMetadata(exchange, bucket.storageClass),
    bucket: bucket.name,
    key,
    type: 'Symlink',
    sizeBytes: 0,
    etag,
    crc64: null,
    md5: null,
    modifiedMs: server.now(),
    symlinkTarget: target,
    segments: [],
  })
  return { status: 200, headers: { etag: `"${etag}"` } }
}
