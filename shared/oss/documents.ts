import * as access from './documents/access.ts'
import * as data from './documents/data.ts'
import * as logs from './documents/logs.ts'
import { website } from './documents/website.ts'
import type { SectionDocument } from './section.ts'
import { sections } from './sections.ts'

/**
 * Every bucket configuration that is a document at a sub-resource: those that have a screen, and
 * those that only the client knows so far.
 */
export const documents = {
  ...sections,
  accessMonitor: data.accessMonitor,
  archiveDirectRead: access.archiveDirectRead,
  encryption: data.encryption,
  httpsConfig: access.httpsConfig,
  logging: logs.logging,
  publicAccessBlock: access.publicAccessBlock,
  referer: access.referer,
  requestPayment: access.requestPayment,
  resourceGroup: data.resourceGroup,
  tagging: data.tagging,
  transferAcceleration: access.transferAcceleration,
  userDefinedLogFields: logs.userDefinedLogFields,
  versioning: data.versioning,
  website,
} as const

export type DocumentName = keyof typeof documents

export const documentNames = Object.keys(documents) as readonly DocumentName[]

/** As `sectionOf`: only what its own `schema` has parsed may be given to it. */
export function documentOf(name: DocumentName): SectionDocument {
  return documents[name] as unknown as SectionDocument
}
