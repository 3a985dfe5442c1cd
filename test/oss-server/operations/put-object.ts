import { receiveBlob } from '../body.ts'
import { combineCrc64 } from '../checksum.ts'
import { invalidArgument, ServiceError } from '../errors.ts'
import type { ObjectExchange } from '../exchange.ts'
import type { Reply } from '../reply.ts'
import type { StoredObject } from '../store/objects.ts'
import { checkOverwrite, readMetadata } from './metadata.ts'

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putobject */
export async function putObject(exchange: ObjectExchange): Promise<Reply> {
  refuseConditions(exchange)
  const { server, bucket, key } = exchange
  const metadata = readMetadata(exchange, bucket.storageClass)
  checkOverwrite(exchange, server.store.objects, bucket.name, key)
  const received = await receiveBlob(exchange)
  try {
    // Again: another writer may have come first while the bytes were on their way.
    checkOverwrite(exchange, server.store.objects, bucket.name, key)
  } catch (error) {
    server.store.blobs.remove(received.segments.map((segment) => segment.blob))
    throw error
  }
  const { segments, sizeBytes, crc64, etag, md5 } = received
  server.store.objects.put({
    ...metadata,
    bucket: bucket.name,
    key,
    type: 'Normal',
    sizeBytes,
    etag,
    crc64,
    md5,
    modifiedMs: server.now(),
    symlinkTarget: null,
    segments,
  })
  return {
    status: 200,
    headers: {
      etag: `"${etag}"`,
      'x-oss-hash-crc64ecma': crc64,
      'content-md5': md5 ?? undefined,
    },
  }
}

function refuseConditions({ request }: ObjectExchange): void {
  for (const name of ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since']) {
    if (request.incoming.headers[name] === undefined) continue
    throw new ServiceError(400, 'NotImplemented', 'A header you provided is not implemented.', {
      ec: '0016-00000515',
      fields: { Header: name },
    })
  }
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/appendobject */
export async function appendObject(exchange: ObjectExchange): Promise<Reply> {
  const { server, bucket, key, request } = exchange
  const position = request.query.get('position') ?? ''
  if (!/^\d+$/.test(position)) {
    throw invalidArgument('The position is not a number.', 'position', position)
  }
  const metadata = readMetadata(exchange, bucket.storageClass)
  appendable(exchange, Number(position))
  const received = await receiveBlob(exchange)
  let current: StoredObject | null
  try {
    current = appendable(exchange, Number(position))
  } catch (error) {
    server.store.blobs.remove(received.segments.map((segment) => segment.blob))
    throw error
  }
  const sizeBytes = Number(position) + received.sizeBytes
  const crc64 = combineCrc64(current?.crc64 ?? '0', received.crc64, received.sizeBytes)
  const etag = BigInt(crc64).toString(16).toUpperCase().padStart(32, '0')
  server.store.objects.put({
    ...(current ?? metadata),
    bucket: bucket.name,
    key,
    type: 'Appendable',
    sizeBytes,
    etag,
    crc64,
    md5: null,
    modifiedMs: server.now(),
    symlinkTarget: null,
    segments: [...(current?.segments ?? []), ...received.segments],
  })
  return {
    status: 200,
    headers: {
      etag: `"${etag}"`,
      'x-oss-hash-crc64ecma': crc64,
      'x-oss-next-append-position': sizeBytes,
    },
  }
}

/** What is appended to, or null for the first piece; throws when it cannot be. */
function appendable(exchange: ObjectExchange, position: number): StoredObject | null {
  const { server, bucket, key } = exchange
  const current = server.store.objects.find(bucket.name, key)
  if (current === null && position === 0) return null
  if (position === 0) checkOverwrite(exchange, server.store.objects, bucket.name, key)
  if (current !== null && current.type !== 'Appendable') {
    throw new ServiceError(409, 'ObjectNotAppendable', 'The object is not appendable.', {
      ec: '0026-00000017',
      fields: { Key: key },
    })
  }
  const sizeBytes = current?.sizeBytes ?? 0
  if (position === sizeBytes) return current
  throw new ServiceError(409, 'PositionNotEqualToLength', 'Position is not equal to file length.', {
    ec: '0026-00000016',
    fields: { Key: key },
    headers: { 'x-oss-next-append-position': String(sizeBytes) },
  })
}
