import { receiveDocument } from '../../body.ts'
import { invalidArgument } from '../../errors.ts'
import type { BucketExchange, Exchange } from '../../exchange.ts'
import { type Reply, xmlReply } from '../../reply.ts'
import { nodeFields, parseXml, type XmlValue } from '../../xml.ts'
import { tokenPage } from '../paging.ts'
import { checkQosInfo, unlimited } from './quotas.ts'

/** Where the limits of single requesters are kept: documents of a scope, by prefix and account id. */
export interface RequesterPlace {
  readonly scope: string
  readonly prefix: string
}

const ofBucket = ({ bucket }: BucketExchange): RequesterPlace => ({
  scope: bucket.name,
  prefix: 'requesterQosInfo/',
})

/** https://help.aliyun.com/zh/oss/developer-reference/putbucketrequesterqosinfo */
export function putBucketRequesterQos(exchange: BucketExchange): Promise<Reply> {
  return putRequesterQos(exchange, ofBucket(exchange))
}

export function getBucketRequesterQos(exchange: BucketExchange): Reply {
  return getRequesterQos(exchange, ofBucket(exchange))
}

export function deleteBucketRequesterQos(exchange: BucketExchange): Reply {
  return deleteRequesterQos(exchange, ofBucket(exchange))
}

export function listBucketRequestersQos(exchange: BucketExchange): Reply {
  const root = 'ListBucketRequesterQoSInfosResult'
  return listRequestersQos(exchange, ofBucket(exchange), root, { Bucket: exchange.bucket.name })
}

export async function putRequesterQos(exchange: Exchange, place: RequesterPlace): Promise<Reply> {
  const body = await receiveDocument(exchange, 64 * 1024)
  checkQosInfo(parseXml(body, 'QoSConfiguration'))
  const name = place.prefix + requesterOf(exchange)
  exchange.server.store.buckets.setConfiguration(place.scope, name, body)
  return { status: 200 }
}

export function getRequesterQos(exchange: Exchange, { scope, prefix }: RequesterPlace): Reply {
  const requester = requesterOf(exchange)
  const document = exchange.server.store.buckets.configuration(scope, prefix + requester)
  return xmlReply('RequesterQoSInfo', requesterXml(requester, document))
}

export function deleteRequesterQos(exchange: Exchange, { scope, prefix }: RequesterPlace): Reply {
  exchange.server.store.buckets.deleteConfiguration(scope, prefix + requesterOf(exchange))
  return { status: 204 }
}

/** `head`: what the answer says of the bucket or pool before the list. */
export function listRequestersQos(
  { server, request }: Exchange,
  { scope, prefix }: RequesterPlace,
  root: string,
  head: Readonly<Record<string, XmlValue>>,
): Reply {
  const all = [...server.store.buckets.configurations(scope)]
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, document]) => ({ id: name.slice(prefix.length), document }))
  const page = tokenPage(request.query, all, ({ id }) => id)
  return xmlReply(root, {
    ...head,
    ContinuationToken: page.token,
    NextContinuationToken: page.next,
    IsTruncated: page.truncated,
    RequesterQoSInfo: page.items.map(({ id, document }) => requesterXml(id, document)),
  })
}

function requesterOf({ request }: Exchange): string {
  const requester = request.query.get('qosRequester') ?? ''
  if (/^\d{1,32}$/.test(requester)) return requester
  throw invalidArgument('The requester is the id of an account.', 'qosRequester', requester)
}

function requesterXml(id: string, document: string | null): Readonly<Record<string, XmlValue>> {
  const limits = document === null ? unlimited : nodeFields(parseXml(document, 'QoSConfiguration'))
  return { Requester: id, QoSConfiguration: limits }
}
