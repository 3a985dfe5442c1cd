import { invalidArgument, ServiceError } from '../errors.ts'
import type { ObjectExchange } from '../exchange.ts'
import { noteAccess } from '../lifecycle/access-time.ts'
import type { Reply } from '../reply.ts'
import { header } from '../request.ts'
import type { StoredObject } from '../store/object-rows.ts'
import { checkReadable } from './archive.ts'
import { isCompressed } from './compression.ts'
import { checkConditions } from './conditions.ts'
import { requireObject, versionHeaders } from './find-object.ts'
import { lifecycleTimes, objectHeaders } from './object-headers.ts'

const overrides: Readonly<Record<string, string>> = {
  'response-content-type': 'content-type',
  'response-content-language': 'content-language',
  'response-expires': 'expires',
  'response-cache-control': 'cache-control',
  'response-content-disposition': 'content-disposition',
  'response-content-encoding': 'content-encoding',
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/getobject */
export function getObject(exchange: ObjectExchange): Reply {
  const overridden = readOverrides(exchange)
  const found = requireObject(exchange)
  const object = followLink(exchange, found)
  checkRequestConditions(exchange, object)
  checkReadable(exchange, object)
  noteAccess(exchange.server.store, object, exchange.server.now())
  const headers = { ...describe(exchange, found, object), ...overridden }
  const range = readRange(exchange, object.sizeBytes)
  if (range === null) {
    const body = { segments: object.segments, offset: 0, sizeBytes: object.sizeBytes }
    if (!isCompressed(exchange, object)) return { status: 200, headers, body }
    const compressed = { ...headers, etag: undefined, 'content-encoding': 'gzip' }
    return { status: 200, headers: compressed, body: { ...body, gzip: true } }
  }
  const sizeBytes = range.last - range.first + 1
  return {
    status: 206,
    headers: {
      ...headers,
      'content-range': `bytes ${range.first}-${range.last}/${object.sizeBytes}`,
    },
    body: { segments: object.segments, offset: range.first, sizeBytes },
  }
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/headobject */
export function headObject(exchange: ObjectExchange): Reply {
  const found = requireObject(exchange)
  const object = followLink(exchange, found)
  checkRequestConditions(exchange, object)
  const headers = describe(exchange, found, object)
  return { status: 200, headers: { ...headers, 'content-length': object.sizeBytes } }
}

/** Of a link, its own headers but for what belongs to the bytes, which are the target's. */
function describe(
  exchange: ObjectExchange,
  found: StoredObject,
  target: StoredObject,
): Readonly<Record<string, string | number>> {
  const { etag, crc64, md5 } = target
  const modifiedMs = Math.max(found.modifiedMs, target.modifiedMs)
  return {
    ...objectHeaders(exchange, { ...found, etag, crc64, md5, modifiedMs }),
    ...versionHeaders(exchange, found.version),
  }
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/getobjectmeta */
export function getObjectMeta(exchange: ObjectExchange): Reply {
  const object = requireObject(exchange)
  return {
    status: 200,
    headers: {
      'content-length': object.sizeBytes,
      etag: `"${object.etag}"`,
      'last-modified': new Date(object.modifiedMs).toUTCString(),
      'x-oss-hash-crc64ecma': object.crc64 ?? undefined,
      ...lifecycleTimes(exchange, object),
      ...versionHeaders(exchange, object.version),
    },
  }
}

function followLink(exchange: ObjectExchange, object: StoredObject): StoredObject {
  if (object.symlinkTarget === null) return object
  const target = exchange.server.store.objects.find(exchange.bucket.name, object.symlinkTarget)
  if (target === null) {
    throw new ServiceError(404, 'SymlinkTargetNotExist', 'The symlink target does not exist.', {
      fields: { Key: object.key },
    })
  }
  if (target.symlinkTarget !== null) {
    throw new ServiceError(400, 'InvalidTargetType', 'The symlink target is a symlink itself.', {
      ec: '0026-00000011',
      fields: { Key: object.key },
    })
  }
  return target
}

function checkRequestConditions({ request }: ObjectExchange, object: StoredObject): void {
  checkConditions(object, {
    ifMatch: header(request, 'if-match'),
    ifNoneMatch: header(request, 'if-none-match'),
    ifModifiedSince: header(request, 'if-modified-since'),
    ifUnmodifiedSince: header(request, 'if-unmodified-since'),
  })
}

function readOverrides(exchange: ObjectExchange): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {}
  for (const [parameter, name] of Object.entries(overrides)) {
    const value = exchange.request.query.get(parameter)
    if (value === null) continue
    if (exchange.auth.kind === 'anonymous') {
      throw new ServiceError(
        400,
        'InvalidRequest',
        'Only a signed request may override the headers of the answer.',
      )
    }
    if (/[\r\n]/.test(value)) throw invalidArgument('The value is not valid.', parameter, value)
    headers[name] = Buffer.from(value, 'utf8').toString('latin1')
  }
  return headers
}

/**
 * Null = the whole object. A range that cannot be served means the whole object too, unless the
 * client asks for the standard behaviour.
 */
function readRange(
  { request }: ObjectExchange,
  sizeBytes: number,
): { readonly first: number; readonly last: number } | null {
  const value = header(request, 'range')
  if (value === null) return null
  const standard = header(request, 'x-oss-range-behavior') === 'standard'
  const match = /^bytes=(\d*)-(\d*)$/.exec(value.trim())
  if (match === null || (match[1] === '' && match[2] === '')) return null
  const from = match[1] ?? ''
  const to = match[2] ?? ''
  const first = from === '' ? Math.max(0, sizeBytes - Number(to)) : Number(from)
  const last = from === '' || to === '' ? sizeBytes - 1 : Number(to)
  const impossible = first >= sizeBytes || (from === '' && Number(to) === 0)
  if (impossible && standard) {
    throw new ServiceError(416, 'InvalidRange', 'The requested range cannot be satisfied.', {
      fields: { RangeRequested: value, ObjectSize: sizeBytes },
      headers: { 'content-range': `bytes */${sizeBytes}` },
    })
  }
  if (impossible || last < first) return null
  if (last >= sizeBytes) return standard ? { first, last: sizeBytes - 1 } : null
  return { first, last }
}
