import type { SectionTarget } from '../../shared/bucket-config.ts'
import { sectionOf } from '../../shared/oss/sections.ts'
import type { Sessions } from '../accounts/sessions.ts'
import { changeDocument, readDocument } from '../oss/bucket-document.ts'
import { fingerprintOf } from './fingerprint.ts'

/** What a bucket had when it was asked. */
export interface Reading {
  readonly document: unknown
  readonly set: boolean
  readonly fingerprint: string
}

/** "Not set" is an ordinary answer here: the section's empty document. */
export async function readSection(sessions: Sessions, target: SectionTarget): Promise<Reading> {
  const section = sectionOf(target.section)
  const client = await sessions.client(target.accountId)
  const { document, set } = await readDocument(client, section, { bucket: target.bucket })
  return { document, set, fingerprint: fingerprintOf(section, document, set) }
}

/** Makes of what the bucket has, as it was just read, `after`. */
export async function writeSection(
  sessions: Sessions,
  target: SectionTarget,
  before: unknown,
  after: unknown,
): Promise<void> {
  const client = await sessions.client(target.accountId)
  const { section, bucket } = target
  await changeDocument(client, sectionOf(section), { bucket }, before, after)
}
