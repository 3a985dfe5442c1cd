import { receiveBlob } from '../body.ts'
import { ServiceError } from '../errors.ts'
import type { ObjectExchange } from '../exchange.ts'
import type { Reply } from '../reply.ts'
import { readCallback, withCallback } from './callback.ts'
import { versionHeaders } from './find-object.ts'
import { readMetadata } from './metadata.ts'
import { encryptionHeaders } from './object-headers.ts'
import { checkOverwrite } from './protection.ts'

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putobject */
export async function putObject(exchange: ObjectExchange): Promise<Reply> {
  refuseConditions(exchange)
  const { server, bucket, key } = exchange
  const metadata = readMetadata(exchange, bucket.storageClass)
  checkOverwrite(exchange, key)
  readCallback(exchange)
  const received = await receiveBlob(exchange)
  try {
    // Again: another writer may have come first while the bytes were on their way.
    checkOverwrite(exchange, key)
  } catch (error) {
    server.store.blobs.remove(received.segments.map((segment) => segment.blob))
    throw error
  }
  const { segments, sizeBytes, crc64, etag, md5 } = received
  const stored = server.store.objects.put({
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
  return withCallback(exchange, stored, {
    status: 200,
    headers: {
      etag: `"${etag}"`,
      'x-oss-hash-crc64ecma': crc64,
      'content-md5': md5 ?? undefined,
      ...encryptionHeaders(stored),
      ...versionHeaders(exchange, stored.version),
    },
  })
}

function refuseConditions({ request }: ObjectExchange): void {
  for (const name of ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since']) {
    if (request.headers[name] === undefined) continue
    throw new ServiceError(400, 'NotImplemented', 'A header you provided is not implemented.', {
      fields: { Header: name },
    })
  }
}
