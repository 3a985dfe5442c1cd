import { malformedXml } from '../../errors.ts'
import type { BucketExchange } from '../../exchange.ts'
import { text, type XmlNode } from '../../xml.ts'

/** A sub-resource that is stored as it comes and returned as it was stored. */
export interface Configuration {
  /** Under which it is stored. */
  readonly name: string
  /** Query parameters that ask for it, `name` or `name=value`; default its name. */
  readonly query?: readonly string[]
  readonly operation: string
  /** Root element; null = the document is JSON. */
  readonly root: string | null
  /** Code of the 404 while it is not set; null = an empty document. */
  readonly absentCode: string | null
  /** The document while it is not set, when there is no 404; default the empty root. */
  readonly absentDocument?: string
  readonly deletable: boolean
  readonly maxBytes?: number
  readonly check?: (document: XmlNode, exchange: BucketExchange, body: string) => void
  /** What is stored instead when the service adds something of its own; null = it came complete. */
  readonly complete?: (document: XmlNode, exchange: BucketExchange) => string | null
}

/** Null when the element is not there. Some libraries write `True`. */
export function readFlag(node: XmlNode, name: string): boolean | null {
  const value = text(node, name)
  if (value === null) return null
  const lower = value.trim().toLowerCase()
  if (lower !== 'true' && lower !== 'false') throw malformedXml(`${name} must be true or false.`)
  return lower === 'true'
}

export function requireFlag(node: XmlNode, name: string): boolean {
  const flag = readFlag(node, name)
  if (flag === null) throw malformedXml(`${name} is missing.`)
  return flag
}

/** The text of a required element that takes one of a few words. */
export function requireWord(node: XmlNode, name: string, words: readonly string[]): string {
  const value = text(node, name)
  if (value === null || !words.includes(value)) {
    throw malformedXml(`${name} must be one of ${words.join(', ')}.`)
  }
  return value
}
