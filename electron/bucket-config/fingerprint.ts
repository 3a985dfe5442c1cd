import { createHash } from 'node:crypto'
import type { Section } from '../../shared/oss/section.ts'
import { canonicalText, withoutElements } from '../../shared/oss/sections/same.ts'

/** Equal for documents that say the same, whatever the order of elements and what the service adds. */
export function fingerprintOf(section: Section, document: unknown, set: boolean): string {
  const text = canonicalText(withoutElements(document, section.serviceMade))
  return createHash('sha256').update(`${section.name}\n${set}\n${text}`).digest('hex')
}
