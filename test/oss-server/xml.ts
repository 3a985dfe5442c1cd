import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { malformedXml } from './errors.ts'

/** Null is left out, an array repeats its element, the order of the names is the order of output. */
export type XmlValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly XmlValue[]
  | { readonly [name: string]: XmlValue }

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'

export function xmlDocument(root: string, value: XmlValue): string {
  return declaration + xmlElement(root, value)
}

/** For documents whose children are mixed: values, and elements that are written already. */
export function xmlDocumentOf(
  root: string,
  contents: readonly ({ readonly [name: string]: XmlValue } | string)[],
): string {
  const inner = contents.map((each) => (typeof each === 'string' ? each : xmlContent(each)))
  return `${declaration}<${root}>${inner.join('')}</${root}>`
}

export function xmlElement(name: string, value: XmlValue): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map((item: XmlValue) => xmlElement(name, item)).join('')
  if (typeof value !== 'object') return `<${name}>${escapeXml(String(value))}</${name}>`
  return `<${name}>${xmlContent(value as { readonly [child: string]: XmlValue })}</${name}>`
}

function xmlContent(value: { readonly [name: string]: XmlValue }): string {
  let inner = ''
  for (const [child, childValue] of Object.entries(value)) inner += xmlElement(child, childValue)
  return inner
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
}

/** Control characters become numeric references: XML 1.0 cannot carry most of them at all. */
function escapeXml(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to be escaped
    /[&<>\u0000-\u0008\u000b-\u001f]/g,
    (character) => entities[character] ?? `&#${character.charCodeAt(0)};`,
  )
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

/** Control characters too: what is deleted by such a name must be that object and no other. */
function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|([a-z]{2,4}));/g,
    (whole, dec, hex, name) => {
      if (name !== undefined) return named[String(name)] ?? whole
      const code = dec === undefined ? Number.parseInt(String(hex), 16) : Number(dec)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}

const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  processEntities: false,
  tagValueProcessor: (_name, value) => decodeEntities(value),
  removeNSPrefix: true,
  isArray: (_name, path) => String(path).includes('.'),
})

/** Below the root every element is a list, so that one rule and many rules have the same shape. */
export interface XmlNode {
  readonly [name: string]: readonly (XmlNode | string)[]
}

/** Throws MalformedXML when the text is no XML or its root is another one. */
export function parseXml(source: string, root: string): XmlNode {
  // CDATA as the text that it stands for; blanks before the declaration are forgiven, as they are there.
  const text = source
    .trimStart()
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_all, content: string) => escapeXml(content))
  const valid = XMLValidator.validate(text)
  if (valid !== true)
    throw malformedXml(`The XML you provided was not well-formed: ${valid.err.msg}`)
  const parsed = parser.parse(text) as Record<string, XmlNode | string>
  const found = parsed[root]
  if (found === undefined) throw malformedXml(`The root element must be ${root}.`)
  return typeof found === 'string' ? {} : found
}

/** The child elements of that name which have children of their own, or are empty. */
export function children(node: XmlNode, name: string): readonly XmlNode[] {
  return (node[name] ?? []).map((child) => (typeof child === 'string' ? {} : child))
}

export function texts(node: XmlNode, name: string): readonly string[] {
  return (node[name] ?? []).map((child) => (typeof child === 'string' ? child : ''))
}

/** Text of the first such child, or null. */
export function text(node: XmlNode, name: string): string | null {
  return texts(node, name)[0] ?? null
}

/** A parsed element as a value that can be written again. */
export function nodeFields(node: XmlNode): { readonly [name: string]: XmlValue } {
  const fields: Record<string, XmlValue> = {}
  for (const [name, list] of Object.entries(node)) {
    // Blanks between elements.
    if (name === '#text') continue
    fields[name] = list.map((child) => (typeof child === 'string' ? child : nodeFields(child)))
  }
  return fields
}
