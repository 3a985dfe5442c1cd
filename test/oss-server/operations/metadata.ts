import { createHash } from 'node:crypto'
import { fromByteString, percentDecode, toByteString } from '../encoding.ts'
import { invalidArgument, ServiceError } from '../errors.ts'
import type { BucketExchange, Exchange } from '../exchange.ts'
import { header } from '../request.ts'
import type { Tag } from '../store/object-rows.ts'
import { children, parseXml, text } from '../xml.ts'
import { configured } from './configuration/configured.ts'

const storageClasses = ['Standard', 'IA', 'Archive', 'ColdArchive', 'DeepColdArchive']
const objectAcls = ['default', 'private', 'public-read', 'public-read-write']
export const standardHeaders = [
  'content-type',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
]
const encryptionHeaders = [
  'x-oss-server-side-encryption',
  'x-oss-server-side-encryption-key-id',
  'x-oss-server-side-data-encryption',
]
const maxMetadataBytes = 8 * 1024

export function isStorageClass(value: string): boolean {
  return storageClasses.includes(value)
}

export function isObjectAcl(value: string): boolean {
  return objectAcls.includes(value)
}

/** What a write says about the object besides its bytes. */
export interface Metadata {
  readonly storageClass: string
  readonly acl: string
  readonly headers: Readonly<Record<string, string>>
  readonly tags: readonly Tag[]
}

export function readMetadata(exchange: BucketExchange, bucketClass: string): Metadata {
  return {
    storageClass: readStorageClass(exchange, bucketClass),
    acl: readObjectAcl(exchange) ?? 'default',
    headers: withKey(exchange, { ...defaultEncryption(exchange), ...readStoredHeaders(exchange) }),
    tags: readTaggingHeader(exchange),
  }
}

export function readStorageClass(exchange: Exchange, bucketClass: string): string {
  const value = header(exchange.request, 'x-oss-storage-class')
  if (value === null) return bucketClass
  if (isStorageClass(value)) return value
  throw invalidArgument('no such storage class exists', 'x-oss-storage-class', value)
}

export function readObjectAcl(exchange: Exchange): string | null {
  const value = header(exchange.request, 'x-oss-object-acl')
  if (value === null || isObjectAcl(value)) return value
  throw invalidArgument('no such object access control exists', 'x-oss-object-acl', value)
}

export function readStoredHeaders(exchange: Exchange): Readonly<Record<string, string>> {
  const stored: Record<string, string> = { 'content-type': 'application/octet-stream' }
  let metadataBytes = 0
  for (const [name, value] of Object.entries(exchange.request.headers)) {
    if (typeof value !== 'string') continue
    if (name.startsWith('x-oss-meta-')) {
      metadataBytes += name.length + value.length
      if (name.includes('_')) {
        throw invalidArgument('The name of metadata is not valid.', name, fromByteString(value))
      }
      stored[name] = value
    } else if (standardHeaders.includes(name) || encryptionHeaders.includes(name)) {
      stored[name] = value
    }
  }
  checkEncryptionHeaders(exchange)
  if (metadataBytes > maxMetadataBytes) {
    throw new ServiceError(400, 'MetadataTooLarge', 'Your metadata headers exceed the limit.')
  }
  return stored
}

function checkEncryptionHeaders({ request }: Exchange): void {
  const algorithm = header(request, 'x-oss-server-side-encryption')
  if (algorithm !== null && !['AES256', 'KMS', 'SM4'].includes(algorithm)) {
    throw new ServiceError(
      400,
      'InvalidEncryptionAlgorithmError',
      'The encryption algorithm is not supported.',
      { ec: '0016-00000801' },
    )
  }
  const key = header(request, 'x-oss-server-side-encryption-key-id')
  if (key !== null && algorithm !== 'KMS') {
    throw invalidArgument(
      'A key id goes with KMS only.',
      'x-oss-server-side-encryption-key-id',
      key,
    )
  }
}

/** What the bucket says; a request that says something itself overrides it. */
export function defaultEncryption(exchange: BucketExchange): Readonly<Record<string, string>> {
  const { server, bucket, request } = exchange
  if (header(request, 'x-oss-server-side-encryption') !== null) return {}
  const { store } = server
  const document = configured(store, bucket.name, 'encryption', 'ServerSideEncryptionRule')
  const [rule] = document === null ? [] : children(document, 'ApplyServerSideEncryptionByDefault')
  if (rule === undefined) return {}
  const headers: Record<string, string> = {}
  const values = [
    text(rule, 'SSEAlgorithm'),
    text(rule, 'KMSMasterKeyID'),
    text(rule, 'KMSDataEncryption'),
  ]
  for (const [index, name] of encryptionHeaders.entries()) {
    const value = values[index]
    if (value) headers[name] = toByteString(value)
  }
  return headers
}

/** Who names no key of the key service gets the one that it keeps for the account. */
export function withKey(
  { bucket }: BucketExchange,
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const [algorithm = '', key = '', data = ''] = encryptionHeaders
  if (headers[algorithm] !== 'KMS') {
    const { [data]: _meaningless, ...plain } = headers
    return plain
  }
  if (headers[key] !== undefined) return headers
  const digest = createHash('sha256').update(`key of ${bucket.owner}`).digest('hex')
  const groups = /^(.{8})(.{4})(.{4})(.{4})(.{12})/.exec(digest)?.slice(1) ?? []
  return { ...headers, [key]: groups.join('-') }
}

export function readTaggingHeader(exchange: Exchange): readonly Tag[] {
  const value = header(exchange.request, 'x-oss-tagging')
  if (value === null || value === '') return []
  return checkTags(
    value.split('&').map((pair) => {
      const equals = pair.indexOf('=')
      const key = percentDecode(equals < 0 ? pair : pair.slice(0, equals), true)
      const content = equals < 0 ? '' : percentDecode(pair.slice(equals + 1), true)
      if (key === null || content === null) throw invalidTag('The tagging is not URL-encoded.')
      return { key, value: content }
    }),
  )
}

export function parseTagging(document: string): readonly Tag[] {
  const tagging = parseXml(document, 'Tagging')
  const tags = children(tagging, 'TagSet').flatMap((set) => children(set, 'Tag'))
  return tags.map((tag) => ({ key: text(tag, 'Key') ?? '', value: text(tag, 'Value') ?? '' }))
}

export const tagCharacters = /^[\p{L}\p{N} +\-=._:/]*$/u

/** The rules for objects: at most 10, keys unique and 1–128 characters, values at most 256. */
export function checkTags(tags: readonly Tag[]): readonly Tag[] {
  if (tags.length > 10) throw invalidTag('An object has at most 10 tags.')
  if (new Set(tags.map((tag) => tag.key)).size !== tags.length) {
    throw invalidTag('Tag keys must be unique.')
  }
  for (const { key, value } of tags) {
    if (key.length < 1 || key.length > 128) throw invalidTag('A tag key has 1 to 128 characters.')
    if (value.length > 256) throw invalidTag('A tag value has at most 256 characters.')
    if (!tagCharacters.test(key) || !tagCharacters.test(value)) {
      throw invalidTag('A tag holds a character that is not allowed.')
    }
  }
  return tags
}

function invalidTag(message: string): ServiceError {
  return new ServiceError(400, 'InvalidTag', message)
}
