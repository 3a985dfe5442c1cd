import { invalidArgument, malformedXml, ServiceError } from '../../errors.ts'
import type { BucketExchange } from '../../exchange.ts'
import { noteMonitoring } from '../../lifecycle/access-time.ts'
import { children, text, texts, type XmlNode } from '../../xml.ts'
import { goesByAccess } from '../lifecycle.ts'
import { notTogether, retentionMs } from '../worm.ts'
import { configured } from './configured.ts'
import { requireFlag, requireWord } from './kinds.ts'

export function checkVersioning(document: XmlNode, exchange: BucketExchange): void {
  const status = requireWord(document, 'Status', ['Enabled', 'Suspended'])
  const { store } = exchange.server
  if (status === 'Suspended' && store.buckets.configuration(exchange.bucket.name, 'objectWorm')) {
    throw notTogether('A bucket that locks objects keeps its versioning.')
  }
  if (status === 'Enabled' && retentionMs(exchange) !== null) {
    throw notTogether('A bucket with a retention policy cannot have versioning enabled.')
  }
}

export function checkEnabled(document: XmlNode): void {
  requireFlag(document, 'Enabled')
}

export function checkPublicAccessBlock(document: XmlNode): void {
  requireFlag(document, 'BlockPublicAccess')
}

export function checkRequestPayment(document: XmlNode): void {
  requireWord(document, 'Payer', ['BucketOwner', 'Requester'])
}

export function checkResourceGroup(document: XmlNode): void {
  const group = text(document, 'ResourceGroupId')
  if (group === null) throw malformedXml('ResourceGroupId is missing.')
  if (group !== '' && !group.startsWith('rg-')) {
    const message = 'The resource group id precheck error'
    throw new ServiceError(400, 'ResourceGroupIdPreCheckError', message, { ec: '0039-00000003' })
  }
}

/** The clock of lifecycle rules by last access must not stop under them. */
export function checkAccessMonitor(document: XmlNode, exchange: BucketExchange): void {
  const status = requireWord(document, 'Status', ['Enabled', 'Disabled'])
  const { store } = exchange.server
  if (status === 'Enabled') {
    noteMonitoring(store, exchange.bucket.name, exchange.server.now())
    return
  }
  const lifecycle = configured(store, exchange.bucket.name, 'lifecycle', 'LifecycleConfiguration')
  const rules = lifecycle === null ? [] : children(lifecycle, 'Rule')
  if (!rules.some(goesByAccess)) return
  const message = 'A lifecycle rule counts from the last access.'
  throw new ServiceError(400, 'AccessMonitorDisableNotAllowed', message, {
    ec: '0036-00000005',
  })
}

const algorithms = ['KMS', 'AES256', 'SM4']

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketencryption */
export function checkEncryption(document: XmlNode): void {
  const [rule] = children(document, 'ApplyServerSideEncryptionByDefault')
  if (rule === undefined) throw malformedXml('ApplyServerSideEncryptionByDefault is missing.')
  const algorithm = text(rule, 'SSEAlgorithm') ?? ''
  if (!algorithms.includes(algorithm)) {
    const message = 'The encryption algorithm is not supported.'
    throw new ServiceError(400, 'InvalidEncryptionAlgorithmError', message, {
      ec: '0016-00000801',
      fields: { ArgumentName: 'SSEAlgorithm', ArgumentValue: algorithm },
    })
  }
  const key = text(rule, 'KMSMasterKeyID') ?? ''
  if (key !== '' && algorithm !== 'KMS') {
    throw invalidArgument('A key id goes with KMS only.', 'KMSMasterKeyID', key)
  }
  const data = text(rule, 'KMSDataEncryption') ?? ''
  if (data !== '' && data !== 'SM4') {
    throw invalidArgument('KMSDataEncryption is SM4.', 'KMSDataEncryption', data)
  }
}

const tlsVersions = ['TLSv1.0', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']

export function checkHttpsConfig(document: XmlNode): void {
  const [tls] = children(document, 'TLS')
  if (tls === undefined) throw malformedXml('TLS is missing.')
  const enabled = requireFlag(tls, 'Enable')
  const versions = texts(tls, 'TLSVersion')
  if (enabled && versions.length === 0) throw malformedXml('TLSVersion is missing.')
  for (const version of versions) {
    if (!tlsVersions.includes(version)) throw malformedXml('Unknown TLS version.')
  }
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketlogging */
export function checkLogging(document: XmlNode, { server, bucket }: BucketExchange): void {
  const [enabled] = children(document, 'LoggingEnabled')
  if (enabled === undefined) return
  const name = text(enabled, 'TargetBucket') ?? ''
  const target = server.store.buckets.find(name)
  if (target !== null && target.owner === bucket.owner && target.region === bucket.region) return
  throw new ServiceError(
    400,
    'InvalidTargetBucketForLogging',
    'The target bucket for logging does not exist, is not yours or is in another region.',
    { fields: { TargetBucket: name } },
  )
}

export function checkCallbackPolicy(document: XmlNode): void {
  for (const item of children(document, 'PolicyItem')) {
    if (!text(item, 'PolicyName') || !text(item, 'Callback')) {
      throw malformedXml('An item has a PolicyName and a Callback.')
    }
  }
}

export function checkLogFields(document: XmlNode): void {
  const names = [
    ...children(document, 'HeaderSet').flatMap((set) => texts(set, 'header')),
    ...children(document, 'ParamSet').flatMap((set) => texts(set, 'parameter')),
  ]
  if (names.includes('')) throw malformedXml('A field needs a name.')
}

export interface BucketTag {
  readonly key: string
  readonly value: string
}

export function bucketTags(document: XmlNode): readonly BucketTag[] {
  return children(document, 'TagSet')
    .flatMap((set) => children(set, 'Tag'))
    .map((tag) => ({ key: text(tag, 'Key') ?? '', value: text(tag, 'Value') ?? '' }))
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putbuckettags */
export function checkBucketTags(document: XmlNode): void {
  if (document.TagSet === undefined) throw malformedXml('TagSet is missing.')
  const tags = bucketTags(document)
  if (tags.length > 20) {
    throw new ServiceError(400, 'TooManyTags', 'A bucket has at most 20 tags.')
  }
  if (new Set(tags.map((tag) => tag.key)).size !== tags.length) {
    throw new ServiceError(400, 'RepeatedTags', 'Tag keys must be unique.')
  }
  for (const { key, value } of tags) {
    const keyBytes = Buffer.byteLength(key)
    const reserved = /^(https?:\/\/|aliyun)/i.test(key)
    if (keyBytes < 1 || keyBytes > 64 || reserved || Buffer.byteLength(value) > 128) {
      throw new ServiceError(400, 'InvalidTag', 'A tag is too long or its key is reserved.', {
        fields: { TagKey: key, TagValue: value },
      })
    }
  }
}
