import { percentDecode, percentEncode } from '../encoding.ts'
import { invalidArgument, ServiceError } from '../errors.ts'
import type { ObjectExchange } from '../exchange.ts'
import type { Reply } from '../reply.ts'
import { header } from '../request.ts'
import { requireObject, versionHeaders } from './find-object.ts'
import { readMetadata } from './metadata.ts'
import { checkOverwrite } from './protection.ts'

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putsymlink */
export function putSymlink(exchange: ObjectExchange): Reply {
  const { server, bucket, key, request } = exchange
  const raw = header(request, 'x-oss-symlink-target') ?? ''
  const target = percentDecode(raw)
  if (target === null || target === '') {
    throw invalidArgument('The symlink target is missing.', 'x-oss-symlink-target', raw)
  }
  checkOverwrite(exchange, key)
  const etag = Buffer.from(request.requestId.padEnd(32, '0')).toString('latin1')
  const stored = server.store.objects.put({
    ...readMetadata(exchange, bucket.storageClass),
    bucket: bucket.name,
    key,
    type: 'Symlink',
    sizeBytes: 0,
    etag,
    crc64: null,
    md5: null,
    modifiedMs: server.now(),
    symlinkTarget: target,
    segments: [],
  })
  return {
    status: 200,
    headers: { etag: `"${etag}"`, ...versionHeaders(exchange, stored.version) },
  }
}

export function getSymlink(exchange: ObjectExchange): Reply {
  const object = requireObject(exchange)
  if (object.symlinkTarget === null) {
    throw new ServiceError(400, 'NotSymlink', 'The object is not a symlink.', {
      fields: { Key: object.key },
    })
  }
  return {
    status: 200,
    headers: {
      ...object.headers,
      etag: `"${object.etag}"`,
      'last-modified': new Date(object.modifiedMs).toUTCString(),
      'x-oss-symlink-target': percentEncode(object.symlinkTarget),
      ...versionHeaders(exchange, object.version),
    },
  }
}
