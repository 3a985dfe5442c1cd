import { describe, expect, it } from 'vitest'
import { shortDate } from '../../../renderer/i18n/dates.ts'
import { fileKind, typeLabel } from '../../../renderer/screens/browser/file-type.ts'
import { nameProblem } from '../../../renderer/screens/browser/name-problem.ts'
import { bucketNameProblem } from '../../../renderer/screens/buckets/bucket-name.ts'
import { parentPlace, placeName, placesOnPath } from '../../../renderer/stores/place.ts'
import { indexAfterKey, typedCharacter } from '../../../renderer/ui/grid-keys.ts'
import { en } from '../../../shared/i18n/en.ts'
import { isBucketName } from '../../../shared/oss/limits.ts'

describe('dates', () => {
  const now = new Date(2026, 2, 10, 12, 0)
  it.each([
    [new Date(2026, 2, 10, 9, 12), 'Today 09:12'],
    [new Date(2026, 2, 9, 23, 59), 'Yesterday 23:59'],
    [new Date(2026, 2, 8, 23, 59), 'Mar 8, 2026'],
    [new Date(2026, 2, 11, 0, 1), 'Mar 11, 2026'],
  ])('says %s in short', (date, text) => {
    expect(shortDate('en', en.common.dates, date, now)).toBe(text)
  })
})

describe('file types', () => {
  it('reads the extension, not dot-files', () => {
    expect(fileKind('a.JPG')).toBe('image')
    expect(fileKind('.zip')).toBe('file')
    expect(typeLabel(en, 'a.JPG')).toBe('JPG image')
    expect(typeLabel(en, 'Makefile')).toBe('File')
  })
})

describe('names', () => {
  it.each(['ab', 'a'.repeat(64), 'A-b', '-ab', 'ab-', 'a_b', 'a.b'])(
    'refuses bucket %s',
    (name) => {
      expect(bucketNameProblem(name)).not.toBeNull()
      expect(isBucketName(name)).toBe(false)
    },
  )
  it('takes what the service takes', () => {
    expect(bucketNameProblem('a1-b')).toBeNull()
    expect(bucketNameProblem('a'.repeat(63))).toBeNull()
  })
  it.each([
    ['', 'empty'],
    ['a/b', 'slash'],
    ['..', 'dots'],
    ['a\u0000', 'control'],
    ['湖'.repeat(341), 'tooLong'],
    ['湖'.repeat(340), null],
  ])('judges the folder name %s', (name, problem) => {
    expect(nameProblem('', name, 'folder')).toBe(problem)
  })
})

describe('places', () => {
  const deep = { accountId: 'a', bucket: 'b', prefix: 'x/y//' }
  it('walks up one segment at a time, empty ones too', () => {
    expect(placesOnPath(deep).map(({ prefix }) => prefix)).toEqual(['', 'x/', 'x/y/', 'x/y//'])
    expect(parentPlace({ ...deep, prefix: '' })).toBeNull()
    expect(placeName({ ...deep, prefix: 'x/y/' })).toBe('y')
  })
})

describe('grid keys', () => {
  const at = { focused: 5, count: 10, page: 4 }
  it('stays inside the rows', () => {
    expect(indexAfterKey('PageDown', at)).toBe(9)
    expect(indexAfterKey('PageUp', { ...at, focused: 2 })).toBe(0)
    expect(indexAfterKey('End', at)).toBe(9)
    expect(indexAfterKey('x', at)).toBeNull()
  })
  it('takes letters, not commands', () => {
    const plain = { ctrlKey: false, metaKey: false, altKey: false }
    expect(typedCharacter({ key: 'ü', ...plain })).toBe('ü')
    expect(typedCharacter({ key: ' ', ...plain })).toBeNull()
    expect(typedCharacter({ key: 'c', ...plain, ctrlKey: true })).toBeNull()
    expect(typedCharacter({ key: 'F3', ...plain })).toBeNull()
  })
})
