import { appendObject } from '../../../../electron/oss/operations/appending.ts'
import { copyObject } from '../../../../electron/oss/operations/copying.ts'
import { deleteMultipleObjects } from '../../../../electron/oss/operations/deleting.ts'
import {
  completeMultipartUpload,
  initiateMultipartUpload,
} from '../../../../electron/oss/operations/multipart.ts'
import {
  deleteObjectTagging,
  getObjectTagging,
  putObjectTagging,
} from '../../../../electron/oss/operations/object-tags.ts'
import {
  asyncProcessObject,
  processObject,
} from '../../../../electron/oss/operations/processing.ts'
import {
  cleanRestoredObject,
  restoreObject,
} from '../../../../electron/oss/operations/restoring.ts'
import { getSymlink, putSymlink } from '../../../../electron/oss/operations/symlinks.ts'
import { listObjectVersions } from '../../../../electron/oss/operations/versions.ts'
import { exchange } from './exchange.ts'

const object = { bucket: 'b', key: 'k' }
const tags = [
  { key: 'a', value: '1' },
  { key: 'b', value: '' },
]
const tagsBody =
  '<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>b</Key><Value></Value></Tag>' +
  '</TagSet></Tagging>'

export const objectExchanges = [
  exchange(
    appendObject,
    {
      ...object,
      position: 5,
      body: 'more',
      contentType: 'text/plain',
      forbidOverwrite: true,
      headers: { 'x-oss-object-acl': 'private' },
    },
    'POST b/k?append&position=5',
    { etag: 'E', crc64: '7', versionId: null, nextPosition: 9 },
    {
      headers: { etag: '"E"', 'x-oss-hash-crc64ecma': '7', 'x-oss-next-append-position': '9' },
    },
    {
      headers: {
        'content-type': 'text/plain',
        'content-length': '4',
        'x-oss-forbid-overwrite': 'true',
        'x-oss-object-acl': 'private',
      },
      body: 'more',
    },
  ),
  exchange(
    putSymlink,
    { ...object, target: 'dir/中 a', forbidOverwrite: true },
    'PUT b/k?symlink',
    { etag: 'E' },
    { headers: { etag: '"E"' } },
    {
      headers: {
        'x-oss-symlink-target': 'dir/%E4%B8%AD%20a',
        'x-oss-forbid-overwrite': 'true',
        'content-length': '0',
      },
    },
  ),
  exchange(
    getSymlink,
    { ...object, versionId: 'v' },
    'GET b/k?symlink&versionId=v',
    { target: 'dir/中 a', etag: 'E', modifiedAt: '2012-02-24T06:07:48.000Z', versionId: 'v' },
    {
      headers: {
        etag: '"E"',
        'x-oss-symlink-target': 'dir%2F%E4%B8%AD%20a',
        'last-modified': 'Fri, 24 Feb 2012 06:07:48 GMT',
        'x-oss-version-id': 'v',
      },
    },
  ),
  exchange(getObjectTagging, object, 'GET b/k?tagging', tags, { body: tagsBody }),
  exchange(getObjectTagging, object, 'GET b/k?tagging', [], {
    body: '<Tagging><TagSet></TagSet></Tagging>',
  }),
  exchange(
    putObjectTagging,
    { ...object, tags },
    'PUT b/k?tagging',
    undefined,
    {},
    { body: tagsBody },
  ),
  exchange(
    deleteObjectTagging,
    { ...object, versionId: 'v' },
    'DELETE b/k?tagging&versionId=v',
    undefined,
    { status: 204 },
  ),
  exchange(
    restoreObject,
    { ...object, days: 2, tier: 'Bulk' },
    'POST b/k?restore',
    { state: 'accepted', priority: 'Bulk' },
    { status: 202, headers: { 'x-oss-object-restore-priority': 'Bulk' } },
    {
      body: '<RestoreRequest><Days>2</Days><JobParameters><Tier>Bulk</Tier></JobParameters></RestoreRequest>',
    },
  ),
  exchange(restoreObject, object, 'POST b/k?restore', { state: 'extended', priority: null }),
  exchange(cleanRestoredObject, object, 'POST b/k?cleanRestoredObject', undefined),
  exchange(
    processObject,
    { ...object, process: 'image/resize,w_100', saveAs: { key: 'out/中.png' } },
    'POST b/k?x-oss-process',
    { bucket: 'b', object: 'out/中.png', sizeBytes: 3267, status: 'OK' },
    { body: '{"bucket":"b","fileSize":"3267","object":"out/中.png","status":"OK"}' },
    { body: 'x-oss-process=image/resize,w_100|sys/saveas,o_b3V0L-S4rS5wbmc,b_Yg' },
  ),
  exchange(
    asyncProcessObject,
    { ...object, process: 'doc/convert,target_pdf', saveAs: { key: 'k', bucket: 'other' } },
    'POST b/k?x-oss-async-process',
    { eventId: '3D7', requestId: '6B8', taskId: 'MediaConvert-1' },
    { body: '{"EventId":"3D7","RequestId":"6B8","TaskId":"MediaConvert-1"}' },
    { body: 'x-oss-async-process=doc/convert,target_pdf|sys/saveas,o_aw,b_b3RoZXI' },
  ),
  exchange(
    listObjectVersions,
    {
      bucket: 'b',
      prefix: 'p',
      delimiter: '/',
      maxKeys: 2,
      marker: { key: 'a b', versionId: 'v0' },
    },
    'GET b/?versions&prefix=p&delimiter=/&key-marker=a b&version-id-marker=v0&max-keys=2&encoding-type=url',
    {
      versions: [
        {
          kind: 'delete-marker',
          key: 'p +',
          versionId: 'v2',
          isLatest: true,
          modifiedAt: '2019-04-09T07:27:28.000Z',
          ownerId: '1',
        },
        {
          kind: 'version',
          key: 'p +',
          versionId: 'v1',
          isLatest: false,
          modifiedAt: '2019-04-09T07:27:27.000Z',
          ownerId: null,
          sizeBytes: 3,
          etag: 'E',
          type: 'Normal',
          storageClass: 'IA',
          restore: null,
        },
      ],
      prefixes: ['p/'],
      next: { key: 'p +', versionId: 'v1' },
    },
    {
      body:
        '<ListVersionsResult><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>' +
        '<NextKeyMarker>p%20%2B</NextKeyMarker><NextVersionIdMarker>v1</NextVersionIdMarker>' +
        '<DeleteMarker><Key>p%20%2B</Key><VersionId>v2</VersionId><IsLatest>true</IsLatest>' +
        '<LastModified>2019-04-09T07:27:28.000Z</LastModified><Owner><ID>1</ID></Owner></DeleteMarker>' +
        '<Version><Key>p%20%2B</Key><VersionId>v1</VersionId><IsLatest>false</IsLatest>' +
        '<LastModified>2019-04-09T07:27:27.000Z</LastModified><ETag>"E"</ETag><Type>Normal</Type>' +
        '<Size>3</Size><StorageClass>IA</StorageClass></Version>' +
        '<CommonPrefixes><Prefix>p%2F</Prefix></CommonPrefixes></ListVersionsResult>',
    },
  ),
  exchange(
    deleteMultipleObjects,
    { bucket: 'b', objects: [{ key: 'a<', versionId: 'v1' }, { key: 'c' }], quiet: false },
    'POST b/?delete&encoding-type=url',
    [
      { key: 'a<', versionId: 'v1', deleteMarker: true, deleteMarkerVersionId: 'v1' },
      { key: 'c', versionId: null, deleteMarker: false, deleteMarkerVersionId: null },
    ],
    {
      body:
        '<DeleteResult><EncodingType>url</EncodingType><Deleted><Key>a%3C</Key><VersionId>v1</VersionId>' +
        '<DeleteMarker>true</DeleteMarker><DeleteMarkerVersionId>v1</DeleteMarkerVersionId></Deleted>' +
        '<Deleted><Key>c</Key></Deleted></DeleteResult>',
    },
    {
      headers: { 'content-md5': 'Ly+OkAUcX+6eiqto3vkc3w==' },
      body:
        '<Delete><Quiet>false</Quiet><Object><Key>a&lt;</Key><VersionId>v1</VersionId></Object>' +
        '<Object><Key>c</Key></Object></Delete>',
    },
  ),
  exchange(
    deleteMultipleObjects,
    { bucket: 'b', objects: [{ key: 'c' }], quiet: true },
    'POST b/?delete&encoding-type=url',
    [],
    {},
    { body: '<Delete><Quiet>true</Quiet><Object><Key>c</Key></Object></Delete>' },
  ),
  exchange(
    copyObject,
    {
      ...object,
      source: { bucket: 's', key: 'ä ?', versionId: 'v' },
      metadata: 'REPLACE',
      tags: { 'a b': 'c&d' },
      ifMatch: 'E',
      ifUnmodifiedSince: '2012-02-24T06:07:48.000Z',
      forbidOverwrite: true,
    },
    'PUT b/k',
    { etag: 'F', crc64: null, versionId: 'n' },
    {
      headers: { 'x-oss-version-id': 'n' },
      body: '<CopyObjectResult><ETag>"F"</ETag></CopyObjectResult>',
    },
    {
      headers: {
        'x-oss-copy-source': '/s/%C3%A4%20%3F?versionId=v',
        'x-oss-metadata-directive': 'REPLACE',
        'x-oss-tagging-directive': 'Replace',
        'x-oss-tagging': 'a%20b=c%26d',
        'x-oss-copy-source-if-match': '"E"',
        'x-oss-copy-source-if-unmodified-since': 'Fri, 24 Feb 2012 06:07:48 GMT',
        'x-oss-forbid-overwrite': 'true',
      },
    },
  ),
  exchange(
    initiateMultipartUpload,
    { ...object, sequential: true, forbidOverwrite: true },
    'POST b/k?uploads&encoding-type=url&sequential',
    'U',
    {
      body: '<InitiateMultipartUploadResult><UploadId>U</UploadId></InitiateMultipartUploadResult>',
    },
    { headers: { 'x-oss-forbid-overwrite': 'true' } },
  ),
  exchange(
    completeMultipartUpload,
    { ...object, uploadId: 'U', parts: 'all' },
    'POST b/k?uploadId=U&encoding-type=url',
    { etag: 'E-2', crc64: '5', versionId: null },
    {
      headers: { 'x-oss-hash-crc64ecma': '5' },
      body: '<CompleteMultipartUploadResult><ETag>"E-2"</ETag></CompleteMultipartUploadResult>',
    },
    { headers: { 'x-oss-complete-all': 'yes', 'content-length': '0' } },
  ),
]
