import { expect, it } from 'vitest'
import {
  changesOf,
  type Entry,
  metadataProblems,
  tagProblems,
} from '../../../../renderer/screens/objects/entries.ts'

function entry(change: Partial<Entry>): Entry {
  return { id: 0, header: null, name: 'name', value: 'value', remove: false, ...change }
}

it.each([
  [{ name: '' }, { name: 'empty', value: null }],
  [{ name: 'a,b' }, { name: 'tagCharacters', value: null }],
  [{ name: 'a'.repeat(128) }, { name: null, value: null }],
  [{ name: 'a'.repeat(129) }, { name: 'long', value: null }],
  [{ value: '' }, { name: null, value: null }],
  [{ value: 'v'.repeat(257) }, { name: null, value: 'long' }],
  [
    { value: '中', remove: true },
    { name: null, value: null },
  ],
])('says what is wrong with the tag %j', (change, problems) => {
  const one = entry(change)
  expect(tagProblems(one, [one])).toEqual(problems)
})

it.each([
  [{ name: 'a b' }, { name: 'nameCharacters', value: null }],
  [{ value: '' }, { name: null, value: 'empty' }],
  [{ value: ' x' }, { name: null, value: 'valueCharacters' }],
  [{ value: 'x'.repeat(8189) }, { name: null, value: 'long' }],
  [
    { header: 'expires', name: 'expires', value: 'soon' },
    { name: null, value: 'date' },
  ],
  [
    { value: '', remove: true },
    { name: null, value: null },
  ],
] as const)('says what is wrong with the detail %j', (change, problems) => {
  const one = entry(change)
  expect(metadataProblems(one, [one])).toEqual(problems)
})

it('refuses a name twice: tags by case, details without', () => {
  const [one, other] = [entry({}), entry({ id: 1, name: 'Name' })]
  expect(tagProblems(one, [one, other]).name).toBeNull()
  expect(metadataProblems(one, [one, other]).name).toBe('repeated')
  const same = entry({ id: 2 })
  expect(tagProblems(one, [one, same]).name).toBe('repeated')
})

it('sets values and takes others away', () => {
  const entries = [entry({}), entry({ id: 1, name: 'gone', remove: true })]
  expect(changesOf(entries)).toEqual({ name: 'value', gone: null })
})
