import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  choosePartSize,
  defaultPartBytes,
  isBucketName,
  maxObjectBytes,
  maxPartBytes,
  maxParts,
  minPartBytes,
} from '../../../shared/oss/limits.ts'
import { regionName, regions } from '../../../shared/oss/regions.ts'

it('chooses parts that the service takes, for every size and preference', () => {
  const size = fc.oneof(fc.integer({ min: 0, max: maxObjectBytes }), fc.nat())
  const preference = fc.option(fc.integer({ min: 1, max: 2 * maxPartBytes }), { nil: undefined })
  fc.assert(
    fc.property(size, preference, (sizeBytes, preferred) => {
      const partBytes = choosePartSize(sizeBytes, preferred)
      expect(Number.isInteger(partBytes)).toBe(true)
      expect(partBytes).toBeGreaterThanOrEqual(minPartBytes)
      expect(partBytes).toBeLessThanOrEqual(maxPartBytes)
      expect(Math.ceil(sizeBytes / partBytes)).toBeLessThanOrEqual(maxParts)
    }),
    { numRuns: 3000 },
  )
})

it('keeps to 8 MiB as long as that suffices', () => {
  expect(choosePartSize(0)).toBe(defaultPartBytes)
  expect(choosePartSize(defaultPartBytes * maxParts)).toBe(defaultPartBytes)
  expect(choosePartSize(defaultPartBytes * maxParts + 1)).toBe(9 * 1024 * 1024)
  expect(choosePartSize(maxObjectBytes)).toBe(maxPartBytes)
  expect(() => choosePartSize(maxObjectBytes + 1)).toThrow(RangeError)
  expect(() => choosePartSize(-1)).toThrow(RangeError)
})

it.each([
  ['abc', true],
  ['my-bucket-1', true],
  ['a'.repeat(63), true],
  ['a'.repeat(64), false],
  ['ab', false],
  ['-abc', false],
  ['abc-', false],
  ['Abc', false],
  ['a.bc', false],
])('bucket name %s: %s', (name, good) => {
  expect(isBucketName(name)).toBe(good)
})

it('names every region in both languages, once', () => {
  expect(new Set(regions.map((region) => region.id)).size).toBe(regions.length)
  for (const region of regions) {
    expect(region.en).toMatch(/[A-Za-z]/)
    expect(region.zhCn).toMatch(/\p{Script=Han}/u)
  }
  expect(regionName('cn-hangzhou', 'zh-cn')).toBe('华东1（杭州）')
  expect(regionName('cn-hangzhou', 'en')).toBe('China (Hangzhou)')
  expect(regionName('xx-new-1', 'en')).toBe('xx-new-1')
})
