import type { SectionTarget } from '../../shared/bucket-config.ts'
import { toFailure } from '../../shared/ipc/failure.ts'
import { sectionOf } from '../../shared/oss/sections.ts'
import type { Sessions } from '../accounts/sessions.ts'
import { sectionOperations } from '../oss/operations/section.ts'
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
  try {
    const document = await client.call(sectionOperations(section).get, { bucket: target.bucket })
    const set = !section.isEmpty(document)
    return { document, set, fingerprint: fingerprintOf(section, document, set) }
  } catch (error) {
    if (section.absentCode === null || toFailure(error).code !== section.absentCode) throw error
    const document = section.empty
    return { document, set: false, fingerprint: fingerprintOf(section, document, false) }
  }
}

/** Replaces what the bucket has; an empty document removes it where the service can. */
export async function writeSection(
  sessions: Sessions,
  target: SectionTarget,
  document: unknown,
): Promise<void> {
  const section = sectionOf(target.section)
  const client = await sessions.client(target.accountId)
  const operations = sectionOperations(section)
  const { bucket } = target
  if (section.deletable && section.isEmpty(document)) {
    await client.call(operations.delete, { bucket })
  } else {
    await client.call(operations.put, { bucket, document })
  }
}
