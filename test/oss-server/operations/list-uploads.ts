import { isoSeconds } from '../encoding.ts'
import { invalidArgument } from '../errors.ts'
import type { BucketExchange, ObjectExchange } from '../exchange.ts'
import { type Reply, xmlReply } from '../reply.ts'
import type { Upload } from '../store/uploads.ts'
import type { XmlValue } from '../xml.ts'
import { requireUpload } from './multipart.ts'
import { boundedText, type Encoding, listPage, pageSize, readEncoding } from './paging.ts'

/** https://www.alibabacloud.com/help/en/oss/developer-reference/listparts */
export function listParts(exchange: ObjectExchange): Reply {
  const { query } = exchange.request
  const encoding = readEncoding(query)
  const upload = requireUpload(exchange)
  const size = pageSize(query, 'max-parts', 1000)
  const rawMarker = query.get('part-number-marker') ?? ''
  if (!/^\d*$/.test(rawMarker)) {
    throw invalidArgument('The marker is not a number.', 'part-number-marker', rawMarker)
  }
  const marker = Number(rawMarker)
  const found = exchange.server.store.uploads.parts(upload.id, marker, size + 1)
  const page = found.slice(0, size)
  return xmlReply('ListPartsResult', {
    EncodingType: encoding.type,
    Bucket: exchange.bucket.name,
    Key: encoding.encode(exchange.key),
    UploadId: upload.id,
    StorageClass: upload.storageClass,
    ...encryptionOfClient(upload),
    PartNumberMarker: marker,
    NextPartNumberMarker: page.at(-1)?.number ?? marker,
    MaxParts: size,
    IsTruncated: found.length > size,
    Part: page.map((part) => ({
      PartNumber: part.number,
      LastModified: isoSeconds(part.modifiedMs),
      ETag: `"${part.etag}"`,
      HashCrc64ecma: part.crc64,
      Size: part.sizeBytes,
    })),
  })
}

/** What a client that encrypts by itself needs to go on with the upload. */
function encryptionOfClient({ headers }: Upload): Readonly<Record<string, XmlValue>> {
  const value = (name: string): string | null =>
    headers[`x-oss-meta-client-side-encryption-${name}`] ?? null
  return {
    ClientEncryptionKey: value('key'),
    ClientEncryptionStart: value('start'),
    ClientEncryptionPartSize: value('part-size'),
    ClientEncryptionDataSize: value('data-size'),
    ClientEncryptionWrapAlg: value('wrap-alg'),
    ClientEncryptionCekAlg: value('cek-alg'),
  }
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/listmultipartuploads */
export function listMultipartUploads(exchange: BucketExchange): Reply {
  const { query } = exchange.request
  const encoding = readEncoding(query)
  const prefix = boundedText(query, 'prefix')
  const delimiter = boundedText(query, 'delimiter')
  const keyMarker = boundedText(query, 'key-marker')
  const idMarker = query.get('upload-id-marker') ?? ''
  const size = pageSize(query, 'max-uploads', 1000)
  const bucket = exchange.bucket.name
  const { uploads } = exchange.server.store
  // Without its key marker, an upload id marker means nothing.
  const continues = keyMarker !== '' && idMarker !== ''
  const page = listPage(
    { prefix, delimiter, marker: keyMarker, maxEntries: size },
    (start, inclusive) =>
      uploads.scan(bucket, start, {
        inclusive,
        afterId: continues && !inclusive && start === keyMarker ? idMarker : null,
      }),
  )
  const last = page.entries.at(-1)
  return xmlReply('ListMultipartUploadsResult', {
    EncodingType: encoding.type,
    Bucket: bucket,
    KeyMarker: encoding.encode(keyMarker),
    UploadIdMarker: idMarker,
    NextKeyMarker: encoding.encode(last?.marker ?? ''),
    NextUploadIdMarker: last?.item?.id ?? '',
    Delimiter: encoding.encode(delimiter),
    Prefix: encoding.encode(prefix),
    MaxUploads: size,
    IsTruncated: page.truncated,
    Upload: page.entries.map(({ item }) => item && uploadXml(item, encoding)),
    CommonPrefixes: page.entries.map(
      ({ commonPrefix }) => commonPrefix && { Prefix: encoding.encode(commonPrefix) },
    ),
  })
}

function uploadXml(upload: Upload, encoding: Encoding): XmlValue {
  return {
    Key: encoding.encode(upload.key),
    UploadId: upload.id,
    StorageClass: upload.storageClass,
    Initiated: isoSeconds(upload.initiatedMs),
  }
}
