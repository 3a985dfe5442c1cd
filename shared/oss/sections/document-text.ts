/**
 * A document as XML to look at, indented. What is sent is built by the client; this is for the page,
 * which shows what it is about to ask for.
 */
export function documentText(root: string, document: unknown): string {
  return lines(root, document, '').join('\n')
}

function lines(name: string, value: unknown, indent: string): readonly string[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value.flatMap((item) => lines(name, item, indent))
  if (typeof value !== 'object') {
    return [`${indent}<${name}>${escapeText(String(value))}</${name}>`]
  }
  const entries = Object.entries(value)
  const attributes = entries
    .filter(([key]) => key.startsWith('@'))
    .map(([key, text]) => ` ${key.slice(1)}="${escapeText(String(text))}"`)
    .join('')
  const children = entries.flatMap(([key, child]) => {
    if (key.startsWith('@')) return []
    return key === '#text'
      ? [`${indent}  ${escapeText(String(child))}`]
      : lines(key, child, `${indent}  `)
  })
  if (children.length === 0) return [`${indent}<${name}${attributes}></${name}>`]
  return [`${indent}<${name}${attributes}>`, ...children, `${indent}</${name}>`]
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
