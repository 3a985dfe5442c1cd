import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterPrefix, listPage } from '../../oss-server/operations/paging.ts'

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

const keyText = fc.string({
  unit: fc.constantFrom('a', 'b', '/', '0', '.', '中', '\u{ffff}', '\u{1f600}', '\u{10ffff}'),
  minLength: 1,
  maxLength: 6,
})

/** What the pages must add up to, said in the plainest way. */
function expected(keys: readonly string[], prefix: string, delimiter: string): readonly string[] {
  const names = keys
    .filter((key) => key.startsWith(prefix))
    .map((key) => {
      const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
      return end < 0 ? key : key.slice(0, end + delimiter.length)
    })
  return [...new Set(names)].sort(byBytes)
}

describe('listPage', () => {
  it('adds up to all keys and common prefixes, each once, in byte order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(keyText, { maxLength: 30 }),
        fc.constantFrom('', 'a', 'a/', '中', '\u{10ffff}'),
        fc.constantFrom('', '/', 'b', '\u{10ffff}'),
        fc.integer({ min: 1, max: 5 }),
        (keys, prefix, delimiter, maxEntries) => {
          const sorted = keys.toSorted(byBytes).map((key) => ({ key }))
          const scan = (start: string, inclusive: boolean): readonly { key: string }[] =>
            sorted.filter(({ key }) => byBytes(key, start) >= (inclusive ? 0 : 1))
          const seen: string[] = []
          let marker = ''
          for (let truncated = true; truncated; ) {
            const page = listPage({ prefix, delimiter, marker, maxEntries }, scan)
            seen.push(...page.entries.map((entry) => entry.marker))
            marker = page.entries.at(-1)?.marker ?? marker
            truncated = page.truncated
            expect(page.entries.length).toBeLessThanOrEqual(maxEntries)
          }
          expect(seen).toEqual(expected(keys, prefix, delimiter))
        },
      ),
      { numRuns: 500 },
    )
  })

  it('starts over only once for each folder', () => {
    const sorted = Array.from({ length: 1000 }, (_, index) => ({
      key: `folder/${String(index).padStart(4, '0')}`,
    }))
    let scans = 0
    let steps = 0
    const page = listPage(
      { prefix: '', delimiter: '/', marker: '', maxEntries: 10 },
      function* (start, inclusive) {
        scans += 1
        for (const item of sorted) {
          if (byBytes(item.key, start) < (inclusive ? 0 : 1)) continue
          steps += 1
          yield item
        }
      },
    )
    expect(page.entries.map((entry) => entry.commonPrefix)).toEqual(['folder/'])
    expect([scans, steps]).toEqual([2, 1])
  })
})

describe('afterPrefix', () => {
  it('is behind everything that begins so, and not behind more', () => {
    fc.assert(
      fc.property(keyText, keyText, (prefix, key) => {
        const behind = afterPrefix(prefix)
        if (behind === null) return
        expect(byBytes(`${prefix}${key}`, behind)).toBeLessThan(0)
        if (!key.startsWith(prefix) && byBytes(key, prefix) > 0) {
          expect(byBytes(key, behind)).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })
})
