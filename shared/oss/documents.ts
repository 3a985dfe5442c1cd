import * as access from './documents/access.ts'
import * as points from './documents/access-points.ts'
import { asyncFetchTask } from './documents/async-fetch.ts'
import * as domains from './documents/cnames.ts'
import * as data from './documents/data.ts'
import * as reports from './documents/inventory.ts'
import * as logs from './documents/logs.ts'
import { metaQuery } from './documents/meta-query.ts'
import * as policies from './documents/policy.ts'
import * as quotas from './documents/quotas.ts'
import * as redundancy from './documents/redundancy.ts'
import * as copies from './documents/replication.ts'
import * as pictures from './documents/styles.ts'
import { website } from './documents/website.ts'
import { worm } from './documents/worm.ts'
import type { SectionDocument } from './section.ts'
import { sections } from './sections.ts'

/**
 * Every bucket configuration that is a document at a sub-resource: those that have a screen, and
 * those that only the client knows so far. Where a bucket has several under ids of their own, one of
 * them (`inventory`) and their list (`inventories`) are documents.
 */
export const documents = {
  ...sections,
  accessMonitor: data.accessMonitor,
  accessPoint: points.accessPoint,
  accessPointPolicy: points.accessPointPolicy,
  accessPointPublicAccessBlock: points.accessPointPublicAccessBlock,
  accessPoints: points.accessPoints,
  archiveDirectRead: access.archiveDirectRead,
  asyncFetchTask,
  callbackPolicy: access.callbackPolicy,
  cnames: domains.cnames,
  cnameToken: domains.cnameToken,
  encryption: data.encryption,
  httpsConfig: access.httpsConfig,
  inventories: reports.inventories,
  inventory: reports.inventory,
  logging: logs.logging,
  metaQuery,
  policy: policies.policy,
  policyStatus: policies.policyStatus,
  publicAccessBlock: access.publicAccessBlock,
  qosInfo: quotas.qosInfo,
  redundancyTransition: redundancy.redundancyTransition,
  redundancyTransitions: redundancy.redundancyTransitions,
  referer: access.referer,
  replication: copies.replication,
  replicationLocation: copies.replicationLocation,
  replicationProgress: copies.replicationProgress,
  requestPayment: access.requestPayment,
  requesterQos: quotas.requesterQos,
  requestersQos: quotas.requestersQos,
  resourceGroup: data.resourceGroup,
  storageCapacity: quotas.storageCapacity,
  style: pictures.style,
  styles: pictures.styles,
  tagging: data.tagging,
  transferAcceleration: access.transferAcceleration,
  userDefinedLogFields: logs.userDefinedLogFields,
  versioning: data.versioning,
  website,
  worm,
} as const

export type DocumentName = keyof typeof documents

export const documentNames = Object.keys(documents) as readonly DocumentName[]

/** As `sectionOf`: only what its own `schema` has parsed may be given to it. */
export function documentOf(name: DocumentName): SectionDocument {
  return documents[name] as unknown as SectionDocument
}
