import { randomBytes } from 'node:crypto'
import { authorizeService } from '../access.ts'
import { receiveDocument } from '../body.ts'
import { invalidArgument, ServiceError } from '../errors.ts'
import type { BucketExchange, Exchange } from '../exchange.ts'
import { defaultOwnerId, ownerOf } from '../identity.ts'
import { type Reply, xmlReply } from '../reply.ts'
import { header } from '../request.ts'
import { children, nodeFields, parseXml, text, type XmlNode, xmlElement } from '../xml.ts'
import { requireWord } from './configuration/kinds.ts'
import { tokenPage } from './paging.ts'

const prefix = 'accessPoint/'
const root = 'GetAccessPointResult'
const maxOfBucket = 100

/** As kept beside the access point, under its name. */
export const policyPrefix = 'accessPointPolicy/'
export const blockPrefix = 'accessPointPublicAccessBlock/'

/** https://www.alibabacloud.com/help/en/oss/developer-reference/createaccesspoint */
export async function createAccessPoint(exchange: BucketExchange): Promise<Reply> {
  const { server, bucket } = exchange
  const body = await receiveDocument(exchange, 64 * 1024)
  const document = parseXml(body, 'CreateAccessPointConfiguration')
  const name = text(document, 'AccessPointName') ?? ''
  checkName(exchange, name)
  const origin = requireWord(document, 'NetworkOrigin', ['internet', 'vpc'])
  const [network] = children(document, 'VpcConfiguration')
  const vpc = (network && text(network, 'VpcId')) ?? ''
  if (origin === 'vpc' && vpc === '') {
    throw invalidArgument('An access point of a VPC names it.', 'VpcId', vpc)
  }
  const created = {
    AccessPointArn: `acs:oss:${bucket.region}:${bucket.owner}:accesspoint/${name}`,
    Alias: `${name}-${randomBytes(16).toString('hex')}-ossalias`,
  }
  const stored = xmlElement(root, {
    AccessPointName: name,
    Bucket: bucket.name,
    AccountId: bucket.owner,
    NetworkOrigin: origin,
    VpcConfiguration: origin === 'vpc' ? { VpcId: vpc } : null,
    AccessPointArn: created.AccessPointArn,
    CreationDate: Math.floor(server.now() / 1000),
    Alias: created.Alias,
    Status: 'enable',
    Endpoints: {
      PublicEndpoint: `${name}.oss-${bucket.region}.oss-accesspoint.aliyuncs.com`,
      InternalEndpoint: `${name}.oss-${bucket.region}-internal.oss-accesspoint.aliyuncs.com`,
    },
  })
  server.store.buckets.setConfiguration(bucket.name, prefix + name, stored)
  return xmlReply('CreateAccessPointResult', created)
}

/** Unique in the region of the account; the documentation names no code of its own for these. */
function checkName(exchange: BucketExchange, name: string): void {
  if (!/^[a-z0-9][a-z0-9-]{1,17}[a-z0-9]$/.test(name) || name.endsWith('-ossalias')) {
    throw invalidArgument('The name of the access point is not valid.', 'AccessPointName', name)
  }
  const { owner, region } = exchange.bucket
  if (pointsOfAccount(exchange, owner, region).some((each) => nameIn(each) === name)) {
    throw invalidArgument('The access point exists already.', 'AccessPointName', name)
  }
  if (pointsOf(exchange, exchange.bucket.name).length >= maxOfBucket) {
    throw invalidArgument('A bucket has at most 100 access points.', 'AccessPointName', name)
  }
}

export function getAccessPoint(exchange: BucketExchange): Reply {
  const { name, point } = requireAccessPoint(exchange)
  const { buckets } = exchange.server.store
  const block = buckets.configuration(exchange.bucket.name, blockPrefix + name)
  const element = 'PublicAccessBlockConfiguration'
  const blocked =
    block === null ? { BlockPublicAccess: false } : nodeFields(parseXml(block, element))
  return xmlReply(root, { ...nodeFields(point), [element]: blocked })
}

/** With what was set of it. */
export function deleteAccessPoint(exchange: BucketExchange): Reply {
  const { name } = requireAccessPoint(exchange)
  const { buckets } = exchange.server.store
  for (const each of [prefix, policyPrefix, blockPrefix]) {
    buckets.deleteConfiguration(exchange.bucket.name, each + name)
  }
  return { status: 204 }
}

export function listBucketAccessPoints(exchange: BucketExchange): Reply {
  const { name, owner } = exchange.bucket
  return listReply(exchange, owner, pointsOf(exchange, name), maxOfBucket)
}

/** Of all buckets of the account in the region of the endpoint. */
export function listAccessPoints(exchange: Exchange): Reply {
  const owner = ownerOf(authorizeService(exchange, 'list')) ?? defaultOwnerId
  const region = exchange.request.host.region ?? exchange.server.region
  return listReply(exchange, owner, pointsOfAccount(exchange, owner, region))
}

function listReply(
  { request }: Exchange,
  owner: string,
  all: readonly XmlNode[],
  most?: number,
): Reply {
  const page = tokenPage(request.query, all, nameIn, most)
  return xmlReply('ListAccessPointsResult', {
    IsTruncated: page.truncated,
    NextContinuationToken: page.next,
    AccountId: owner,
    MaxKeys: page.size,
    AccessPoints: {
      AccessPoint: page.items.map((point) => {
        const { Bucket, AccessPointName, Alias, NetworkOrigin, VpcConfiguration, Status } =
          nodeFields(point)
        return { Bucket, AccessPointName, Alias, NetworkOrigin, VpcConfiguration, Status }
      }),
    },
  })
}

interface NamedPoint {
  readonly name: string
  readonly point: XmlNode
}

/** The one that the request names; throws NoSuchAccessPoint. */
export function requireAccessPoint(exchange: BucketExchange): NamedPoint {
  const { request, server, bucket } = exchange
  const named = 'x-oss-access-point-name'
  const name = header(request, named) ?? request.query.get(named) ?? ''
  const stored = server.store.buckets.configuration(bucket.name, prefix + name)
  if (stored !== null) return { name, point: parseXml(stored, root) }
  const message = 'The specified access point does not exist.'
  throw new ServiceError(404, 'NoSuchAccessPoint', message, { fields: { AccessPointName: name } })
}

function pointsOf({ server }: Exchange, bucket: string): readonly XmlNode[] {
  return [...server.store.buckets.configurations(bucket)]
    .filter(([name]) => name.startsWith(prefix))
    .map(([, document]) => parseXml(document, root))
}

function pointsOfAccount(exchange: Exchange, owner: string, region: string): readonly XmlNode[] {
  return exchange.server.store.buckets
    .list(owner, '', '')
    .filter((bucket) => bucket.region === region)
    .flatMap((bucket) => pointsOf(exchange, bucket.name))
}

function nameIn(point: XmlNode): string {
  return text(point, 'AccessPointName') ?? ''
}
