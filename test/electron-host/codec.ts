/**
 * Values on their way between the page and this process. Electron uses structured clone; the app's
 * contract needs JSON and `undefined`. Anything else is an error here, loudly, and never a loss.
 * The page has the same two functions in `page-script.ts`.
 */
const undefinedMark = { $host: 'undefined' }

export function encode(value: unknown): string {
  return JSON.stringify(mark(value))
}

export function decode(text: string): unknown {
  return unmark(JSON.parse(text))
}

function mark(value: unknown): unknown {
  if (value === undefined) return undefinedMark
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return value
    throw new Error(`the stand-in cannot carry ${value}`)
  }
  if (Array.isArray(value)) return value.map(mark)
  if (isPlain(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, mark(entry)]))
  }
  throw new Error('An object could not be cloned.')
}

function unmark(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unmark)
  if (typeof value !== 'object' || value === null) return value
  if ((value as { $host?: unknown }).$host === 'undefined') return undefined
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, unmark(entry)]))
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}
