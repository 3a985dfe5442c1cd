import { authorizeService, blocksPublicAccess } from '../access.ts'
import { receiveDocument } from '../body.ts'
import { isoSeconds } from '../encoding.ts'
import { accessDenied, invalidArgument, noSuchBucket, ServiceError } from '../errors.ts'
import type { BucketExchange, Exchange } from '../exchange.ts'
import { defaultOwnerId, ownerOf } from '../identity.ts'
import { type Reply, xmlReply } from '../reply.ts'
import { header, invalidBucketName } from '../request.ts'
import type { Bucket } from '../store/buckets.ts'
import { parseXml, text, type XmlValue, xmlDocument } from '../xml.ts'
import { type BucketTag, bucketTags, checkEncryption } from './configuration/checks.ts'
import { configured } from './configuration/configured.ts'
import { isObjectAcl, isStorageClass } from './metadata.ts'
import { pageSize } from './paging.ts'

const maxBucketsPerRegion = 100

export function listBuckets(exchange: Exchange): Reply {
  const identity = authorizeService(exchange, 'list')
  const { query } = exchange.request
  const prefix = query.get('prefix') ?? ''
  const marker = query.get('marker') ?? ''
  const maxKeys = pageSize(query, 'max-keys', 100)
  const owner = ownerOf(identity) ?? defaultOwnerId
  const all = exchange.server.store.buckets
    .list(owner, prefix, marker)
    .filter((bucket) => hasTag(exchange, bucket) && hasTags(exchange, bucket))
    .filter((bucket) => isInGroup(exchange, bucket))
  const page = all.slice(0, maxKeys)
  const truncated = all.length > page.length
  const paging: XmlValue = {
    Prefix: prefix,
    Marker: marker,
    MaxKeys: maxKeys,
    IsTruncated: truncated,
    NextMarker: truncated ? page.at(-1)?.name : null,
  }
  const asked = ['prefix', 'marker', 'max-keys', 'tag-key'].some((name) => query.has(name))
  return xmlReply('ListAllMyBucketsResult', {
    ...(asked || truncated ? paging : {}),
    Owner: ownerXml(owner),
    Buckets: {
      Bucket: page.map((bucket) => ({
        Comment: '',
        ...bucketXml(bucket),
        ResourceGroupId: resourceGroupOf(exchange, bucket.name),
      })),
    },
  })
}

/** Whether the bucket carries the tag that the request asks for, if it does. */
function hasTag({ server, request }: Exchange, bucket: Bucket): boolean {
  const key = request.query.get('tag-key')
  const value = request.query.get('tag-value')
  if (key === null) {
    if (value === null) return true
    throw invalidArgument('tag-value goes with tag-key only.', 'tag-value', value)
  }
  return tagsOf(server, bucket).some((tag) => tag.key === key && (value ?? tag.value) === tag.value)
}

/** `tagging="k":"v","l":"w"` asks for all of them. */
function hasTags({ server, request }: Exchange, bucket: Bucket): boolean {
  const asked = request.query.get('tagging')
  if (asked === null) return true
  const pairs = [...asked.matchAll(/"([^"]*)":"([^"]*)"/g)]
  if (pairs.map(([pair]) => pair).join() !== asked) {
    throw invalidArgument('The list of tags is not valid.', 'tagging', asked)
  }
  const tags = tagsOf(server, bucket)
  return pairs.every(([, key, value]) => tags.some((tag) => tag.key === key && tag.value === value))
}

function tagsOf({ store }: Exchange['server'], bucket: Bucket): readonly BucketTag[] {
  const tagging = configured(store, bucket.name, 'tagging', 'Tagging')
  return tagging === null ? [] : bucketTags(tagging)
}

function isInGroup(exchange: Exchange, bucket: Bucket): boolean {
  const group = header(exchange.request, 'x-oss-resource-group-id')
  return group === null || group === '' || group === resourceGroupOf(exchange, bucket.name)
}

export function resourceGroupOf({ server }: Exchange, bucket: string): string {
  const root = 'BucketResourceGroupConfiguration'
  const document = configured(server.store, bucket, 'resourceGroup', root)
  return (document && text(document, 'ResourceGroupId')) || 'rg-default'
}

export async function putBucket(exchange: Exchange, name: string): Promise<Reply> {
  const identity = authorizeService(exchange, 'write')
  if (!/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name)) throw invalidBucketName(name)
  const { buckets } = exchange.server.store
  const acl = header(exchange.request, 'x-oss-acl')
  if (acl !== null) checkBucketAcl(acl)
  const { storageClass, redundancy } = await readCreation(exchange)
  const encryption = readEncryption(exchange)
  const owner = ownerOf(identity) ?? defaultOwnerId
  const existing = buckets.find(name)
  const region = newBucketRegion(exchange)
  if (existing !== null && (existing.owner !== owner || existing.region !== region)) {
    throw new ServiceError(409, 'BucketAlreadyExists', 'The requested bucket is not available.', {
      ec: '0015-00000104',
      fields: { BucketName: name },
    })
  }
  if (existing === null) {
    if (buckets.count(owner, region) >= maxBucketsPerRegion) {
      throw new ServiceError(400, 'TooManyBuckets', 'You have too many buckets.')
    }
    const createdMs = exchange.server.now()
    const access = { owner, acl: acl ?? 'private' }
    const created = { name, region, createdMs, storageClass, redundancy, ...access }
    if (created.acl !== 'private' && blocksPublicAccess(exchange, created)) throw publicRefused()
    buckets.create(created)
    if (encryption !== null) buckets.setConfiguration(name, 'encryption', encryption)
  } else if (acl !== null) buckets.setAcl(name, acl)
  return { status: 200, headers: { location: `/${name}` } }
}

/** The headers that encrypt an object make the default of a new bucket. */
function readEncryption({ request }: Exchange): string | null {
  const algorithm = header(request, 'x-oss-server-side-encryption')
  if (algorithm === null) return null
  const document = xmlDocument('ServerSideEncryptionRule', {
    ApplyServerSideEncryptionByDefault: {
      SSEAlgorithm: algorithm,
      KMSMasterKeyID: header(request, 'x-oss-server-side-encryption-key-id'),
      KMSDataEncryption: header(request, 'x-oss-server-side-data-encryption'),
    },
  })
  checkEncryption(parseXml(document, 'ServerSideEncryptionRule'))
  return document
}

async function readCreation(
  exchange: Exchange,
): Promise<{ readonly storageClass: string; readonly redundancy: string }> {
  const body = await receiveDocument(exchange, 64 * 1024)
  if (body === '') return { storageClass: 'Standard', redundancy: 'LRS' }
  const document = parseXml(body, 'CreateBucketConfiguration')
  const storageClass = text(document, 'StorageClass') ?? 'Standard'
  const redundancy = text(document, 'DataRedundancyType') ?? 'LRS'
  if (!isStorageClass(storageClass)) {
    throw invalidArgument('no such bucket storage class exists', 'StorageClass', storageClass)
  }
  if (redundancy !== 'LRS' && redundancy !== 'ZRS') {
    throw invalidArgument('no such redundancy exists', 'DataRedundancyType', redundancy)
  }
  return { storageClass, redundancy }
}

/** The region of the endpoint; a loopback address takes the region that the signature names. */
function newBucketRegion(exchange: Exchange): string {
  const { server, request } = exchange
  if (request.host.region !== null) return request.host.region
  const authorization = request.headers.authorization ?? ''
  const signed = /Credential=[^/]*\/\d{8}\/([^/]+)\//.exec(authorization)?.[1]
  return signed !== undefined && server.otherRegions.includes(signed) ? signed : server.region
}

export function deleteBucket(exchange: BucketExchange): Reply {
  const { store } = exchange.server
  const { name } = exchange.bucket
  const unfinished = store.uploads.counts(name).uploads + store.channels.count(name)
  if (!store.objects.isEmpty(name) || unfinished > 0) {
    throw new ServiceError(409, 'BucketNotEmpty', 'The bucket you tried to delete is not empty.', {
      ec: '0015-00000301',
      fields: { BucketName: name },
    })
  }
  store.buckets.delete(name)
  return { status: 204 }
}

export function getBucketLocation({ bucket }: BucketExchange): Reply {
  return xmlReply('LocationConstraint', `oss-${bucket.region}`)
}

export function getBucketAcl({ bucket }: BucketExchange): Reply {
  return xmlReply('AccessControlPolicy', {
    Owner: ownerXml(bucket.owner),
    AccessControlList: { Grant: bucket.acl },
  })
}

export function putBucketAcl(exchange: BucketExchange): Reply {
  const acl = header(exchange.request, 'x-oss-acl')
  if (acl === null) throw invalidArgument('x-oss-acl is missing.', 'x-oss-acl', '')
  checkBucketAcl(acl)
  if (acl !== 'private' && blocksPublicAccess(exchange, exchange.bucket)) throw publicRefused()
  exchange.server.store.buckets.setAcl(exchange.bucket.name, acl)
  return { status: 200 }
}

function publicRefused(): ServiceError {
  return accessDenied('Put public bucket acl is not allowed.')
}

function checkBucketAcl(acl: string): void {
  if (acl === 'default' || !isObjectAcl(acl)) {
    throw invalidArgument('no such bucket access control exists', 'x-oss-acl', acl)
  }
}

export function requireBucket(exchange: Exchange, name: string): Bucket {
  const bucket = exchange.server.store.buckets.find(name)
  if (bucket === null) throw noSuchBucket(name)
  return bucket
}

export function ownerXml(owner: string): XmlValue {
  return { ID: owner, DisplayName: owner }
}

export function bucketXml(bucket: Bucket): Readonly<Record<string, XmlValue>> {
  return {
    CreationDate: isoSeconds(bucket.createdMs),
    ExtranetEndpoint: `oss-${bucket.region}.aliyuncs.com`,
    IntranetEndpoint: `oss-${bucket.region}-internal.aliyuncs.com`,
    Location: `oss-${bucket.region}`,
    Name: bucket.name,
    Region: bucket.region,
    StorageClass: bucket.storageClass,
  }
}
