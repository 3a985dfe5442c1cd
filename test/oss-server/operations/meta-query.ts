import { receiveDocument } from '../body.ts'
import { invalidArgument, ServiceError } from '../errors.ts'
import type { BucketExchange } from '../exchange.ts'
import { aggregate } from '../meta-query/aggregation.ts'
import { readCondition } from '../meta-query/condition.ts'
import { compareValues, fieldOf } from '../meta-query/fields.ts'
import { type Reply, xmlReply } from '../reply.ts'
import type { StoredObject } from '../store/object-rows.ts'
import { children, parseXml, text, type XmlNode, type XmlValue } from '../xml.ts'

/** Kept under this name while it is open: when it was opened, in milliseconds. */
const stored = 'metaQuery'
const maxPage = 100

/** https://www.alibabacloud.com/help/en/oss/developer-reference/openmetaquery */
export function openMetaQuery({ server, bucket, request }: BucketExchange): Reply {
  const mode = request.query.get('mode') ?? 'basic'
  if (mode !== 'basic') throw invalidArgument('This server searches facts only.', 'mode', mode)
  const { buckets } = server.store
  if (buckets.configuration(bucket.name, stored) !== null) {
    throw new ServiceError(400, 'MetaQueryAlreadyExist', 'The bucket has an index already.')
  }
  buckets.setConfiguration(bucket.name, stored, String(server.now()))
  return { status: 200 }
}

/** The index is the store itself, so it is complete from the first moment. */
export function getMetaQueryStatus(exchange: BucketExchange): Reply {
  const openedAt = new Date(requireOpen(exchange)).toISOString()
  return xmlReply('MetaQueryStatus', {
    State: 'Running',
    Phase: 'IncrementalScanning',
    CreateTime: openedAt,
    UpdateTime: new Date(exchange.server.now()).toISOString(),
    MetaQueryMode: 'basic',
  })
}

/** Also where it is not open. */
export function closeMetaQuery({ server, bucket }: BucketExchange): Reply {
  server.store.buckets.deleteConfiguration(bucket.name, stored)
  return { status: 200 }
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/dometaquery */
export async function doMetaQuery(exchange: BucketExchange): Promise<Reply> {
  requireOpen(exchange)
  const query = parseXml(await receiveDocument(exchange, 64 * 1024), 'MetaQuery')
  const found = search(exchange, query)
  const [aggregations] = children(query, 'Aggregations')
  if (aggregations !== undefined && aggregations.Aggregation !== undefined) {
    return xmlReply('MetaQuery', { NextToken: '', Aggregations: aggregate(aggregations, found) })
  }
  const start = readToken(text(query, 'NextToken') ?? '')
  const end = start + pageSize(query)
  return xmlReply('MetaQuery', {
    NextToken: end < found.length ? writeToken(end) : '',
    Files: { File: found.slice(start, end).map(fileXml) },
  })
}

function search({ server, bucket }: BucketExchange, query: XmlNode): readonly StoredObject[] {
  const test = readCondition(text(query, 'Query') ?? '')
  const found = [...server.store.objects.scan(bucket.name, '', false)].filter(test)
  const name = text(query, 'Sort') || 'Filename'
  const read = fieldOf(name)
  if (read === null) throw invalidArgument('Unknown field.', 'Sort', name)
  const order = text(query, 'Order') || (name === 'Filename' ? 'asc' : 'desc')
  if (order !== 'asc' && order !== 'desc') throw invalidArgument('Unknown order.', 'Order', order)
  const sign = order === 'asc' ? 1 : -1
  return found.sort((a, b) => sign * compareValues(read(a), read(b)))
}

function pageSize(query: XmlNode): number {
  const given = text(query, 'MaxResults') || String(maxPage)
  if (!/^\d+$/.test(given)) throw invalidArgument('It is no number.', 'MaxResults', given)
  return Math.min(Number(given), maxPage) || maxPage
}

function fileXml(object: StoredObject): XmlValue {
  const fields = ['Filename', 'Size', 'FileModifiedTime', 'OSSObjectType', 'OSSStorageClass']
  const more = ['ObjectACL', 'ETag', 'OSSCRC64', 'ServerSideEncryption', 'OSSTaggingCount']
  const values = [...fields, ...more].map((name) => [name, fieldOf(name)?.(object)] as const)
  const metadata = Object.entries(object.headers).filter(([name]) => name.startsWith('x-oss-meta-'))
  return {
    ...Object.fromEntries(values),
    OSSTagging: { Tagging: object.tags.map(({ key, value }) => ({ Key: key, Value: value })) },
    OSSUserMeta: {
      UserMeta: metadata.map(([key]) => ({
        Key: key,
        Value: fieldOf(`OSSUserMeta.${key}`)?.(object),
      })),
    },
  }
}

/** Milliseconds since the epoch. */
function requireOpen({ server, bucket }: BucketExchange): number {
  const openedMs = server.store.buckets.configuration(bucket.name, stored)
  if (openedMs !== null) return Number(openedMs)
  throw new ServiceError(404, 'MetaQueryNotExist', 'The bucket has no index.')
}

function writeToken(place: number): string {
  return Buffer.from(`place ${place}`).toString('base64url')
}

function readToken(token: string): number {
  if (token === '') return 0
  const place = /^place (\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1]
  if (place === undefined) throw invalidArgument('It is no token.', 'NextToken', token)
  return Number(place)
}
