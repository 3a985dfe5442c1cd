import { deleteObject } from '../../../../electron/oss/operations/deleting.ts'
import { listObjects, listObjectsV2 } from '../../../../electron/oss/operations/listing.ts'
import { getObjectAcl, putObjectAcl } from '../../../../electron/oss/operations/object-acl.ts'
import {
  getObject,
  getObjectMeta,
  headObject,
  putObject,
} from '../../../../electron/oss/operations/objects.ts'
import { exchange } from './exchange.ts'

const bucket = 'b'
const object = { bucket, key: 'k' }
const none = {
  contentType: null,
  contentEncoding: null,
  versionId: null,
  restore: null,
  cacheControl: null,
  contentDisposition: null,
  contentLanguage: null,
  expires: null,
  nextPosition: null,
  tagCount: 0,
  encryption: null,
  encryptionKeyId: null,
  expiration: null,
  lastAccessAt: null,
  transitionAt: null,
  metadata: {},
}
const headers = {
  etag: '"E"',
  'content-length': '3',
  'x-oss-hash-crc64ecma': '7',
  'last-modified': 'Fri, 24 Feb 2012 06:07:48 GMT',
  'x-oss-meta-author': 'alice',
}
const facts = {
  ...none,
  sizeBytes: 3,
  etag: 'E',
  modifiedAt: '2012-02-24T06:07:48.000Z',
  crc64: '7',
  type: 'Normal',
  storageClass: 'Standard',
  metadata: { author: 'alice' },
}
const contents =
  '<Contents><Key>a%20b</Key><LastModified>2012-02-24T08:43:07.000Z</LastModified><ETag>"E"</ETag>' +
  '<Type>Normal</Type><Size>344606</Size><StorageClass>IA</StorageClass><Owner><ID>1</ID></Owner>' +
  '<RestoreInfo>ongoing-request="true"</RestoreInfo></Contents>' +
  '<CommonPrefixes><Prefix>fun%2F</Prefix></CommonPrefixes>'
const listed = {
  objects: [
    {
      key: 'a b',
      sizeBytes: 344_606,
      modifiedAt: '2012-02-24T08:43:07.000Z',
      etag: 'E',
      type: 'Normal',
      storageClass: 'IA',
      restore: 'ongoing-request="true"',
      ownerId: '1',
    },
  ],
  prefixes: ['fun/'],
}
export const objectBasicExchanges = [
  exchange(
    listObjects,
    { bucket, prefix: 'p', delimiter: '/', marker: 'm', maxKeys: 2 },
    'GET b/?prefix=p&delimiter=/&max-keys=2&encoding-type=url&marker=m',
    { ...listed, next: 'n +' },
    {
      body: `<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated><NextMarker>n%20%2B</NextMarker>${contents}</ListBucketResult>`,
    },
  ),
  exchange(
    listObjectsV2,
    { bucket, startAfter: 's', continuationToken: 't', fetchOwner: true },
    'GET b/?list-type=2&max-keys=1000&encoding-type=url&start-after=s&fetch-owner=true&continuation-token=t',
    { ...listed, next: 'n+/=' },
    {
      body: `<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated><NextContinuationToken>n+/=</NextContinuationToken>${contents}</ListBucketResult>`,
    },
  ),
  exchange(
    putObject,
    { ...object, body: 'abc', contentType: 'text/plain', forbidOverwrite: true },
    'PUT b/k',
    { etag: 'E', crc64: '7', versionId: 'v' },
    { headers: { etag: '"E"', 'x-oss-hash-crc64ecma': '7', 'x-oss-version-id': 'v' } },
    {
      headers: {
        'content-type': 'text/plain',
        'content-length': '3',
        'x-oss-forbid-overwrite': 'true',
      },
      body: 'abc',
    },
  ),
  exchange(
    getObject,
    { ...object, versionId: 'v', range: { start: 2, end: 4 }, ifMatch: 'E' },
    'GET b/k?versionId=v',
    {
      ...facts,
      body: Buffer.from('cde'),
      range: { start: 2, end: 4, total: 10 },
    },
    { status: 206, headers: { ...headers, 'content-range': 'bytes 2-4/10' }, body: 'cde' },
    { headers: { range: 'bytes=2-4', 'if-match': '"E"', 'accept-encoding': 'identity' } },
  ),
  exchange(
    headObject,
    { ...object, ifNoneMatch: '"F"' },
    'HEAD b/k',
    facts,
    { headers },
    {
      headers: { 'if-none-match': '"F"' },
    },
  ),
  exchange(
    getObjectMeta,
    { ...object, versionId: 'v' },
    'HEAD b/k?objectMeta&versionId=v',
    {
      etag: 'E',
      crc64: '7',
      versionId: null,
      sizeBytes: 3,
      modifiedAt: '2012-02-24T06:07:48.000Z',
    },
    { headers },
  ),
  exchange(
    deleteObject,
    { ...object, versionId: 'v' },
    'DELETE b/k?versionId=v',
    { versionId: 'v', deleteMarker: true },
    { status: 204, headers: { 'x-oss-version-id': 'v', 'x-oss-delete-marker': 'true' } },
  ),
  exchange(getObjectAcl, object, 'GET b/k?acl', 'default', {
    body: '<AccessControlPolicy><Owner><ID>1</ID></Owner><AccessControlList><Grant>default</Grant></AccessControlList></AccessControlPolicy>',
  }),
  exchange(
    putObjectAcl,
    { ...object, acl: 'private' },
    'PUT b/k?acl',
    undefined,
    {},
    { headers: { 'x-oss-object-acl': 'private' } },
  ),
]
