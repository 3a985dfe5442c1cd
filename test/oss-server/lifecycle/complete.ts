import { randomUUID } from 'node:crypto'
import type { BucketExchange } from '../exchange.ts'
import { goesByAccess } from '../operations/lifecycle.ts'
import { children, nodeFields, text, type XmlNode, xmlDocument } from '../xml.ts'
import { monitoredSinceMs } from './access-time.ts'

/**
 * What the service adds to the rules that it stores: an ID where there is none, and since when
 * accesses are recorded where that counts. Null = nothing, the document stays as it came.
 */
export function completeLifecycle(
  document: XmlNode,
  { server, bucket }: BucketExchange,
): string | null {
  const rules = children(document, 'Rule')
  if (rules.every(isComplete)) return null
  const sinceS = Math.floor((monitoredSinceMs(server.store, bucket.name) ?? 0) / 1000)
  const completed = rules.map((rule) => ({
    ...nodeFields(rule),
    ID: text(rule, 'ID') || randomUUID(),
    AtimeBase: goesByAccess(rule) ? sinceS : null,
  }))
  return xmlDocument('LifecycleConfiguration', { ...nodeFields(document), Rule: completed })
}

function isComplete(rule: XmlNode): boolean {
  const named = (text(rule, 'ID') ?? '') !== ''
  return named && !goesByAccess(rule) && rule.AtimeBase === undefined
}
