import {
  abortMultipartUpload,
  completeMultipartUpload,
  uploadPart,
  uploadPartCopy,
} from '../../../../electron/oss/operations/multipart.ts'
import {
  listMultipartUploads,
  listParts,
} from '../../../../electron/oss/operations/multipart-lists.ts'
import {
  createSelectObjectMeta,
  selectObject,
} from '../../../../electron/oss/operations/selecting.ts'
import { exchange } from './exchange.ts'

const upload = { bucket: 'b', key: 'k', uploadId: 'U' }

export const multipartExchanges = [
  exchange(
    uploadPart,
    { ...upload, partNumber: 2, body: Buffer.from('abc') },
    'PUT b/k?partNumber=2&uploadId=U',
    { partNumber: 2, etag: 'E', crc64: '7' },
    { headers: { etag: '"E"', 'x-oss-hash-crc64ecma': '7' } },
    { headers: { 'content-length': '3' }, body: 'abc' },
  ),
  exchange(
    uploadPartCopy,
    {
      ...upload,
      partNumber: 1,
      source: { bucket: 's', key: 'ä' },
      range: { start: 0, end: 9 },
      ifMatch: 'E',
      ifModifiedSince: '2012-02-24T06:07:48.000Z',
    },
    'PUT b/k?partNumber=1&uploadId=U',
    { partNumber: 1, etag: 'F', crc64: null },
    { body: '<CopyPartResult><ETag>"F"</ETag></CopyPartResult>' },
    {
      headers: {
        'x-oss-copy-source': '/s/%C3%A4',
        'x-oss-copy-source-range': 'bytes=0-9',
        'x-oss-copy-source-if-match': '"E"',
        'x-oss-copy-source-if-modified-since': 'Fri, 24 Feb 2012 06:07:48 GMT',
      },
    },
  ),
  exchange(
    completeMultipartUpload,
    { ...upload, parts: [{ partNumber: 1, etag: 'E' }], forbidOverwrite: true },
    'POST b/k?uploadId=U&encoding-type=url',
    { etag: 'E-1', crc64: null, versionId: 'v' },
    {
      headers: { 'x-oss-version-id': 'v' },
      body: '<CompleteMultipartUploadResult><ETag>&quot;E-1&quot;</ETag></CompleteMultipartUploadResult>',
    },
    {
      headers: { 'x-oss-forbid-overwrite': 'true' },
      body: '<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>&quot;E&quot;</ETag></Part></CompleteMultipartUpload>',
    },
  ),
  exchange(abortMultipartUpload, upload, 'DELETE b/k?uploadId=U', undefined, { status: 204 }),
  exchange(
    listParts,
    { ...upload, partNumberMarker: 1, maxParts: 1 },
    'GET b/k?uploadId=U&part-number-marker=1&max-parts=1&encoding-type=url',
    { parts: [{ partNumber: 2, etag: 'E', crc64: '7', sizeBytes: 9 }], next: 2 },
    {
      body:
        '<ListPartsResult><IsTruncated>true</IsTruncated><NextPartNumberMarker>2</NextPartNumberMarker>' +
        '<Part><PartNumber>2</PartNumber><ETag>"E"</ETag><Size>9</Size>' +
        '<HashCrc64ecma>7</HashCrc64ecma></Part></ListPartsResult>',
    },
  ),
  exchange(
    listMultipartUploads,
    { bucket: 'b', prefix: 'p', delimiter: '/', marker: { key: 'k', uploadId: 'T' } },
    'GET b/?uploads&prefix=p&delimiter=/&key-marker=k&upload-id-marker=T&max-uploads=1000&encoding-type=url',
    {
      uploads: [{ key: 'p ä', uploadId: 'U', initiatedAt: '2012-02-23T04:18:23.000Z' }],
      prefixes: ['p/'],
      next: { key: 'p ä', uploadId: 'U' },
    },
    {
      body:
        '<ListMultipartUploadsResult><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>' +
        '<NextKeyMarker>p%20%C3%A4</NextKeyMarker><NextUploadIdMarker>U</NextUploadIdMarker>' +
        '<Upload><Key>p%20%C3%A4</Key><UploadId>U</UploadId>' +
        '<Initiated>2012-02-23T04:18:23.000Z</Initiated></Upload>' +
        '<CommonPrefixes><Prefix>p%2F</Prefix></CommonPrefixes></ListMultipartUploadsResult>',
    },
  ),
  exchange(
    selectObject,
    {
      bucket: 'b',
      key: 'k',
      expression: 's',
      from: { kind: 'json', type: 'DOCUMENT' },
      to: { raw: true },
    },
    'POST b/k?x-oss-process=json/select',
    { data: Buffer.from('{}'), scannedBytes: null },
    { status: 206, headers: { 'x-oss-select-output-raw': 'true' }, body: '{}' },
    {
      body:
        '<SelectRequest><Expression>cw==</Expression><InputSerialization>' +
        '<CompressionType>None</CompressionType><JSON><Type>DOCUMENT</Type></JSON>' +
        '</InputSerialization><OutputSerialization><OutputRawData>true</OutputRawData>' +
        '</OutputSerialization><Options></Options></SelectRequest>',
    },
  ),
  exchange(
    createSelectObjectMeta,
    { bucket: 'b', key: 'k', from: { kind: 'csv', quote: '"' } },
    'POST b/k?x-oss-process=csv/meta',
    { splits: 1, rows: 2, columns: 3 },
    {
      body: Buffer.from(
        '0180000600000024000000000000000000000000000000000000006300000' +
          '0c8000000010000000000000002000000030000000' +
          '0',
        'hex',
      ),
    },
    {
      body:
        '<CsvMetaRequest><InputSerialization><CompressionType>None</CompressionType><CSV>' +
        '<QuoteCharacter>Ig==</QuoteCharacter></CSV></InputSerialization></CsvMetaRequest>',
    },
  ),
]
