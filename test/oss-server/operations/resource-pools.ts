import { authorizeService } from '../access.ts'
import { ServiceError } from '../errors.ts'
import type { Exchange, ServerOperation } from '../exchange.ts'
import { defaultOwnerId, ownerOf } from '../identity.ts'
import { type Reply, xmlReply } from '../reply.ts'
import { children, nodeFields, parseXml, text, type XmlNode } from '../xml.ts'
import { accountScope } from './configuration/configured.ts'
import { unlimited } from './configuration/quotas.ts'
import * as requesters from './configuration/requester-qos.ts'
import { onService } from './define.ts'
import { tokenPage } from './paging.ts'

/**
 * The service makes pools for an account by invitation, with no call of its own. Here they are seeded,
 * as documents of the account: `ResourcePool` with Name, CreateTime, QoSConfiguration, and for each of
 * its buckets a ResourcePoolBucket with Name and JoinTime.
 */
const prefix = 'resourcePool/'

/** `access`: what the request does to the account. */
function ownerIn(exchange: Exchange, access: 'list' | 'write'): string {
  return ownerOf(authorizeService(exchange, access)) ?? defaultOwnerId
}

/** https://help.aliyun.com/zh/oss/developer-reference/listresourcepools */
function listResourcePools(exchange: Exchange): Reply {
  const owner = ownerIn(exchange, 'list')
  const pools = [...exchange.server.store.buckets.configurations(accountScope(owner))]
    .filter(([name]) => name.startsWith(prefix))
    .map(([, document]) => parseXml(document, 'ResourcePool'))
  const page = tokenPage(exchange.request.query, pools, nameIn)
  return xmlReply('ListResourcePoolsResult', {
    Region: regionOf(exchange),
    Owner: owner,
    ContinuationToken: page.token,
    NextContinuationToken: page.next,
    IsTruncated: page.truncated,
    ResourcePool: page.items.map((pool) => ({
      Name: nameIn(pool),
      CreateTime: text(pool, 'CreateTime'),
    })),
  })
}

function getResourcePoolInfo(exchange: Exchange): Reply {
  const owner = ownerIn(exchange, 'list')
  const pool = requirePool(exchange, owner)
  const [limits] = children(pool, 'QoSConfiguration')
  return xmlReply('GetResourcePoolInfoResponse', {
    Region: regionOf(exchange),
    Name: nameIn(pool),
    Owner: owner,
    CreateTime: text(pool, 'CreateTime'),
    QoSConfiguration: { ...unlimited, ...(limits === undefined ? {} : nodeFields(limits)) },
  })
}

function listResourcePoolBuckets(exchange: Exchange): Reply {
  const pool = requirePool(exchange, ownerIn(exchange, 'list'))
  const page = tokenPage(exchange.request.query, children(pool, 'ResourcePoolBucket'), nameIn)
  return xmlReply('ListResourcePoolBucketsResult', {
    ResourcePool: nameIn(pool),
    ContinuationToken: page.token,
    NextContinuationToken: page.next,
    IsTruncated: page.truncated,
    ResourcePoolBucket: page.items.map(nodeFields),
  })
}

function listRequesters(exchange: Exchange): Reply {
  const root = 'ListResourcePoolRequesterQoSInfosResult'
  const place = placeOf(exchange, 'list')
  const head = { ResourcePool: exchange.request.query.get('resourcePool') }
  return requesters.listRequestersQos(exchange, place, root, head)
}

function placeOf(exchange: Exchange, access: 'list' | 'write'): requesters.RequesterPlace {
  const owner = ownerIn(exchange, access)
  const pool = nameIn(requirePool(exchange, owner))
  return { scope: accountScope(owner), prefix: `resourcePoolRequester/${pool}/` }
}

function requirePool({ server, request }: Exchange, owner: string): XmlNode {
  const name = request.query.get('resourcePool') ?? ''
  const stored = server.store.buckets.configuration(accountScope(owner), prefix + name)
  if (stored !== null) return parseXml(stored, 'ResourcePool')
  const message = 'The specified resource pool does not exist.'
  throw new ServiceError(404, 'NoSuchResourcePool', message, { fields: { ResourcePool: name } })
}

function nameIn(node: XmlNode): string {
  return text(node, 'Name') ?? ''
}

function regionOf({ request, server }: Exchange): string {
  return request.host.region ?? server.region
}

const pool = 'requesterQosInfo resourcePool'
const one = `${pool} qosRequester`
const stem = 'ResourcePoolRequesterQoSInfo'

export const resourcePoolOperations: readonly ServerOperation[] = [
  onService('GetResourcePoolInfo', 'GET resourcePoolInfo resourcePool', getResourcePoolInfo),
  onService(
    'ListResourcePoolBuckets',
    'GET resourcePoolBuckets resourcePool',
    listResourcePoolBuckets,
  ),
  onService(`Put${stem}`, `PUT ${one}`, (exchange) =>
    requesters.putRequesterQos(exchange, placeOf(exchange, 'write')),
  ),
  onService(`Get${stem}`, `GET ${one}`, (exchange) =>
    requesters.getRequesterQos(exchange, placeOf(exchange, 'list')),
  ),
  onService(`Delete${stem}`, `DELETE ${one}`, (exchange) =>
    requesters.deleteRequesterQos(exchange, placeOf(exchange, 'write')),
  ),
  onService(`List${stem}s`, `GET ${pool}`, listRequesters),
  onService('ListResourcePools', 'GET resourcePool', listResourcePools),
]
