import { randomUUID } from 'node:crypto'
import { receiveDocument } from '../body.ts'
import { invalidArgument, malformedXml, ServiceError } from '../errors.ts'
import type { BucketExchange } from '../exchange.ts'
import { type Reply, xmlReply } from '../reply.ts'
import { children, nodeFields, parseXml, text, texts, type XmlNode, xmlElement } from '../xml.ts'

const prefix = 'replication/'

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketreplication */
export async function putBucketReplication(exchange: BucketExchange): Promise<Reply> {
  const body = await receiveDocument(exchange, 64 * 1024)
  const [rule] = children(parseXml(body, 'ReplicationConfiguration'), 'Rule')
  if (rule === undefined) throw malformedXml('Rule is missing.')
  checkRule(exchange, rule)
  const id = text(rule, 'ID') || randomUUID()
  const target = targetOf(rule)
  const taken = replicationRules(exchange).some(
    (known) => text(known, 'ID') === id || targetOf(known) === target,
  )
  if (taken) {
    throw new ServiceError(400, 'BucketReplicationAlreadyExist', 'The rule already exists.')
  }
  const Action = [text(rule, 'Action') || 'ALL']
  keep(exchange, { ...withoutUnused(rule), ID: [id], Action, Status: ['starting'] })
  return { status: 200, headers: { 'x-oss-replication-rule-id': id } }
}

/** Keys and what they are for count only with the role that may use them. */
function withoutUnused(rule: XmlNode): XmlNode {
  const { SyncRole, SourceSelectionCriteria, EncryptionConfiguration, ...rest } = rule
  if (SyncRole === undefined || text(rule, 'SyncRole') === '') return rest
  const encrypted = children(rule, 'SourceSelectionCriteria')
    .flatMap((criteria) => children(criteria, 'SseKmsEncryptedObjects'))
    .some((objects) => text(objects, 'Status') === 'Enabled')
  return {
    ...rest,
    SyncRole,
    ...(SourceSelectionCriteria && { SourceSelectionCriteria }),
    ...(encrypted && EncryptionConfiguration && { EncryptionConfiguration }),
  }
}

function targetOf(rule: XmlNode): string {
  const [destination = {}] = children(rule, 'Destination')
  return text(destination, 'Bucket') ?? ''
}

function checkRule({ bucket }: BucketExchange, rule: XmlNode): void {
  const [destination] = children(rule, 'Destination')
  const target = (destination && text(destination, 'Bucket')) ?? ''
  const location = (destination && text(destination, 'Location')) ?? ''
  if (destination === undefined || target === '' || location === '') {
    throw malformedXml('A Destination has a Bucket and a Location.')
  }
  if (target === bucket.name) {
    throw invalidArgument('A bucket is not replicated to itself.', 'Bucket', target)
  }
  const prefixes = children(rule, 'PrefixSet').flatMap((set) => texts(set, 'Prefix'))
  if (prefixes.length > 10) throw malformedXml('A rule has at most 10 prefixes.')
  const transfer = text(destination, 'TransferType')
  if (transfer !== null && !['internal', 'oss_acc', ''].includes(transfer)) {
    throw invalidArgument('Unknown TransferType.', 'TransferType', transfer)
  }
  const historical = text(rule, 'HistoricalObjectReplication')
  if (historical !== null && historical !== 'enabled' && historical !== 'disabled') {
    const name = 'HistoricalObjectReplication'
    throw invalidArgument(`${name} is enabled or disabled.`, name, historical)
  }
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/deletebucketreplication */
export async function deleteBucketReplication(exchange: BucketExchange): Promise<Reply> {
  const body = await receiveDocument(exchange, 64 * 1024)
  const id = text(parseXml(body, 'ReplicationRules'), 'ID') ?? ''
  requireRule(exchange, id)
  exchange.server.store.buckets.deleteConfiguration(exchange.bucket.name, prefix + id)
  return { status: 200 }
}

export function getBucketReplication(exchange: BucketExchange): Reply {
  const rules = replicationRules(exchange)
  if (rules.length === 0) throw notReplicated()
  return xmlReply('ReplicationConfiguration', { Rule: rules.map(nodeFields) })
}

export function getBucketReplicationLocation({ server, bucket }: BucketExchange): Reply {
  const others = [server.region, ...server.otherRegions].filter((each) => each !== bucket.region)
  const locations = others.map((region) => `oss-${region}`)
  return xmlReply('ReplicationLocation', {
    Location: locations,
    LocationTransferTypeConstraint: {
      LocationTransferType: locations.map((location) => ({
        Location: location,
        TransferTypes: { Type: ['internal', 'oss_acc'] },
      })),
    },
  })
}

/** Nothing is really copied here, so what was there counts as done. */
export function getBucketReplicationProgress(exchange: BucketExchange): Reply {
  const id = exchange.request.query.get('rule-id') ?? ''
  const rule = requireRule(exchange, id)
  const historical = text(rule, 'HistoricalObjectReplication') !== 'disabled'
  const progress = {
    HistoricalObject: historical ? '0.0' : null,
    NewObject: new Date(exchange.server.now()).toISOString(),
  }
  return xmlReply('ReplicationProgress', { Rule: { ...nodeFields(rule), Progress: progress } })
}

/** `PUT ?rtc` switches the promised replication time of one rule. */
export async function putBucketRtc(exchange: BucketExchange): Promise<Reply> {
  const body = await receiveDocument(exchange, 64 * 1024)
  const document = parseXml(body, 'ReplicationRule')
  const rule = requireRule(exchange, text(document, 'ID') ?? '')
  const [rtc] = children(document, 'RTC')
  const status = (rtc && text(rtc, 'Status')) ?? ''
  if (!['enabled', 'disabled', 'enabling', 'disabling'].includes(status)) {
    throw invalidArgument('Unknown RTC status.', 'Status', status)
  }
  keep(exchange, { ...rule, RTC: [{ Status: [status] }] })
  return { status: 200 }
}

export function replicationRules({ server, bucket }: BucketExchange): readonly XmlNode[] {
  return [...server.store.buckets.configurations(bucket.name)]
    .filter(([name]) => name.startsWith(prefix))
    .map(([, document]) => parseXml(document, 'Rule'))
}

function requireRule(exchange: BucketExchange, id: string): XmlNode {
  const found = replicationRules(exchange).find((rule) => text(rule, 'ID') === id)
  if (found !== undefined) return found
  throw new ServiceError(404, 'NoSuchReplicationRule', 'The rule does not exist.', {
    fields: { RuleId: id },
  })
}

function keep({ server, bucket }: BucketExchange, rule: XmlNode): void {
  const id = text(rule, 'ID') ?? ''
  const document = xmlElement('Rule', nodeFields(rule))
  server.store.buckets.setConfiguration(bucket.name, prefix + id, document)
}

function notReplicated(): ServiceError {
  const message = 'The bucket has no replication configuration.'
  return new ServiceError(404, 'NoSuchReplicationConfiguration', message)
}
