import { receiveDocument } from '../body.ts'
import { malformedXml, ServiceError } from '../errors.ts'
import type { BucketExchange, ObjectExchange } from '../exchange.ts'
import { type Reply, xmlReply } from '../reply.ts'
import { header } from '../request.ts'
import { children, parseXml, text } from '../xml.ts'
import { readEncoding } from './paging.ts'

const maxKeys = 1000
const maxBodyBytes = 2 * 1024 * 1024

/** https://www.alibabacloud.com/help/en/oss/developer-reference/deleteobject */
export function deleteObject({ server, bucket, key }: ObjectExchange): Reply {
  server.store.objects.delete(bucket.name, key)
  return { status: 204 }
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/deletemultipleobjects */
export async function deleteMultipleObjects(exchange: BucketExchange): Promise<Reply> {
  const { request, server, bucket } = exchange
  const encoding = readEncoding(request.query)
  if (header(request, 'content-md5') === null) {
    throw new ServiceError(400, 'MissingArgument', 'Missing Some Required Arguments.', {
      ec: '0016-00000502',
      fields: { ArgumentName: 'Content-MD5' },
    })
  }
  const document = parseXml(await receiveDocument(exchange, maxBodyBytes), 'Delete')
  const keys = children(document, 'Object').map((object) => text(object, 'Key') ?? '')
  if (keys.length === 0 || keys.length > maxKeys || keys.includes('')) {
    throw malformedXml(`A request names 1 to ${maxKeys} keys.`)
  }
  const allowed = keys.filter((key) => mayDelete(exchange, key))
  server.store.objects.deleteAll(bucket.name, allowed)
  if (text(document, 'Quiet')?.toLowerCase() === 'true') return { status: 200, body: '' }
  return xmlReply('DeleteResult', {
    EncodingType: encoding.type,
    Deleted: allowed.map((key) => ({ Key: encoding.encode(key) })),
  })
}

/** A key outside the scope of a narrow identity is just not listed as deleted. */
function mayDelete({ auth, bucket }: BucketExchange, key: string): boolean {
  const scopes = auth.identity?.scopes
  if (scopes === undefined) return true
  return scopes.some(
    (scope) =>
      scope.bucket === bucket.name && scope.readOnly !== true && key.startsWith(scope.prefix ?? ''),
  )
}
