import { createHash } from 'node:crypto'
import { digestSegments, receiveBlob, receiveDocument } from '../body.ts'
import { combineCrc64 } from '../checksum.ts'
import { isoSeconds } from '../encoding.ts'
import { invalidArgument, malformedXml, noSuchUpload, ServiceError } from '../errors.ts'
import type { ObjectExchange, ServerState } from '../exchange.ts'
import { type Reply, xmlReply } from '../reply.ts'
import { header } from '../request.ts'
import { cutSegments, type Segment } from '../store/blobs.ts'
import type { StoredPart, Upload } from '../store/uploads.ts'
import { children, parseXml, text } from '../xml.ts'
import { readCallback, withCallback } from './callback.ts'
import { readSource, sourceHeaders } from './copy-object.ts'
import { versionHeaders } from './find-object.ts'
import { readMetadata, readObjectAcl } from './metadata.ts'
import { encryptionHeaders } from './object-headers.ts'
import { readEncoding } from './paging.ts'
import { checkOverwrite } from './protection.ts'

const maxParts = 10_000

/** https://www.alibabacloud.com/help/en/oss/developer-reference/initiatemultipartupload */
export function initiateMultipartUpload(exchange: ObjectExchange): Reply {
  const { server, bucket, key, request } = exchange
  const encoding = readEncoding(request.query)
  checkOverwrite(exchange, key)
  const upload = server.store.uploads.create({
    ...readMetadata(exchange, bucket.storageClass),
    bucket: bucket.name,
    key,
    initiatedMs: server.now(),
    sequential: request.query.has('sequential'),
  })
  const result = {
    EncodingType: encoding.type,
    Bucket: bucket.name,
    Key: encoding.encode(key),
    UploadId: upload.id,
  }
  return xmlReply('InitiateMultipartUploadResult', result, encryptionHeaders(upload))
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/uploadpart */
export async function uploadPart(exchange: ObjectExchange): Promise<Reply> {
  const upload = requireUpload(exchange, '0042-00000104')
  const number = readPartNumber(exchange)
  checkSequence(exchange, upload, number)
  refuseEncryption(exchange)
  const { segments, sizeBytes, crc64, etag, md5 } = await receiveBlob(exchange)
  const modifiedMs = exchange.server.now()
  const part = { number, sizeBytes, etag, crc64, modifiedMs, segments }
  if (!exchange.server.store.uploads.putPart(upload, part)) {
    throw noSuchUpload(upload.id, '0042-00000104')
  }
  return {
    status: 200,
    headers: {
      etag: `"${etag}"`,
      'x-oss-hash-crc64ecma': crc64,
      'content-md5': md5 ?? undefined,
      ...encryptionHeaders(upload),
    },
  }
}

/** How an object is encrypted is said when its upload begins. */
function refuseEncryption({ request }: ObjectExchange): void {
  const name = 'x-oss-server-side-encryption'
  const value = header(request, name)
  if (value !== null)
    throw invalidArgument('The header goes with the beginning of an upload.', name, value)
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/uploadpartcopy */
export async function uploadPartCopy(exchange: ObjectExchange): Promise<Reply> {
  const { server } = exchange
  const upload = requireUpload(exchange, '0042-00000311')
  const number = readPartNumber(exchange)
  const source = readSource(exchange)
  const { first, last } = readCopyRange(exchange, source.sizeBytes)
  const sizeBytes = last - first + 1
  const pieces = cutSegments(source.segments, first, sizeBytes)
  const copied = await copyPieces(server, pieces)
  const modifiedMs = server.now()
  const part = { number, sizeBytes, modifiedMs, ...copied }
  if (!server.store.uploads.putPart(upload, part)) throw noSuchUpload(upload.id, '0042-00000311')
  return xmlReply(
    'CopyPartResult',
    { LastModified: isoSeconds(modifiedMs), ETag: `"${copied.etag}"` },
    {
      etag: `"${copied.etag}"`,
      'x-oss-hash-crc64ecma': copied.crc64,
      ...sourceHeaders(exchange, source),
    },
  )
}

/** Also when the source is replaced meanwhile. */
async function copyPieces(
  server: ServerState,
  pieces: readonly Segment[],
): Promise<Pick<StoredPart, 'crc64' | 'etag' | 'segments'>> {
  const { blobs } = server.store
  blobs.retain(pieces)
  try {
    const digests = await digestSegments(server, pieces)
    return { ...digests, segments: await blobs.share(pieces) }
  } finally {
    blobs.release(pieces)
  }
}

function readCopyRange(
  { request }: ObjectExchange,
  sizeBytes: number,
): { readonly first: number; readonly last: number } {
  const value = header(request, 'x-oss-copy-source-range')
  if (value === null) return { first: 0, last: sizeBytes - 1 }
  const match = /^bytes=(\d+)-(\d*)$/.exec(value)
  const first = Number(match?.[1] ?? -1)
  const last = match?.[2] ? Number(match[2]) : sizeBytes - 1
  if (match !== null && first <= last && last < sizeBytes) return { first, last }
  throw invalidArgument('The copy range is not valid.', 'x-oss-copy-source-range', value)
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/completemultipartupload */
export async function completeMultipartUpload(exchange: ObjectExchange): Promise<Reply> {
  const { server, bucket, key, request } = exchange
  const encoding = readEncoding(request.query)
  requireUpload(exchange)
  refuseEncryption(exchange)
  const body = await receiveDocument(exchange, 4 * 1024 * 1024)
  const md5 = await sequentialMd5(exchange, body)
  // Again: another request may have ended the upload while the list was on its way.
  const upload = requireUpload(exchange)
  const parts = chooseParts(exchange, upload, body)
  checkOverwrite(exchange, key)
  readCallback(exchange)
  const crc64 = parts.reduce((sum, part) => combineCrc64(sum, part.crc64, part.sizeBytes), '0')
  const etag = `${md5Hex(parts.map((part) => part.etag).join(''))}-${parts.length}`
  const stored = server.store.uploads.complete(
    upload,
    {
      bucket: bucket.name,
      key,
      type: 'Multipart',
      sizeBytes: parts.reduce((sum, part) => sum + part.sizeBytes, 0),
      etag,
      crc64,
      md5: md5?.parts === parts.map((part) => part.etag).join() ? md5.value : null,
      modifiedMs: server.now(),
      storageClass: upload.storageClass,
      acl: readObjectAcl(exchange) ?? upload.acl,
      headers: upload.headers,
      tags: upload.tags,
      symlinkTarget: null,
      segments: parts.flatMap((part) => part.segments),
    },
    server.store.objects,
  )
  const reply = xmlReply(
    'CompleteMultipartUploadResult',
    {
      EncodingType: encoding.type,
      Location: `http://${request.hostId}${request.incoming.url?.split('?')[0] ?? ''}`,
      Bucket: bucket.name,
      Key: encoding.encode(key),
      ETag: `"${etag}"`,
    },
    {
      etag: `"${etag}"`,
      'x-oss-hash-crc64ecma': crc64,
      ...encryptionHeaders(stored),
      ...versionHeaders(exchange, stored.version),
    },
  )
  return withCallback(exchange, stored, reply)
}

/** Parts that came in sequence give an MD5 of the whole; with the parts that it was made of. */
async function sequentialMd5(
  exchange: ObjectExchange,
  body: string,
): Promise<{ readonly parts: string; readonly value: string } | null> {
  const upload = requireUpload(exchange)
  if (!upload.sequential) return null
  const { server } = exchange
  const parts = chooseParts(exchange, upload, body)
  const segments = parts.flatMap((part) => part.segments)
  server.store.blobs.retain(segments)
  try {
    const { etag } = await digestSegments(server, segments)
    const value = Buffer.from(etag, 'hex').toString('base64')
    return { parts: parts.map((part) => part.etag).join(), value }
  } finally {
    server.store.blobs.release(segments)
  }
}

function md5Hex(text: string): string {
  return createHash('md5').update(text).digest('hex').toUpperCase()
}

function chooseParts(
  exchange: ObjectExchange,
  upload: Upload,
  body: string,
): readonly StoredPart[] {
  const { server, request } = exchange
  const stored = server.store.uploads.parts(upload.id)
  const all = header(request, 'x-oss-complete-all')?.toLowerCase() === 'yes'
  if (all && body !== '') {
    const message = 'Should not speficy both complete all header and http body.'
    throw invalidArgument(message, 'x-oss-complete-all', 'yes', '0042-00000216')
  }
  const parts = all ? stored : listedParts(stored, body)
  if (parts.length === 0) throw malformedXml('An upload needs at least one part.')
  for (const part of parts.slice(0, -1)) {
    if (part.sizeBytes >= server.minPartSizeBytes) continue
    throw new ServiceError(400, 'EntityTooSmall', 'A part is smaller than the minimum size.', {
      ec: '0042-00000205',
      fields: {
        ETag: part.etag,
        MinSizeAllowed: server.minPartSizeBytes,
        ProposedSize: part.sizeBytes,
        PartNumber: part.number,
      },
    })
  }
  return parts
}

function listedParts(stored: readonly StoredPart[], body: string): readonly StoredPart[] {
  const byNumber = new Map(stored.map((part) => [part.number, part]))
  let lastNumber = 0
  return children(parseXml(body, 'CompleteMultipartUpload'), 'Part').map((listed) => {
    const number = Number(text(listed, 'PartNumber') ?? 0)
    if (number <= lastNumber) {
      throw new ServiceError(400, 'InvalidPartOrder', 'The parts are not in ascending order.')
    }
    lastNumber = number
    const etag = (text(listed, 'ETag') ?? '').trim().replace(/^"|"$/g, '')
    const part = byNumber.get(number)
    if (part !== undefined && part.etag.toUpperCase() === etag.toUpperCase()) return part
    throw new ServiceError(400, 'InvalidPart', 'A part was not found or its ETag differs.', {
      fields: { PartNumber: number, ETag: etag },
    })
  })
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/abortmultipartupload */
export function abortMultipartUpload(exchange: ObjectExchange): Reply {
  exchange.server.store.uploads.abort(requireUpload(exchange))
  return { status: 204 }
}

export function requireUpload(exchange: ObjectExchange, ec?: string): Upload {
  const { server, bucket, key, request } = exchange
  const id = request.query.get('uploadId') ?? ''
  const upload = server.store.uploads.find(id, bucket.name, key)
  if (upload === null) throw noSuchUpload(id, ec)
  return upload
}

function readPartNumber({ request }: ObjectExchange): number {
  const value = request.query.get('partNumber') ?? ''
  const number = /^\d+$/.test(value) ? Number(value) : 0
  if (number >= 1 && number <= maxParts) return number
  throw invalidArgument('PartNumber must be from 1 to 10000.', 'partNumber', value)
}

function checkSequence(exchange: ObjectExchange, upload: Upload, number: number): void {
  if (!upload.sequential) return
  const last = exchange.server.store.uploads.parts(upload.id).at(-1)?.number ?? 0
  if (number === last || number === last + 1) return
  throw new ServiceError(400, 'PartNotSequential', 'The parts must come in sequence.')
}
