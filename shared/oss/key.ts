import { utf8Length } from './encoding.ts'
import { maxKeyBytes } from './limits.ts'

/** Why a key has no safe name in a folder, or a local name no valid key. */
export type NameRefusal =
  /** The key does not start with the prefix that names are relative to. */
  | 'outside-prefix'
  /** A name longer than file systems take, or a key longer than 1023 bytes. */
  | 'too-long'
  /** Half of a surrogate pair: it has no UTF-8 form. */
  | 'not-unicode'
  /** A key may not be empty or begin with `/` or `\`. */
  | 'bad-key'

export type LocalPath =
  | {
      readonly ok: true
      /** File names from the target folder down; each is exactly one safe name. Empty = the folder. */
      readonly segments: readonly string[]
      /** The key ends in `/`: a folder marker. */
      readonly folder: boolean
    }
  | { readonly ok: false; readonly reason: NameRefusal }

export type KeyResult =
  | { readonly ok: true; readonly key: string }
  | { readonly ok: false; readonly reason: NameRefusal }

/** A folder marker is an object of no bytes whose key ends in `/`. */
export function isFolderKey(key: string): boolean {
  return key.endsWith('/')
}

/** `a/b/` of `a/b/c` and of `a/b/c/`; '' at the top. */
export function parentPrefix(key: string): string {
  return key.slice(0, key.lastIndexOf('/', key.length - 2) + 1)
}

/** `c` of `a/b/c` and of `a/b/c/`. */
export function nameOf(key: string): string {
  return key.slice(parentPrefix(key).length, isFolderKey(key) ? -1 : undefined)
}

/** The service's order: by UTF-8 bytes, which is the order of code points, not that of `<`. */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index)
    const right = b.charCodeAt(index)
    if (left !== right) return codePointRank(left) - codePointRank(right)
  }
  return a.length - b.length
}

/** Surrogates stand for code points above all others, but are not the highest units. */
function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000
}

/**
 * The key for local names below a prefix. Names are taken as they are, also those that
 * `localPathOf` would have escaped. https://help.aliyun.com/zh/oss/user-guide/object-naming-conventions
 */
export function keyOf(
  prefix: string,
  segments: readonly string[],
  kind: 'file' | 'folder' = 'file',
): KeyResult {
  const name = segments.join('/')
  const key = kind === 'folder' && name !== '' ? `${prefix}${name}/` : prefix + name
  const reason = keyRefusal(key)
  return reason === null ? { ok: true, key } : { ok: false, reason }
}

/** null = the service takes it. */
export function keyRefusal(key: string): NameRefusal | null {
  if (!key.isWellFormed()) return 'not-unicode'
  if (key === '' || key.startsWith('/') || key.startsWith('\\')) return 'bad-key'
  return utf8Length(key) > maxKeyBytes ? 'too-long' : null
}

/**
 * Where a key goes below a target folder when it is downloaded. Whatever the key, the answer never
 * leaves the folder: every segment is a plain name on that platform.
 *
 * Names that a file system would refuse or read as something else are escaped: U+FF05 (a full-width
 * percent sign, which names hardly ever contain) and two hex digits stand for a character, U+FF05
 * and `-` for an empty name (`a//b`). A U+FF05 that would read as an escape is escaped itself, so two
 * keys never get one name; on file systems that ignore case or normalise Unicode they still may, and
 * the caller treats that as a conflict. Escaped are: `.` and `..` as whole names, NUL, and on Windows
 * also `< > : " | ? * \`, control characters, a blank or dot at the end, and reserved device names.
 *
 * `platform`: as `process.platform`.
 */
export function localPathOf(key: string, basePrefix: string, platform: string): LocalPath {
  if (!key.startsWith(basePrefix)) return { ok: false, reason: 'outside-prefix' }
  if (!key.isWellFormed()) return { ok: false, reason: 'not-unicode' }
  const relative = key.slice(basePrefix.length)
  const folder = isFolderKey(key)
  if (relative === '') return { ok: true, segments: [], folder: true }
  const names = (folder ? relative.slice(0, -1) : relative).split('/')
  const windows = platform === 'win32'
  const segments = names.map((name) => escapeName(name, windows))
  const tooLong = segments.some((name) => nameLength(name, windows) > maxNameLength)
  return tooLong ? { ok: false, reason: 'too-long' } : { ok: true, segments, folder }
}

const maxNameLength = 255
const mark = '\uff05'

/** UTF-16 units on Windows, bytes elsewhere. */
function nameLength(name: string, windows: boolean): number {
  return windows ? name.length : utf8Length(name)
}

function escapeName(name: string, windows: boolean): string {
  if (name === '') return `${mark}-`
  if (name === '.' || name === '..') return name.replaceAll('.', escapeChar('.'))
  const marked = name.replace(/\uff05(?=[0-9A-Fa-f]{2}|-)/g, `${mark}FF`)
  if (!windows) return marked.replaceAll('\0', escapeChar('\0'))
  return escapeWindowsName(marked)
}

/** https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
function escapeWindowsName(name: string): string {
  const safe = name
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be escaped
    .replace(/[<>:"|?*\\\u0000-\u001f]/g, escapeChar)
    .replace(/[ .]$/, escapeChar)
  const device = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])[ ]*(\.|$)/i
  return device.test(safe) ? escapeChar(safe.charAt(0)) + safe.slice(1) : safe
}

function escapeChar(char: string): string {
  return mark + char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')
}
