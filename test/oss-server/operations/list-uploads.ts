import { isoSeconds } from '../encoding.ts'
import { invalidArgument } from '../errors.ts'
import type { BucketExchange, ObjectExchange } from '../exchange.ts'
import { type Reply, xmlReply } from '../reply.ts'
import type { Upload } from '../store/uploads.ts'
import { requireUpload } from './multipart.ts'
import { boundedText, pageSize, readEncoding } from './paging.ts'

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

/** https://www.alibabacloud.com/help/en/oss/developer-reference/listmultipartuploads */
export function listMultipartUploads(exchange: BucketExchange): Reply {
  const { query } = exchange.request
  const encoding = readEncoding(query)
  const prefix = boundedText(query, 'prefix')
  const delimiter = boundedText(query, 'delimiter')
  const keyMarker = boundedText(query, 'key-marker')
  const idMarker = query.get('upload-id-marker') ?? ''
  const size = pageSize(query, 'max-uploads', 1000)
  const { entries, truncated } = readPage(exchange, {
    prefix,
    delimiter,
    keyMarker,
    idMarker,
    size,
  })
  const last = entries.at(-1)
  return xmlReply('ListMultipartUploadsResult', {
    EncodingType: encoding.type,
    Bucket: exchange.bucket.name,
    KeyMarker: encoding.encode(keyMarker),
    UploadIdMarker: idMarker,
    NextKeyMarker: truncated && last !== undefined ? encoding.encode(keyOf(last)) : '',
    NextUploadIdMarker: truncated && typeof last === 'object' ? last.id : '',
    Delimiter: encoding.encode(delimiter),
    Prefix: encoding.encode(prefix),
    MaxUploads: size,
    IsTruncated: truncated,
    Upload: entries
      .filter((entry) => typeof entry === 'object')
      .map((upload) => ({
        Key: encoding.encode(upload.key),
        UploadId: upload.id,
        StorageClass: upload.storageClass,
        Initiated: isoSeconds(upload.initiatedMs),
      })),
    CommonPrefixes: entries
      .filter((entry) => typeof entry === 'string')
      .map((group) => ({ Prefix: encoding.encode(group) })),
  })
}

/** An upload, or the common prefix of several. */
type UploadEntry = Upload | string

function keyOf(entry: UploadEntry): string {
  return typeof entry === 'string' ? entry : entry.key
}

function readPage(
  { server, bucket }: BucketExchange,
  query: {
    readonly prefix: string
    readonly delimiter: string
    readonly keyMarker: string
    readonly idMarker: string
    readonly size: number
  },
): { readonly entries: readonly UploadEntry[]; readonly truncated: boolean } {
  const { prefix, delimiter, keyMarker } = query
  // Without its key marker, an upload id marker means nothing.
  const idMarker = keyMarker === '' || query.idMarker === '' ? null : query.idMarker
  const entries: UploadEntry[] = []
  for (const upload of server.store.uploads.scan(bucket.name, keyMarker, idMarker)) {
    if (!upload.key.startsWith(prefix)) continue
    const end = delimiter === '' ? -1 : upload.key.indexOf(delimiter, prefix.length)
    const entry = end < 0 ? upload : upload.key.slice(0, end + delimiter.length)
    if (typeof entry === 'string' && (entry === entries.at(-1) || entry === keyMarker)) continue
    if (entries.length === query.size) return { entries, truncated: true }
    entries.push(entry)
  }
  return { entries, truncated: false }
}
