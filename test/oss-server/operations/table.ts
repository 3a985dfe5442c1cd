import { ServiceError } from '../errors.ts'
import type { ServerOperation } from '../exchange.ts'
import type { OssRequest } from '../request.ts'
import * as buckets from './buckets.ts'
import { configurationOperations } from './configuration.ts'
import { copyObject, putSymlink } from './copy-object.ts'
import { preflight } from './cors.ts'
import { deleteMultipleObjects, deleteObject } from './delete-objects.ts'
import { getObject, getObjectMeta, headObject } from './get-object.ts'
import { listObjects, listObjectsV2 } from './list-objects.ts'
import { listMultipartUploads, listParts } from './list-uploads.ts'
import * as multipart from './multipart.ts'
import * as attributes from './object-attributes.ts'
import { appendObject, putObject } from './put-object.ts'

const bucket = { target: 'bucket' } as const
const object = { target: 'object' } as const
const part = ['partNumber', 'uploadId']
const copySource = 'x-oss-copy-source'

/** The first that fits wins: what needs more parameters comes first. */
const operations: readonly ServerOperation[] = [
  {
    name: 'ListBuckets',
    method: 'GET',
    target: 'service',
    access: 'open',
    handle: buckets.listBuckets,
  },
  ...configurationOperations,
  {
    ...bucket,
    name: 'GetBucketInfo',
    method: 'GET',
    query: ['bucketInfo'],
    access: 'owner',
    handle: buckets.getBucketInfo,
  },
  {
    ...bucket,
    name: 'GetBucketLocation',
    method: 'GET',
    query: ['location'],
    access: 'owner',
    handle: buckets.getBucketLocation,
  },
  {
    ...bucket,
    name: 'GetBucketStat',
    method: 'GET',
    query: ['stat'],
    access: 'owner',
    handle: buckets.getBucketStat,
  },
  {
    ...bucket,
    name: 'GetBucketAcl',
    method: 'GET',
    query: ['acl'],
    access: 'owner',
    handle: buckets.getBucketAcl,
  },
  {
    ...bucket,
    name: 'PutBucketAcl',
    method: 'PUT',
    query: ['acl'],
    access: 'owner',
    handle: buckets.putBucketAcl,
  },
  {
    ...bucket,
    name: 'ListMultipartUploads',
    method: 'GET',
    query: ['uploads'],
    access: 'list',
    handle: listMultipartUploads,
  },
  {
    ...bucket,
    name: 'DeleteMultipleObjects',
    method: 'POST',
    query: ['delete'],
    access: 'write',
    handle: deleteMultipleObjects,
  },
  {
    ...bucket,
    name: 'ListObjectsV2',
    method: 'GET',
    query: ['list-type'],
    access: 'list',
    handle: listObjectsV2,
  },
  { ...bucket, name: 'ListObjects', method: 'GET', access: 'list', handle: listObjects },
  {
    name: 'PutBucket',
    method: 'PUT',
    target: 'new-bucket',
    access: 'open',
    handle: buckets.putBucket,
  },
  {
    ...bucket,
    name: 'DeleteBucket',
    method: 'DELETE',
    access: 'owner',
    handle: buckets.deleteBucket,
  },
  { ...bucket, name: 'OptionObject', method: 'OPTIONS', access: 'open', handle: preflight },
  { ...object, name: 'OptionObject', method: 'OPTIONS', access: 'open', handle: preflight },
  {
    ...object,
    name: 'UploadPartCopy',
    method: 'PUT',
    query: part,
    header: copySource,
    access: 'write',
    handle: multipart.uploadPartCopy,
  },
  {
    ...object,
    name: 'UploadPart',
    method: 'PUT',
    query: part,
    access: 'write',
    handle: multipart.uploadPart,
  },
  {
    ...object,
    name: 'InitiateMultipartUpload',
    method: 'POST',
    query: ['uploads'],
    access: 'write',
    handle: multipart.initiateMultipartUpload,
  },
  {
    ...object,
    name: 'CompleteMultipartUpload',
    method: 'POST',
    query: ['uploadId'],
    access: 'write',
    handle: multipart.completeMultipartUpload,
  },
  {
    ...object,
    name: 'AbortMultipartUpload',
    method: 'DELETE',
    query: ['uploadId'],
    access: 'write',
    handle: multipart.abortMultipartUpload,
  },
  {
    ...object,
    name: 'ListParts',
    method: 'GET',
    query: ['uploadId'],
    access: 'write',
    handle: listParts,
  },
  {
    ...object,
    name: 'GetObjectAcl',
    method: 'GET',
    query: ['acl'],
    access: 'owner',
    handle: attributes.getObjectAcl,
  },
  {
    ...object,
    name: 'PutObjectAcl',
    method: 'PUT',
    query: ['acl'],
    access: 'owner',
    handle: attributes.putObjectAcl,
  },
  {
    ...object,
    name: 'GetObjectTagging',
    method: 'GET',
    query: ['tagging'],
    access: 'read',
    handle: attributes.getObjectTagging,
  },
  {
    ...object,
    name: 'PutObjectTagging',
    method: 'PUT',
    query: ['tagging'],
    access: 'write',
    handle: attributes.putObjectTagging,
  },
  {
    ...object,
    name: 'DeleteObjectTagging',
    method: 'DELETE',
    query: ['tagging'],
    access: 'write',
    handle: attributes.deleteObjectTagging,
  },
  {
    ...object,
    name: 'GetSymlink',
    method: 'GET',
    query: ['symlink'],
    access: 'read',
    handle: attributes.getSymlink,
  },
  {
    ...object,
    name: 'PutSymlink',
    method: 'PUT',
    query: ['symlink'],
    access: 'write',
    handle: putSymlink,
  },
  {
    ...object,
    name: 'AppendObject',
    method: 'POST',
    query: ['append'],
    access: 'write',
    handle: appendObject,
  },
  {
    ...object,
    name: 'CopyObject',
    method: 'PUT',
    header: copySource,
    access: 'write',
    handle: copyObject,
  },
  { ...object, name: 'PutObject', method: 'PUT', access: 'write', handle: putObject },
  {
    ...object,
    name: 'GetObjectMeta',
    method: 'HEAD',
    query: ['objectMeta'],
    access: 'read',
    handle: getObjectMeta,
  },
  { ...object, name: 'HeadObject', method: 'HEAD', access: 'read', handle: headObject },
  { ...object, name: 'GetObject', method: 'GET', access: 'read', handle: getObject },
  { ...object, name: 'DeleteObject', method: 'DELETE', access: 'write', handle: deleteObject },
]

/**
 * Sub-resources of the service. One that is asked for and that no operation here answers must not
 * be taken for the plain operation: `DELETE /?website` must never delete a bucket.
 */
const subresources = new Set(
  `acl append bucketArchiveDirectRead bucketInfo accessmonitor cors delete encryption inventory
  lifecycle live location logging objectMeta policy policyStatus publicAccessBlock referer
  replication requestPayment resourceGroup restore stat style symlink tagging
  transferAcceleration uploads versioning versions vod website worm x-oss-process seal
  cleanRestoredObject qos cname`.split(/\s+/),
)

/** Throws MethodNotAllowed or NotImplemented when nothing fits. */
export function chooseOperation(request: OssRequest): ServerOperation {
  const kind = request.bucket === null ? 'service' : request.key === null ? 'bucket' : 'object'
  const asked = request.query.pairs.map(([name]) => name).filter((name) => subresources.has(name))
  const found = operations.find(
    (operation) =>
      operation.method === request.method &&
      (operation.target === 'new-bucket' ? 'bucket' : operation.target) === kind &&
      (operation.query ?? []).every((name) => request.query.has(name)) &&
      (operation.header === undefined || operation.header in request.incoming.headers),
  )
  const missed = asked.find((name) => !(found?.query ?? []).includes(name))
  if (found !== undefined && (missed === undefined || request.method === 'OPTIONS')) return found
  if (missed !== undefined) {
    throw new ServiceError(400, 'NotImplemented', `The server does not know ?${missed}.`, {
      ec: '0016-00000516',
      fields: { ResourceType: missed, Method: request.method },
    })
  }
  throw new ServiceError(405, 'MethodNotAllowed', 'The method is not allowed here.', {
    ec: '0016-00000405',
    fields: { Method: request.method, ResourceType: kind },
  })
}
