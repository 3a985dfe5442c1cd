import { percentEncode } from '../encoding.ts'
import { invalidArgument } from '../errors.ts'
import type { Query } from '../request.ts'

const maxPage = 1000

/** Throws InvalidArgument for what is no number from 1 to `most`. */
export function pageSize(query: Query, name: string, defaultSize: number, most = maxPage): number {
  const value = query.get(name)
  if (value === null || value === '') return defaultSize
  const size = /^\d+$/.test(value) ? Number(value) : 0
  if (size < 1 || size > most) {
    throw invalidArgument(`Argument ${name} must be an integer from 1 to ${most}.`, name, value)
  }
  return size
}

interface TokenPage<Item> {
  readonly items: readonly Item[]
  readonly size: number
  /** As the request has it: the id of the last item of the page before. */
  readonly token: string
  /** Empty on the last page. */
  readonly next: string
  readonly truncated: boolean
}

/** A page by `continuation-token` and `max-keys`, by id, so that a token means the same on each. */
export function tokenPage<Item>(
  query: Query,
  all: readonly Item[],
  idOf: (item: Item) => string,
  most = maxPage,
): TokenPage<Item> {
  const token = query.get('continuation-token') ?? ''
  const size = pageSize(query, 'max-keys', 100, most)
  const left = all.filter((item) => idOf(item) > token).sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
  const items = left.slice(0, size)
  const last = items.at(-1)
  const truncated = left.length > items.length
  const next = truncated && last !== undefined ? idOf(last) : ''
  return { items, size, token, next, truncated }
}

/** Throws InvalidArgument when it is longer than any key could be. */
export function boundedText(query: Query, name: string): string {
  const value = query.get(name) ?? ''
  if (Buffer.byteLength(value) > 1024) {
    throw invalidArgument(`Argument ${name} is too long.`, name, value)
  }
  return value
}

export interface Encoding {
  /** Element of the answer; null when the client asked for no encoding. */
  readonly type: 'url' | null
  readonly encode: (value: string) => string
}

export function readEncoding(query: Query): Encoding {
  const value = query.get('encoding-type')
  if (value === null) return { type: null, encode: (plain) => plain }
  if (value !== 'url') throw invalidArgument('Invalid Encoding Method.', 'encoding-type', value)
  return { type: 'url', encode: (plain) => percentEncode(plain) }
}

/**
 * The first text after everything that begins with `prefix`, in UTF-8 byte order, which is the
 * order of code points. Null when there is none.
 */
export function afterPrefix(prefix: string): string | null {
  const points = [...prefix].map((character) => character.codePointAt(0) ?? 0)
  while (points.length > 0) {
    const last = points.pop() as number
    if (last >= 0x10ffff) continue
    // Surrogates are no code points of their own.
    const next = last + 1 >= 0xd800 && last + 1 <= 0xdfff ? 0xe000 : last + 1
    return String.fromCodePoint(...points, next)
  }
  return null
}

export interface Entry<Item> {
  readonly item: Item | null
  /** Set for a group of keys instead of one. */
  readonly commonPrefix: string | null
  readonly marker: string
}

export interface Page<Item> {
  readonly entries: readonly Entry<Item>[]
  readonly truncated: boolean
}

interface ListQuery {
  readonly prefix: string
  readonly delimiter: string
  /** Exclusive; may be a common prefix of an earlier page. */
  readonly marker: string
  readonly maxEntries: number
}

/**
 * One page of keys and common prefixes. `scan` yields in key order from `start`; it is started
 * again behind each common prefix, so that a folder of a million keys costs one step.
 */
export function listPage<Item extends { readonly key: string }>(
  query: ListQuery,
  scan: (start: string, inclusive: boolean) => Iterable<Item>,
): Page<Item> {
  const { prefix, delimiter, marker, maxEntries } = query
  const entries: Entry<Item>[] = []
  let start = marker
  let inclusive = false
  if (compareUtf8(prefix, marker) > 0 && !marker.startsWith(prefix)) {
    start = prefix
    inclusive = true
  }
  const grouped = delimiter === '' ? null : groupOf(marker, prefix, delimiter)
  if (grouped !== null && grouped === marker) {
    const behind = afterPrefix(grouped)
    if (behind === null) return { entries, truncated: false }
    start = behind
    inclusive = true
  }
  for (;;) {
    let restart: string | null = null
    for (const item of scan(start, inclusive)) {
      if (!item.key.startsWith(prefix)) {
        if (compareUtf8(item.key, prefix) < 0) continue
        break
      }
      if (entries.length === maxEntries) return { entries, truncated: true }
      const group = delimiter === '' ? null : groupOf(item.key, prefix, delimiter)
      if (group === null) {
        entries.push({ item, commonPrefix: null, marker: item.key })
        continue
      }
      entries.push({ item: null, commonPrefix: group, marker: group })
      restart = afterPrefix(group)
      if (restart === null) return { entries, truncated: false }
      break
    }
    if (restart === null) return { entries, truncated: false }
    start = restart
    inclusive = true
  }
}

function groupOf(key: string, prefix: string, delimiter: string): string | null {
  if (!key.startsWith(prefix)) return null
  const end = key.indexOf(delimiter, prefix.length)
  return end < 0 ? null : key.slice(0, end + delimiter.length)
}

function compareUtf8(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'))
}
