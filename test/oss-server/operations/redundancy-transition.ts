import { randomBytes } from 'node:crypto'
import { authorizeService } from '../access.ts'
import { isoSeconds } from '../encoding.ts'
import { invalidArgument, ServiceError } from '../errors.ts'
import type { BucketExchange, Exchange } from '../exchange.ts'
import { ownerOf } from '../identity.ts'
import { type Reply, xmlReply } from '../reply.ts'
import { nodeFields, parseXml, text, type XmlNode, xmlElement } from '../xml.ts'
import { tokenPage } from './paging.ts'

const prefix = 'redundancyTransition/'
const root = 'BucketDataRedundancyTransition'

/** https://www.alibabacloud.com/help/en/oss/developer-reference/createbucketdataredundancytransition */
export function createRedundancyTransition(exchange: BucketExchange): Reply {
  const { server, bucket, request } = exchange
  const target = request.query.get('x-oss-target-redundancy-type') ?? ''
  if (target !== 'ZRS' || bucket.redundancy === 'ZRS') {
    throw invalidArgument('Only LRS becomes ZRS.', 'x-oss-target-redundancy-type', target)
  }
  if (transitions(exchange).length > 0) {
    const message = 'The bucket has a transition already.'
    throw new ServiceError(409, 'BucketDataRedundancyTransitionAlreadyExists', message)
  }
  const id = randomBytes(16).toString('hex')
  const document = xmlElement(root, {
    Bucket: bucket.name,
    TaskId: id,
    Status: 'Queueing',
    CreateTime: isoSeconds(server.now()),
  })
  server.store.buckets.setConfiguration(bucket.name, prefix + id, document)
  return xmlReply(root, { TaskId: id })
}

export function getRedundancyTransition(exchange: BucketExchange): Reply {
  return xmlReply(root, nodeFields(requireTransition(exchange)))
}

export function listRedundancyTransitions(exchange: BucketExchange): Reply {
  return listReply(exchange, transitions(exchange))
}

/** Of all buckets of the account. */
export function listUserRedundancyTransitions(exchange: Exchange): Reply {
  const owner = ownerOf(authorizeService(exchange, 'list')) ?? ''
  const buckets = exchange.server.store.buckets.list(owner, '', '')
  return listReply(
    exchange,
    buckets.flatMap((bucket) => transitions({ ...exchange, bucket })),
  )
}

function listReply({ request }: Exchange, all: readonly XmlNode[]): Reply {
  const page = tokenPage(request.query, all, (transition) => text(transition, 'TaskId') ?? '')
  return xmlReply(`List${root}`, {
    IsTruncated: page.truncated,
    NextContinuationToken: page.next,
    [root]: page.items.map(nodeFields),
  })
}

export function deleteRedundancyTransition(exchange: BucketExchange): Reply {
  const id = text(requireTransition(exchange), 'TaskId') ?? ''
  exchange.server.store.buckets.deleteConfiguration(exchange.bucket.name, prefix + id)
  return { status: 204 }
}

function transitions({ server, bucket }: BucketExchange): readonly XmlNode[] {
  return [...server.store.buckets.configurations(bucket.name)]
    .filter(([name]) => name.startsWith(prefix))
    .map(([, document]) => parseXml(document, root))
}

function requireTransition(exchange: BucketExchange): XmlNode {
  const id = exchange.request.query.get('x-oss-redundancy-transition-taskid') ?? ''
  const found = transitions(exchange).find((each) => text(each, 'TaskId') === id)
  if (found !== undefined) return found
  throw new ServiceError(404, 'NoSuchDataRedundancyTransition', 'There is no such task.', {
    fields: { TaskId: id },
  })
}
