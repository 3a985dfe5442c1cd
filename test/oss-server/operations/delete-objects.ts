import { authorizeBucket } from '../access.ts'
import { receiveDocument } from '../body.ts'
import { malformedXml, ServiceError } from '../errors.ts'
import type { BucketExchange, ObjectExchange } from '../exchange.ts'
import { actionFor } from '../policy/actions.ts'
import { type Reply, xmlReply } from '../reply.ts'
import { header } from '../request.ts'
import type { Deletion } from '../store/objects.ts'
import { nullVersion } from '../store/version-id.ts'
import { children, parseXml, text, type XmlValue } from '../xml.ts'
import { checkVersionId, versionHeaders } from './find-object.ts'
import { readEncoding } from './paging.ts'
import { checkRetention, isRetained } from './protection.ts'

const maxKeys = 1000
const maxBodyBytes = 2 * 1024 * 1024

/** https://www.alibabacloud.com/help/en/oss/developer-reference/deleteobject */
export function deleteObject(exchange: ObjectExchange): Reply {
  const version = exchange.request.query.get('versionId')
  if (version !== null) checkVersionId(version)
  const target = { key: exchange.key, version }
  checkRetention(exchange, threatened(exchange, target))
  const deletion = erase(exchange, target)
  if (deletion === null) {
    return { status: 204, headers: version === null ? {} : versionHeaders(exchange, version) }
  }
  const marker = deletion.marker ? { 'x-oss-delete-marker': 'true' } : {}
  return { status: 204, headers: { ...marker, 'x-oss-version-id': deletion.version } }
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/deletemultipleobjects */
export async function deleteMultipleObjects(exchange: BucketExchange): Promise<Reply> {
  const { request, server } = exchange
  const encoding = readEncoding(request.query)
  if (header(request, 'content-md5') === null) {
    throw new ServiceError(400, 'MissingArgument', 'Missing Some Required Arguments.', {
      ec: '0016-00000502',
      fields: { ArgumentName: 'Content-MD5' },
    })
  }
  const document = parseXml(await receiveDocument(exchange, maxBodyBytes), 'Delete')
  const targets = children(document, 'Object').map((object) => ({
    key: text(object, 'Key') ?? '',
    version: text(object, 'VersionId'),
  }))
  if (targets.length === 0 || targets.length > maxKeys || targets.some(({ key }) => key === '')) {
    throw malformedXml(`A request names 1 to ${maxKeys} keys.`)
  }
  for (const { key, version } of targets) {
    if (version !== null) checkVersionId(version)
    const action = actionFor('DeleteObject', version !== null)
    authorizeBucket(exchange, exchange.bucket, key, 'write', action)
  }
  const deleted: XmlValue[] = []
  server.store.objects.atomically(() => {
    for (const target of targets) {
      const object = threatened(exchange, target)
      // A key that is kept by the retention policy is just not listed as deleted.
      if (object !== null && isRetained(exchange, object, exchange)) continue
      const deletion = erase(exchange, target)
      deleted.push({ Key: encoding.encode(target.key), ...describe(target, deletion) })
    }
  })
  if (text(document, 'Quiet')?.toLowerCase() === 'true') return { status: 200, body: '' }
  return xmlReply('DeleteResult', { EncodingType: encoding.type, Deleted: deleted })
}

interface Target {
  readonly key: string
  /** Null = whatever is served. */
  readonly version: string | null
}

function erase({ server, bucket }: BucketExchange, target: Target): Deletion | null {
  const { objects, buckets } = server.store
  if (target.version === null) return objects.delete(bucket.name, target.key, server.now())
  const deletion = objects.deleteVersion(bucket.name, target.key, target.version)
  return buckets.versioning(bucket.name) === 'off' ? null : deletion
}

function describe(target: Target, deletion: Deletion | null): Readonly<Record<string, XmlValue>> {
  return {
    VersionId: target.version,
    DeleteMarker: deletion?.marker === true ? true : null,
    DeleteMarkerVersionId: deletion?.marker === true ? deletion.version : null,
  }
}

/** What a deletion would take away for good, or null when it would only leave a marker. */
function threatened(
  { server, bucket }: BucketExchange,
  { key, version }: Target,
): ReturnType<typeof server.store.objects.find> {
  const { objects, buckets } = server.store
  if (version !== null) return objects.findVersion(bucket.name, key, version)
  const versioning = buckets.versioning(bucket.name)
  return versioning === 'enabled' ? null : objects.findVersion(bucket.name, key, nullVersion)
}
