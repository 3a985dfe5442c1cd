import { posix, win32 } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareKeys,
  keyOf,
  keyRefusal,
  localPathOf,
  nameOf,
  parentPrefix,
} from '../../../shared/oss/key.ts'

/** Keys made of what breaks file systems, and of anything else. */
const hostile = fc.oneof(
  fc.constantFrom(
    ...[
      '..',
      '.',
      '',
      ' ',
      'con',
      'NUL',
      'com1.txt',
      'LPT\u00b9',
      'a.',
      'a ',
      'a:b',
      '\\',
      '..\\',
      '\0',
    ],
    ...[
      'C:',
      '\uff05',
      '\uff05-',
      '\uff052E',
      '\uff05ff',
      '-',
      '2E',
      '%2E',
      '~',
      'ä',
      '\ud83d\ude00',
      '\ud800',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.string({ maxLength: 300 }),
)
const anyKey = fc
  .array(hostile, { minLength: 1, maxLength: 6 })
  .chain((parts) => fc.constantFrom(parts.join('/'), `${parts.join('/')}/`, parts.join('')))

/** What the doc comment of `localPathOf` promises, read backwards. */
function unescapeName(name: string): string {
  if (name === '\uff05-') return ''
  return name.replace(/\uff05([0-9A-F]{2})/g, (_, hex: string) =>
    hex === 'FF' ? '\uff05' : String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

describe.each([
  { platform: 'win32', path: win32, folder: 'C:\\Users\\me\\Downloads' },
  { platform: 'linux', path: posix, folder: '/home/me/Downloads' },
])('localPathOf on $platform', ({ platform, path, folder }) => {
  it('never leaves the folder, and every segment is one name', () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        const local = localPathOf(key, '', platform)
        if (!local.ok) return
        const target = path.join(folder, ...local.segments)
        expect(path.relative(folder, target).split(path.sep).filter(Boolean)).toEqual(
          local.segments,
        )
        expect(path.resolve(target)).toBe(target)
        for (const segment of local.segments) {
          expect(segment).not.toBe('')
          expect(segment).not.toMatch(/^\.\.?$|\/|\0/)
          if (platform !== 'win32') continue
          // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
          expect(segment).not.toMatch(/[<>:"|?*\\\u0000-\u001f]|[ .]$/)
          expect(segment).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d) *(\.|$)/i)
        }
      }),
      { numRuns: 4000 },
    )
  })

  it('can be read back: two keys never get one name', () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        const local = localPathOf(key, '', platform)
        if (!local.ok || key === '') return
        const back = local.segments.map(unescapeName).join('/') + (local.folder ? '/' : '')
        expect(back).toBe(key)
      }),
      { numRuns: 4000 },
    )
  })
})

describe('localPathOf', () => {
  it.each([
    ['a/b.txt', ['a', 'b.txt'], false],
    ['a/', ['a'], true],
    ['a//b', ['a', '\uff05-', 'b'], false],
    ['../../etc/passwd', ['\uff052E\uff052E', '\uff052E\uff052E', 'etc', 'passwd'], false],
    ['/a', ['\uff05-', 'a'], false],
    ['100%/a%20b', ['100%', 'a%20b'], false],
    ['a\\b:c', ['a\\b:c'], false],
    ['50\uff0520', ['50\uff05FF20'], false],
    ['50\uff05', ['50\uff05'], false],
  ])('POSIX: %s', (key, segments, folder) => {
    expect(localPathOf(key, '', 'linux')).toEqual({ ok: true, segments, folder })
  })

  it.each([
    ['a\\b:c', ['a\uff055Cb\uff053Ac']],
    ['CON', ['\uff0543ON']],
    ['nul.tar.gz', ['\uff056Eul.tar.gz']],
    ['console.log', ['console.log']],
    ['name. ', ['name.\uff0520']],
    ['..', ['\uff052E\uff052E']],
    ['C:/Windows', ['C\uff053A', 'Windows']],
  ])('Windows: %s', (key, segments) => {
    expect(localPathOf(key, '', 'win32')).toEqual({ ok: true, segments, folder: false })
  })

  it('is relative to the prefix, whose own marker is the folder itself', () => {
    expect(localPathOf('a/b/c', 'a/', 'linux')).toMatchObject({ segments: ['b', 'c'] })
    expect(localPathOf('a/', 'a/', 'linux')).toEqual({ ok: true, segments: [], folder: true })
    expect(localPathOf('b/c', 'a/', 'linux')).toEqual({ ok: false, reason: 'outside-prefix' })
  })

  it('refuses what has no name on any file system', () => {
    expect(localPathOf('é'.repeat(128), '', 'linux')).toEqual({ ok: false, reason: 'too-long' })
    expect(localPathOf('é'.repeat(128), '', 'win32')).toMatchObject({ ok: true })
    expect(localPathOf('a\ud800', '', 'linux')).toEqual({ ok: false, reason: 'not-unicode' })
  })
})

describe('keyOf', () => {
  it.each([
    ['p/', ['a', 'b'], 'file', { ok: true, key: 'p/a/b' }],
    ['p/', ['a'], 'folder', { ok: true, key: 'p/a/' }],
    ['p/', [], 'folder', { ok: true, key: 'p/' }],
    ['', ['\uff052E'], 'file', { ok: true, key: '\uff052E' }],
    ['', [], 'file', { ok: false, reason: 'bad-key' }],
    ['', ['\\a'], 'file', { ok: false, reason: 'bad-key' }],
    ['', ['\udc00'], 'file', { ok: false, reason: 'not-unicode' }],
    ['', ['x'.repeat(1023)], 'file', { ok: true, key: 'x'.repeat(1023) }],
    ['', ['x'.repeat(1023)], 'folder', { ok: false, reason: 'too-long' }],
    ['', ['é'.repeat(512)], 'file', { ok: false, reason: 'too-long' }],
  ] as const)('%j %j as a %s', (prefix, segments, kind, expected) => {
    expect(keyOf(prefix, segments, kind)).toEqual(expected)
  })

  it('gives back the key of every name that was downloaded unescaped', () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        const local = localPathOf(key, '', 'linux')
        if (!local.ok || keyRefusal(key) !== null) return
        const escaped = local.segments.some((segment) => segment.includes('\uff05'))
        if (escaped) return
        expect(keyOf('', local.segments, local.folder ? 'folder' : 'file')).toEqual({
          ok: true,
          key,
        })
      }),
    )
  })
})

it('compareKeys orders as UTF-8 bytes do', () => {
  const key = fc.string({ unit: 'binary', maxLength: 8 })
  fc.assert(
    fc.property(key, key, (a, b) => {
      const expected = Buffer.compare(Buffer.from(a), Buffer.from(b))
      expect(Math.sign(compareKeys(a, b))).toBe(expected)
    }),
    { numRuns: 3000 },
  )
  expect(compareKeys('\uffee', '\u{1f600}')).toBeLessThan(0)
})

it.each([
  ['a/b/c', 'a/b/', 'c'],
  ['a/b/c/', 'a/b/', 'c'],
  ['c', '', 'c'],
  ['c/', '', 'c'],
  ['a//', 'a/', ''],
])('%s is in %s under the name %s', (key, parent, name) => {
  expect(parentPrefix(key)).toBe(parent)
  expect(nameOf(key)).toBe(name)
})
