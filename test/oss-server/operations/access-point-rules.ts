import { blocksPublicAccess } from '../access.ts'
import { receiveDocument } from '../body.ts'
import { accessDenied } from '../errors.ts'
import type { BucketExchange } from '../exchange.ts'
import { isPublic } from '../policy/decide.ts'
import { documentReply, type Reply } from '../reply.ts'
import { parseXml, xmlDocument } from '../xml.ts'
import { blockPrefix, policyPrefix, requireAccessPoint } from './access-points.ts'
import { checkPublicAccessBlock } from './configuration/checks.ts'
import { isSwitchedOn, switches } from './configuration/configured.ts'
import { withPlainFlags } from './configuration/kept.ts'
import { notConfigured } from './configuration/operations.ts'
import { checkedStatements } from './configuration/policy.ts'

const { root } = switches.publicAccessBlocked

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putaccesspointpolicy */
export async function putAccessPointPolicy(exchange: BucketExchange): Promise<Reply> {
  const { name } = requireAccessPoint(exchange)
  const { server, bucket } = exchange
  const body = await receiveDocument(exchange, 64 * 1024)
  const block = { ...switches.publicAccessBlocked, name: blockPrefix + name }
  const blocked =
    blocksPublicAccess(exchange, bucket) || isSwitchedOn(server.store, bucket.name, block)
  if (checkedStatements(body).some(isPublic) && blocked) {
    throw accessDenied('Put public access point policy is not allowed.')
  }
  server.store.buckets.setConfiguration(bucket.name, policyPrefix + name, body)
  return { status: 200 }
}

export function getAccessPointPolicy(exchange: BucketExchange): Reply {
  const stored = read(exchange, policyPrefix)
  if (stored === null) throw notConfigured('NoSuchBucketPolicy', exchange.bucket.name)
  return documentReply(stored, { 'content-type': 'application/json' })
}

export function deleteAccessPointPolicy(exchange: BucketExchange): Reply {
  return remove(exchange, policyPrefix)
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putaccesspointpublicaccessblock */
export async function putAccessPointPublicAccessBlock(exchange: BucketExchange): Promise<Reply> {
  const { name } = requireAccessPoint(exchange)
  const body = await receiveDocument(exchange, 64 * 1024)
  checkPublicAccessBlock(parseXml(body, root))
  const { buckets } = exchange.server.store
  buckets.setConfiguration(exchange.bucket.name, blockPrefix + name, withPlainFlags(body))
  return { status: 200 }
}

export function getAccessPointPublicAccessBlock(exchange: BucketExchange): Reply {
  const stored = read(exchange, blockPrefix)
  return documentReply(stored ?? xmlDocument(root, { BlockPublicAccess: false }))
}

export function deleteAccessPointPublicAccessBlock(exchange: BucketExchange): Reply {
  return remove(exchange, blockPrefix)
}

function read(exchange: BucketExchange, prefix: string): string | null {
  const { name } = requireAccessPoint(exchange)
  return exchange.server.store.buckets.configuration(exchange.bucket.name, prefix + name)
}

function remove(exchange: BucketExchange, prefix: string): Reply {
  const { name } = requireAccessPoint(exchange)
  exchange.server.store.buckets.deleteConfiguration(exchange.bucket.name, prefix + name)
  return { status: 204 }
}
