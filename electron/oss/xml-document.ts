import { parseXmlOf, type XmlElement } from './xml.ts'

/**
 * A configuration document as plain data: element names stay names, text stays strings. An element
 * without children and attributes is its text; any other is an object. Attributes are `@name`, text
 * beside attributes or children is `#text`.
 */
export type XmlValue = string | XmlObject | readonly XmlValue[]
export interface XmlObject {
  readonly [name: string]: XmlValue
}

/**
 * Parses a configuration so that nothing is lost: unknown elements and the order of names are kept,
 * and `buildDocument` writes it back the same (equal names that were apart come together).
 * `arrays` are paths below the root (`CORSRule.AllowedOrigin`) that are arrays even when there is one;
 * any other name that repeats becomes an array by itself. An empty element is ''.
 * Throws `client.bad-response`.
 */
export function parseDocument(
  source: string | Uint8Array,
  options: { readonly root: string; readonly arrays: readonly string[] },
): XmlObject {
  const value = plainOf(parseXmlOf(options.root, source), '', new Set(options.arrays))
  if (typeof value === 'string') return value.trim() === '' ? {} : { '#text': value }
  return value as XmlObject
}

function plainOf(element: XmlElement, path: string, arrays: ReadonlySet<string>): XmlValue {
  const attributes = Object.entries(element.attributes).filter(([name]) => !isNamespace(name))
  if (element.children.length === 0 && attributes.length === 0) return element.text
  const groups = new Map<string, XmlValue[]>()
  for (const part of element.children) {
    const below = path === '' ? part.name : `${path}.${part.name}`
    const group = groups.get(part.name)
    if (group) group.push(plainOf(part, below, arrays))
    else groups.set(part.name, [plainOf(part, below, arrays)])
  }
  const entries: [string, XmlValue][] = attributes.map(([name, text]) => [`@${name}`, text])
  if (element.text !== '') entries.push(['#text', element.text])
  for (const [name, values] of groups) {
    const below = path === '' ? name : `${path}.${name}`
    const [first] = values
    const single = values.length === 1 && first !== undefined && !arrays.has(below)
    entries.push([name, single ? first : values])
  }
  return Object.fromEntries(entries)
}

function isNamespace(attribute: string): boolean {
  return attribute === 'xmlns' || attribute.startsWith('xmlns:')
}

/**
 * Writes a document in the order of its properties. undefined and null are left out, '' becomes an
 * empty element, numbers and booleans are written as text.
 */
export function buildDocument(root: string, document: unknown): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementText(root, document)}`
}

function elementText(name: string, value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map((each) => elementText(name, each)).join('')
  if (typeof value !== 'object') return `<${name}>${escapeXml(String(value))}</${name}>`
  let attributes = ''
  let content = ''
  for (const [key, part] of Object.entries(value)) {
    if (key === '#text') content += escapeXml(String(part))
    else if (key.startsWith('@')) attributes += ` ${key.slice(1)}="${escapeXml(String(part))}"`
    else content += elementText(key, part)
  }
  return `<${name}${attributes}>${content}</${name}>`
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/**
 * Control characters become numeric references, so that a carriage return survives parsing. Those
 * below space are outside XML 1.0, where strict parsers refuse them: avoid sending such keys in XML.
 */
function escapeXml(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be escaped
    /[&<>"'\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g,
    (char) => escapes[char] ?? `&#x${char.charCodeAt(0).toString(16).toUpperCase()};`,
  )
}
