import { authorizeSource } from '../access.ts'
import { isoSeconds, percentDecode } from '../encoding.ts'
import { accessDenied, invalidArgument, ServiceError } from '../errors.ts'
import type { ObjectExchange } from '../exchange.ts'
import { type Reply, xmlReply } from '../reply.ts'
import { header } from '../request.ts'
import type { StoredObject } from '../store/object-rows.ts'
import { checkReadable } from './archive.ts'
import { requireBucket } from './buckets.ts'
import { checkConditions } from './conditions.ts'
import { requireVersion, versionHeaders } from './find-object.ts'
import {
  defaultEncryption,
  readObjectAcl,
  readStorageClass,
  readStoredHeaders,
  readTaggingHeader,
  standardHeaders,
  withKey,
} from './metadata.ts'
import { encryptionHeaders } from './object-headers.ts'
import { checkOverwrite } from './protection.ts'

const maxCopyBytes = 1024 ** 3

/** https://www.alibabacloud.com/help/en/oss/developer-reference/copyobject */
export async function copyObject(exchange: ObjectExchange): Promise<Reply> {
  const { server, bucket, key } = exchange
  const source = readSource(exchange)
  if (source.sizeBytes > maxCopyBytes) {
    throw new ServiceError(400, 'EntityTooLarge', 'The source is too large for one copy.')
  }
  const { objects, blobs, buckets } = server.store
  const versioned = buckets.versioning(bucket.name) !== 'off'
  if (versioned && source.type === 'Appendable') {
    throw new ServiceError(400, 'OperationNotSupported', 'An appendable object cannot be copied.', {
      ec: '0016-00000513',
    })
  }
  checkOverwrite(exchange, key)
  const onto = !versioned && source.bucket === bucket.name && source.key === key
  const metadata = attributes(exchange, source, onto)
  const segments = await blobs.share(source.segments)
  const copied = objects.put({
    ...source,
    ...metadata,
    bucket: bucket.name,
    key,
    modifiedMs: server.now(),
    segments,
  })
  return xmlReply(
    'CopyObjectResult',
    { ETag: `"${copied.etag}"`, LastModified: isoSeconds(copied.modifiedMs) },
    {
      etag: `"${copied.etag}"`,
      'x-oss-hash-crc64ecma': copied.crc64 ?? undefined,
      ...encryptionHeaders(copied),
      ...sourceHeaders(exchange, source),
      ...versionHeaders(exchange, copied.version),
    },
  )
}

/** Which version the source was, where there are versions. */
export function sourceHeaders(
  { server }: ObjectExchange,
  source: StoredObject,
): Readonly<Record<string, string>> {
  if (server.store.buckets.versioning(source.bucket) === 'off') return {}
  return { 'x-oss-copy-source-version-id': source.version }
}

/** The directives decide what comes along; the ACL never does. A copy onto itself takes nothing. */
function attributes(
  exchange: ObjectExchange,
  source: StoredObject,
  onto: boolean,
): Pick<StoredObject, 'headers' | 'tags' | 'acl' | 'storageClass'> {
  const { bucket } = exchange
  const metadata = directive(exchange, 'x-oss-metadata-directive')
  const tagging = directive(exchange, 'x-oss-tagging-directive')
  // A copy onto itself that says nothing new changes nothing.
  const replaces = metadata === 'REPLACE' || (onto && saysMetadata(exchange))
  return {
    acl: readObjectAcl(exchange) ?? 'default',
    storageClass: readStorageClass(exchange, bucket.storageClass),
    headers: withKey(exchange, {
      ...(replaces ? {} : withoutEncryption(source.headers)),
      ...defaultEncryption(exchange),
      ...(replaces ? readStoredHeaders(exchange) : encryptionOf(exchange)),
    }),
    tags: tagging === 'REPLACE' ? readTaggingHeader(exchange) : source.tags,
  }
}

function saysMetadata({ request }: ObjectExchange): boolean {
  return Object.keys(request.headers).some(
    (name) => standardHeaders.includes(name) || name.startsWith('x-oss-meta-'),
  )
}

function withoutEncryption(
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const kept = Object.entries(headers).filter(([name]) => !name.startsWith('x-oss-server-side-'))
  return Object.fromEntries(kept)
}

function encryptionOf(exchange: ObjectExchange): Readonly<Record<string, string>> {
  return encryptionHeaders({ headers: readStoredHeaders(exchange) })
}

function directive({ request }: ObjectExchange, name: string): string {
  const value = header(request, name) ?? 'COPY'
  const known = value.toUpperCase()
  if (known === 'COPY' || known === 'REPLACE') return known
  throw invalidArgument('Unknown directive.', name, value)
}

/** The object that `x-oss-copy-source` names, with the reader's rights and conditions checked. */
export function readSource(exchange: ObjectExchange): StoredObject {
  const { request } = exchange
  const raw = header(request, 'x-oss-copy-source') ?? ''
  const [path = '', version] = raw.split('?versionId=')
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
  authorizeSource(exchange, bucket, key, version ?? null)
  const source = requireVersion(exchange, bucketName, key, version ?? null)
  checkConditions(source, {
    ifMatch: header(request, 'x-oss-copy-source-if-match'),
    ifNoneMatch: header(request, 'x-oss-copy-source-if-none-match'),
    ifModifiedSince: header(request, 'x-oss-copy-source-if-modified-since'),
    ifUnmodifiedSince: header(request, 'x-oss-copy-source-if-unmodified-since'),
  })
  checkReadable(exchange, source)
  return source
}
