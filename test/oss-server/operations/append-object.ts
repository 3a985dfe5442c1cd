import { entityTooLarge, maxBodyBytes, receiveBlob } from '../body.ts'
import { combineCrc64 } from '../checksum.ts'
import { httpDate } from '../encoding.ts'
import { invalidArgument, ServiceError } from '../errors.ts'
import type { ObjectExchange } from '../exchange.ts'
import type { Reply } from '../reply.ts'
import type { StoredObject } from '../store/object-rows.ts'
import { nullVersion } from '../store/version-id.ts'
import { requireObject, versionHeaders } from './find-object.ts'
import { readMetadata } from './metadata.ts'
import { encryptionHeaders } from './object-headers.ts'
import { locksObjects } from './object-worm.ts'
import { checkOverwrite, checkRetention } from './protection.ts'
import { notTogether } from './worm.ts'

/** https://www.alibabacloud.com/help/en/oss/developer-reference/appendobject */
export async function appendObject(exchange: ObjectExchange): Promise<Reply> {
  const { server, bucket, key } = exchange
  const position = readPosition(exchange)
  // Later pieces say nothing of the object any more.
  const metadata = position === 0 ? readMetadata(exchange, bucket.storageClass) : null
  if (/^(Cold|Deep)/.test(metadata?.storageClass ?? '')) {
    throw new ServiceError(400, 'OperationNotSupported', 'The class cannot be appended to.', {
      ec: '0016-00000513',
    })
  }
  if (locksObjects(server.store, bucket.name)) {
    throw notTogether('A bucket that locks objects takes no appending.')
  }
  appendable(exchange, position)
  const announced = Number(exchange.request.headers['content-length'] ?? 0)
  if (position + announced > maxBodyBytes) throw entityTooLarge()
  const received = await receiveBlob(exchange)
  let current: StoredObject | null
  try {
    current = appendable(exchange, position)
  } catch (error) {
    server.store.blobs.remove(received.segments.map((segment) => segment.blob))
    throw error
  }
  const sizeBytes = position + received.sizeBytes
  const crc64 = combineCrc64(current?.crc64 ?? '0', received.crc64, received.sizeBytes)
  const etag = BigInt(crc64).toString(16).toUpperCase().padStart(32, '0')
  const grown = {
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
  } as const
  // Appending makes no versions: it goes on with the one that is there.
  if (current !== null) server.store.objects.replace({ ...current, ...grown })
  else if (metadata !== null) server.store.objects.put({ ...metadata, ...grown }, true)
  return {
    status: 200,
    headers: {
      etag: `"${etag}"`,
      'x-oss-hash-crc64ecma': crc64,
      'x-oss-next-append-position': sizeBytes,
      ...encryptionHeaders({ headers: (current ?? metadata)?.headers ?? {} }),
      ...versionHeaders(exchange, current?.version ?? nullVersion),
    },
  }
}

/** What is appended to, or null for the first piece; throws when it cannot be. */
function appendable(exchange: ObjectExchange, position: number): StoredObject | null {
  const { server, bucket, key } = exchange
  const current = server.store.objects.find(bucket.name, key)
  if (current === null && position === 0) return null
  if (position === 0) checkOverwrite(exchange, key)
  else checkRetention(exchange, current)
  if (current !== null && current.type !== 'Appendable') {
    throw new ServiceError(409, 'ObjectNotAppendable', 'The object is not appendable.', {
      fields: { Key: key },
    })
  }
  if (current !== null && current.sealedMs !== null) throw sealed(key)
  checkPosition(key, current?.sizeBytes ?? 0, position)
  return current
}

/**
 * Ends the appending for good; doing it again changes nothing.
 * https://help.aliyun.com/zh/oss/developer-reference/sealappendobject
 */
export function sealAppendObject(exchange: ObjectExchange): Reply {
  const { server, key } = exchange
  const position = readPosition(exchange)
  const object = requireObject(exchange)
  if (object.type !== 'Appendable') throw sealed(key)
  checkPosition(key, object.sizeBytes, position)
  const sealedMs = object.sealedMs ?? server.now()
  if (object.sealedMs === null) server.store.objects.replace({ ...object, sealedMs })
  return {
    status: 200,
    headers: {
      'x-oss-sealed-time': httpDate(sealedMs),
      ...versionHeaders(exchange, object.version),
    },
  }
}

function readPosition({ request }: ObjectExchange): number {
  const position = request.query.get('position') ?? ''
  if (/^\d+$/.test(position)) return Number(position)
  throw invalidArgument('The position is not a number.', 'position', position)
}

function checkPosition(key: string, sizeBytes: number, position: number): void {
  if (position === sizeBytes) return
  throw new ServiceError(409, 'PositionNotEqualToLength', 'Position is not equal to file length.', {
    ec: '0026-00000016',
    fields: { Key: key },
    headers: { 'x-oss-next-append-position': String(sizeBytes) },
  })
}

function sealed(key: string): ServiceError {
  const message = 'The object cannot be appended to, or not any more.'
  return new ServiceError(409, 'AppendSealedObjectNotAllowed', message, { fields: { Key: key } })
}
