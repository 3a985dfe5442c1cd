import fc from 'fast-check'
import { expect, test } from 'vitest'
import { extensionOf, foldName, sortNameOf } from '../../../electron/catalog/names.ts'

/** SQLite compares the UTF-8 bytes. */
const sorted = (names: readonly string[]): readonly string[] =>
  [...names].sort((a, b) => Buffer.compare(Buffer.from(sortNameOf(a)), Buffer.from(sortNameOf(b))))

test('names come in the order people expect', () => {
  const expected = ['1.txt', '02.txt', '10.txt', 'a', 'img_2.jpg', 'IMG_10.jpg', 'img_10a.jpg', 'z']
  expect(sorted([...expected].reverse())).toEqual(expected)
})

test('numbers in names sort as numbers, whatever their zeros and lengths', () => {
  const number = fc.bigInt({ min: 0n, max: 10n ** 30n })
  const zeros = fc.integer({ min: 0, max: 3 })
  fc.assert(
    fc.property(number, number, zeros, zeros, (a, b, before, behind) => {
      fc.pre(a < b)
      const first = `x${'0'.repeat(before)}${a}`
      const second = `x${'0'.repeat(behind)}${b}`
      expect(sorted([second, first])).toEqual([first, second])
    }),
  )
})

test('case and the way accents are written make no difference', () => {
  expect(foldName('E\u0301TÉ')).toBe(foldName('éte\u0301'))
  expect(sortNameOf('E\u0301te')).toBe(sortNameOf('éTE'))
})

test.each([
  ['IMG_1.JPG', 'jpg'],
  ['archive.tar.gz', 'gz'],
  ['.profile', ''],
  ['README', ''],
  ['ends.', ''],
  ['', ''],
])('the extension of %j is %j', (name, extension) => {
  expect(extensionOf(name)).toBe(extension)
})
