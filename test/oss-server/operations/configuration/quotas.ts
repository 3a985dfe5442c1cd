import { authorizeService } from '../../access.ts'
import { receiveDocument } from '../../body.ts'
import { invalidArgument } from '../../errors.ts'
import type { BucketExchange, Exchange } from '../../exchange.ts'
import { type Reply, xmlReply } from '../../reply.ts'
import { nodeFields, parseXml, text, type XmlNode, type XmlValue, xmlDocument } from '../../xml.ts'
import { pageSize } from '../paging.ts'

const directions = ['Upload', 'Download']
const places = ['Total', 'Intranet', 'Extranet']
const names = [
  ...directions.flatMap((direction) => places.map((place) => `${place}${direction}Bandwidth`)),
  ...places.map((place) => `${place}Qps`),
]

/** `-1` everywhere: no limit. */
export const unlimited: Readonly<Record<string, XmlValue>> = Object.fromEntries(
  names.map((name) => [name, -1]),
)

/** https://help.aliyun.com/zh/oss/developer-reference/putbucketqosinfo */
export function checkQosInfo(document: XmlNode): void {
  for (const name of names) {
    const value = text(document, name)
    if (value !== null && !isLimit(value)) {
      throw invalidArgument('A limit is a whole number, or -1 for none.', name, value)
    }
  }
}

/** Who limits nothing is answered with that. */
export function keptQosInfo(document: XmlNode): string | null {
  if (names.some((name) => document[name] !== undefined)) return null
  return xmlDocument('QoSConfiguration', unlimited)
}

/** `?qos`: the most that the bucket may hold, in GB. */
export function checkStorageCapacity(document: XmlNode): void {
  const value = text(document, 'StorageCapacity') ?? ''
  if (isLimit(value)) return
  throw invalidArgument('The capacity is a whole number, or -1.', 'StorageCapacity', value)
}

function isLimit(value: string): boolean {
  return /^(-1|\d{1,9})$/.test(value)
}

/** Of the account in the region of the endpoint. Nothing is limited here. */
export function getUserQosInfo(exchange: Exchange): Reply {
  authorizeService(exchange, 'list')
  const region = exchange.request.host.region ?? exchange.server.region
  return xmlReply('QoSConfiguration', { Region: region, ...unlimited })
}

/** Limits of single requesters are kept as documents of the bucket under this name and their id. */
const prefix = 'requesterQosInfo/'

/** https://help.aliyun.com/zh/oss/developer-reference/putbucketrequesterqosinfo */
export async function putRequesterQosInfo(exchange: BucketExchange): Promise<Reply> {
  const body = await receiveDocument(exchange, 64 * 1024)
  checkQosInfo(parseXml(body, 'QoSConfiguration'))
  const { server, bucket } = exchange
  server.store.buckets.setConfiguration(bucket.name, prefix + requesterOf(exchange), body)
  return { status: 200 }
}

export function getRequesterQosInfo(exchange: BucketExchange): Reply {
  const requester = requesterOf(exchange)
  const { buckets } = exchange.server.store
  const document = buckets.configuration(exchange.bucket.name, prefix + requester)
  return xmlReply('RequesterQoSInfo', requesterXml(requester, document))
}

export function deleteRequesterQosInfo(exchange: BucketExchange): Reply {
  const { server, bucket } = exchange
  server.store.buckets.deleteConfiguration(bucket.name, prefix + requesterOf(exchange))
  return { status: 204 }
}

/** By id, after the token, which is the id of the last one before. */
export function listRequesterQosInfos({ server, bucket, request }: BucketExchange): Reply {
  const token = request.query.get('continuation-token') ?? ''
  const left = [...server.store.buckets.configurations(bucket.name)]
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, document]) => ({ id: name.slice(prefix.length), document }))
    .filter(({ id }) => id > token)
  const page = left.slice(0, pageSize(request.query, 'max-keys', 100))
  const truncated = left.length > page.length
  return xmlReply('ListBucketRequesterQoSInfosResult', {
    Bucket: bucket.name,
    ContinuationToken: token,
    NextContinuationToken: truncated ? page.at(-1)?.id : '',
    IsTruncated: truncated,
    RequesterQoSInfo: page.map(({ id, document }) => requesterXml(id, document)),
  })
}

function requesterOf({ request }: BucketExchange): string {
  const requester = request.query.get('qosRequester') ?? ''
  if (/^\d{1,32}$/.test(requester)) return requester
  throw invalidArgument('The requester is the id of an account.', 'qosRequester', requester)
}

function requesterXml(id: string, document: string | null): Readonly<Record<string, XmlValue>> {
  const limits = document === null ? unlimited : nodeFields(parseXml(document, 'QoSConfiguration'))
  return { Requester: id, QoSConfiguration: limits }
}
