import { percentDecode } from '../../../shared/oss/encoding.ts'
import { InputError } from '../../../shared/oss/input-error.ts'
import { crc64Of } from '../crc64.ts'
import type { AnswerParts } from '../operation.ts'
import { badXml, childText, type XmlElement } from '../xml.ts'

export const xmlType = 'application/xml'

/** Text of a child that every answer of this kind has. Throws `client.bad-response`. */
export function required(parent: XmlElement, name: string): string {
  const text = childText(parent, name)
  if (text === undefined) throw badXml(`${parent.name} has no ${name}`)
  return text
}

/** A decimal integer that fits a number (sizes end at 48.8e12). Throws `client.bad-response`. */
export function integer(text: string | undefined, what: string): number {
  const value = text !== undefined && /^\d{1,16}$/.test(text.trim()) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(value)) throw badXml(`${what} is no integer: ${text}`)
  return value
}

/** As `integer`, of a header that may be missing. Throws `client.bad-response`. */
export function headerInteger(answer: AnswerParts, name: string): number | null {
  const text = orNull(answer.headers[name])
  return text === null ? null : integer(text, name)
}

export function flag(text: string | undefined): boolean {
  return text?.trim().toLowerCase() === 'true'
}

/** '' and undefined become null. */
export function orNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text
}

/** ISO 8601 UTC of either form of time that the service sends; null when it is none. */
export function timeOf(text: string | undefined): string | null {
  if (text === undefined || text === '') return null
  // By far the most frequent, a thousand times a page.
  if (
    /^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.000Z$/.test(
      text,
    )
  ) {
    return text
  }
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? null : new Date(ms).toISOString()
}

/** Without quotes: they are put back where the service wants them. */
export function unquote(etag: string | undefined): string {
  return (etag ?? '').trim().replace(/^"(.*)"$/, '$1')
}

export function quote(etag: string): string {
  return etag.startsWith('"') ? etag : `"${etag}"`
}

/**
 * Decodes keys and prefixes of an answer, which are encoded only if the answer says so. A plus
 * stands for a blank there: a plus itself always comes as %2B.
 */
export function nameDecoder(root: XmlElement): (text: string) => string {
  if (childText(root, 'EncodingType') !== 'url') return (text) => text
  return (text) => percentDecode(text.replaceAll('+', '%20'))
}

export function crc64Header(answer: AnswerParts): string | null {
  return crc64Of(answer.headers['x-oss-hash-crc64ecma'])
}

/** `cn-hangzhou` of `oss-cn-hangzhou`. */
export function shortRegion(location: string | undefined): string | null {
  return orNull(location?.trim().replace(/^oss-/, ''))
}

/** Throws `input.invalid` with `details.field`. */
export function checkRange(name: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return
  throw new InputError(name, `${name} must be ${low} to ${high}, not ${value}`)
}
