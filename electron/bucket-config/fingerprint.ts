import { createHash } from 'node:crypto'
import type { Section } from '../../shared/oss/section.ts'
import { contentOf } from '../../shared/oss/section-action.ts'
import { canonicalText } from '../../shared/oss/sections/same.ts'

/**
 * Equal for documents that say the same, whatever the order of elements and what the service adds; and
 * whatever the order of rules where it means nothing.
 */
export function fingerprintOf(section: Section, document: unknown, set: boolean): string {
  const content = contentOf(section, document)
  const text = canonicalText(section.ordered ? content : inOneOrder(content))
  return createHash('sha256').update(`${section.name}\n${set}\n${text}`).digest('hex')
}

function inOneOrder(content: unknown): unknown {
  const entries = Object.entries(content as object).map(([name, value]) =>
    Array.isArray(value) ? [name, value.map(canonicalText).sort()] : [name, value],
  )
  return Object.fromEntries(entries)
}
