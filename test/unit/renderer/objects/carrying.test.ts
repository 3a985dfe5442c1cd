import { expect, it } from 'vitest'
import { dropOf } from '../../../../renderer/stores/carrying.ts'
import type { Place } from '../../../../renderer/stores/place.ts'

const from: Place = { accountId: 'a', bucket: 'photos', prefix: 'x/' }
const selected = new Map([
  ['x/file', 'file'],
  ['x/trip/', 'folder'],
] as const)
const kindAt = (to: Partial<Place>, wishesCopy = false): string | null =>
  dropOf({ from, selected, to: { ...from, ...to } }, wishesCopy)?.kind ?? null

it('moves within a bucket, and copies where that is wished or the bucket or account is another', () => {
  expect(kindAt({ prefix: '' })).toBe('move')
  expect(kindAt({ prefix: 'x/other/' })).toBe('move')
  expect(kindAt({ prefix: '' }, true)).toBe('copy')
  expect(kindAt({ bucket: 'work' })).toBe('copy')
  expect(kindAt({ accountId: 'b', prefix: '' })).toBe('copy')
})

it('refuses what is dropped where it is or into itself, also as a copy or by another account', () => {
  for (const accountId of ['a', 'b']) {
    for (const prefix of ['x/', 'x/trip/', 'x/trip/deep/']) {
      expect(kindAt({ accountId, prefix })).toBeNull()
      expect(kindAt({ accountId, prefix }, true)).toBeNull()
    }
  }
})
