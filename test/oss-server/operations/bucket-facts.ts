import { blocksPublicAccess } from '../access.ts'
import type { BucketExchange } from '../exchange.ts'
import { type Reply, xmlReply } from '../reply.ts'
import { children, text, type XmlValue } from '../xml.ts'
import { bucketXml, ownerXml, resourceGroupOf } from './buckets.ts'
import { configured, isSwitchedOn, switches } from './configuration/configured.ts'
import { replicationRules } from './replication.ts'

/** https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketinfo */
export function getBucketInfo(exchange: BucketExchange): Reply {
  const { bucket, server } = exchange
  const { store } = server
  const versioning = configured(store, bucket.name, 'versioning', 'VersioningConfiguration')
  const word = (on: boolean): string => (on ? 'Enabled' : 'Disabled')
  return xmlReply('BucketInfo', {
    Bucket: {
      ...bucketXml(bucket),
      AccessControlList: { Grant: bucket.acl },
      AccessMonitor: word(isSwitchedOn(store, bucket.name, switches.accessMonitored)),
      BlockPublicAccess: blocksPublicAccess(exchange, bucket),
      BucketPolicy: logTarget(exchange),
      Comment: '',
      CrossRegionReplication: word(replicationRules(exchange).length > 0),
      DataRedundancyType: bucket.redundancy,
      Owner: ownerXml(bucket.owner),
      ResourceGroupId: resourceGroupOf(exchange, bucket.name),
      ServerSideEncryptionRule: encryptionRule(exchange),
      TransferAcceleration: word(isSwitchedOn(store, bucket.name, switches.accelerated)),
      Versioning: versioning === null ? null : text(versioning, 'Status'),
    },
  })
}

function logTarget({ server, bucket }: BucketExchange): XmlValue {
  const logging = configured(server.store, bucket.name, 'logging', 'BucketLoggingStatus')
  const [enabled] = logging === null ? [] : children(logging, 'LoggingEnabled')
  return {
    LogBucket: (enabled && text(enabled, 'TargetBucket')) ?? '',
    LogPrefix: (enabled && text(enabled, 'TargetPrefix')) ?? '',
  }
}

function encryptionRule({ server, bucket }: BucketExchange): XmlValue {
  const document = configured(server.store, bucket.name, 'encryption', 'ServerSideEncryptionRule')
  const [rule] = document === null ? [] : children(document, 'ApplyServerSideEncryptionByDefault')
  if (rule === undefined) return { SSEAlgorithm: 'None' }
  return {
    SSEAlgorithm: text(rule, 'SSEAlgorithm'),
    KMSMasterKeyID: text(rule, 'KMSMasterKeyID') || null,
    KMSDataEncryption: text(rule, 'KMSDataEncryption') || null,
  }
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketstat */
export function getBucketStat(exchange: BucketExchange): Reply {
  const { store } = exchange.server
  const { name } = exchange.bucket
  const { classes, deleteMarkers } = store.statistics(name)
  const uploads = store.uploads.counts(name)
  const of = (storageClass: string) => classes.find((each) => each.storageClass === storageClass)
  const sum = (pick: (each: (typeof classes)[number]) => number): number =>
    classes.reduce((total, each) => total + pick(each), 0)
  const newestMs = classes.reduce((newest, each) => Math.max(newest, each.modifiedMs), 0)
  const real = (label: string, storageClass: string): XmlValue => ({
    [`${label}Storage`]: of(storageClass)?.billedBytes ?? 0,
    [`${label}RealStorage`]: of(storageClass)?.bytes ?? 0,
    [`${label}ObjectCount`]: of(storageClass)?.objects ?? 0,
  })
  return xmlReply('BucketStat', {
    Storage: sum((each) => each.bytes),
    ObjectCount: sum((each) => each.objects),
    MultipartUploadCount: uploads.uploads,
    MultipartPartCount: uploads.parts,
    LiveChannelCount: store.channels.count(name),
    LastModifiedTime: Math.floor(newestMs / 1000),
    StandardStorage: of('Standard')?.bytes ?? 0,
    StandardObjectCount: of('Standard')?.objects ?? 0,
    ...Object.assign(
      {},
      real('InfrequentAccess', 'IA'),
      real('Archive', 'Archive'),
      real('ColdArchive', 'ColdArchive'),
      real('DeepColdArchive', 'DeepColdArchive'),
    ),
    DeleteMarkerCount: deleteMarkers,
  })
}
