import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { FailureError, localFailure } from '../../shared/ipc/failure.ts'
import { parsePlainXml } from './xml-plain.ts'

/** An element as it stood in the document: children in order, text decoded, blanks kept. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** All character data directly inside, joined. Blanks between child elements are left out. */
  readonly text: string
}

/** A page of 1000 keys of 1023 encoded bytes each is about 4 MB. */
const maxXmlBytes = 32 * 1024 * 1024
const maxDepth = 64

/** Values stay strings and entities stay encoded: `text` decodes them, and CDATA has none. */
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  cdataPropName: '#cdata',
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: maxDepth,
  jPath: false,
})

type Ordered = Readonly<Record<string, unknown>>

/**
 * Parses a whole document and answers its root. Strict about what is dangerous to guess: a document
 * that is cut off, badly nested, deeper than 64 levels, larger than 32 MB or has a DOCTYPE throws
 * `client.bad-response`, and so does anything else that is no XML. Never throws something else.
 */
export function parseXml(source: string | Uint8Array): XmlElement {
  const text = typeof source === 'string' ? source : Buffer.from(source).toString('utf8')
  if (text.length > maxXmlBytes) throw badXml('larger than 32 MB')
  const trimmed = text.replace(/^\ufeff/, '').trim()
  // Never sent by the service; entities of its own are how documents are made to explode.
  if (/<!(?!--|\[CDATA\[)/i.test(trimmed)) throw badXml('has a DOCTYPE')
  return parsePlainXml(trimmed, maxDepth, decodeEntities) ?? parseFully(trimmed)
}

/** The full parser alone; `text` has no blanks around it and no DOCTYPE. */
export function parseFully(text: string): XmlElement {
  let nodes: readonly Ordered[]
  try {
    const valid = XMLValidator.validate(text)
    if (valid !== true) throw badXml(valid.err.msg)
    nodes = parser.parse(text) as readonly Ordered[]
  } catch (error) {
    if (error instanceof FailureError) throw error
    throw badXml(error instanceof Error ? error.message : String(error))
  }
  const roots = nodes.filter((node) => nameOf(node) !== '#text')
  if (roots.length !== 1 || !roots[0]) throw badXml('has no single root element')
  return elementOf(roots[0])
}

/** As `parseXml`, and the root must have this name. */
export function parseXmlOf(root: string, source: string | Uint8Array): XmlElement {
  const element = parseXml(source)
  if (element.name !== root) throw badXml(`root is ${element.name}, not ${root}`)
  return element
}

export function child(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return parent?.children.find((element) => element.name === name)
}

export function childrenOf(parent: XmlElement | undefined, name: string): readonly XmlElement[] {
  return parent?.children.filter((element) => element.name === name) ?? []
}

/** Text of the first child of that name; undefined when there is none, '' when it is empty. */
export function childText(parent: XmlElement | undefined, name: string): string | undefined {
  return child(parent, name)?.text
}

export function badXml(message: string): FailureError {
  return new FailureError(
    localFailure('client.bad-response', `XML: ${message.slice(0, 200)}`, {}, true),
  )
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

/** The five named entities and numeric references; others, and impossible numbers, stay as they are. */
function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|([a-z]{2,4}));/g,
    (whole, dec, hex, name) => {
      if (name !== undefined) return entities[name as string] ?? whole
      const code = dec === undefined ? Number.parseInt(hex as string, 16) : Number(dec)
      const possible = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
      return possible ? String.fromCodePoint(code) : whole
    },
  )
}

function elementOf(node: Ordered): XmlElement {
  const name = nameOf(node)
  const content = (node[name] ?? []) as readonly Ordered[]
  const children: XmlElement[] = []
  let text = ''
  for (const part of content) {
    const kind = nameOf(part)
    if (kind === '#text') text += decodeEntities(String(part['#text']))
    else if (kind === '#cdata') text += cdataOf(part)
    else children.push(elementOf(part))
  }
  if (children.length > 0 && text.trim() === '') text = ''
  return { name: localName(name), attributes: attributesOf(node), children, text }
}

function nameOf(node: Ordered): string {
  for (const key in node) if (key !== ':@') return key
  return '#text'
}

/** Prefixes carry nothing here: the service uses one default namespace at most. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function cdataOf(part: Ordered): string {
  const inner = part['#cdata'] as readonly Ordered[] | undefined
  return String(inner?.[0]?.['#text'] ?? '')
}

function attributesOf(node: Ordered): Readonly<Record<string, string>> {
  const raw = node[':@'] as Readonly<Record<string, unknown>> | undefined
  if (!raw) return {}
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name, decodeEntities(String(value))]),
  )
}
