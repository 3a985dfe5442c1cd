import type { XmlElement } from './xml.ts'

interface Open {
  readonly name: string
  readonly attributes: XmlElement['attributes']
  readonly children: XmlElement[]
  text: string
}

const none: XmlElement['attributes'] = Object.freeze({})
const plainName = /^[A-Za-z][A-Za-z0-9_-]*$/
const rootWithNamespace = /^([A-Za-z][A-Za-z0-9_-]*) xmlns="([^"<>&]*)"$/
const entity = /&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[a-z]{2,4});/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left to the full parser
const unusualText = /[>\u0000-\u0008\u000b-\u001f]/

/**
 * Parses what the service nearly always sends, elements and text and nothing else, several times as
 * fast as the full parser; listings of millions of keys are made of it. Whatever is unusual (attributes,
 * CDATA, comments, odd characters, bad nesting) answers null, and the full parser decides. `text`: without
 * blanks around it. `decode`: decodes entities.
 */
export function parsePlainXml(
  text: string,
  maxDepth: number,
  decode: (text: string) => string,
): XmlElement | null {
  const stack: Open[] = []
  let at = declarationEnd(text)
  while (at >= 0) {
    const start = text.indexOf('<', at)
    if (start < 0) return null
    if (start > at && !addText(stack.at(-1), text.slice(at, start), decode)) return null
    const end = text.indexOf('>', start)
    if (end < 0) return null
    at = end + 1
    if (text[start + 1] !== '/') {
      const opened = openTag(text.slice(start + 1, end), stack, maxDepth)
      if (opened === null) return null
      stack.push(opened)
      continue
    }
    const closed = stack.pop()
    if (closed?.name !== text.slice(start + 2, end)) return null
    const element = elementOf(closed)
    const parent = stack.at(-1)
    if (!parent) return at === text.length ? element : null
    parent.children.push(element)
  }
  return null
}

const declaration = /^<\?xml version="1\.0"(?: encoding="[A-Za-z0-9._-]+")?[ ]?\?>[ \t\n]*(?=<)/

/** Behind the declaration and the blanks after it; -1 for an unusual one, or one with text behind it. */
function declarationEnd(text: string): number {
  if (!text.startsWith('<?')) return 0
  return declaration.exec(text)?.[0].length ?? -1
}

function openTag(tag: string, stack: readonly Open[], maxDepth: number): Open | null {
  if (stack.length >= maxDepth) return null
  if (plainName.test(tag)) {
    return tag in none ? null : { name: tag, attributes: none, children: [], text: '' }
  }
  const match = stack.length === 0 ? rootWithNamespace.exec(tag) : null
  if (!match?.[1] || match[1] in none) return null
  return { name: match[1], attributes: { xmlns: match[2] ?? '' }, children: [], text: '' }
}

/** Whether the text is inside of an element and has nothing unusual in it. */
function addText(into: Open | undefined, raw: string, decode: (text: string) => string): boolean {
  if (!into || unusualText.test(raw)) return false
  if (!raw.includes('&')) {
    into.text += raw
    return true
  }
  if (raw.replace(entity, '').includes('&')) return false
  into.text += decode(raw)
  return true
}

function elementOf({ name, attributes, children, text }: Open): XmlElement {
  const kept = children.length > 0 && text.trim() === '' ? '' : text
  return { name, attributes, children, text: kept }
}
