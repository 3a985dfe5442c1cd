import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberedKey, numberedName } from '../../../shared/transfer/names.ts'
import { sampleRate, secondsLeft, startRate } from '../../../shared/transfer/progress.ts'

test('a steady speed is told as it is, however often it is sampled', () => {
  for (const everyMs of [50, 200, 1000]) {
    let rate = startRate(0, 0)
    for (let atMs = everyMs; atMs <= 20_000; atMs += everyMs)
      rate = sampleRate(rate, atMs, atMs * 5)
    expect(rate.bytesPerSecond).toBeCloseTo(5000, 0)
  }
})

test('standing still goes to zero, and a count that shrinks is never a negative speed', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000_000)), (counts) => {
      let rate = startRate(0, 0)
      for (const [index, bytes] of counts.entries()) {
        rate = sampleRate(rate, (index + 1) * 200, bytes)
        expect(rate.bytesPerSecond).toBeGreaterThanOrEqual(0)
      }
      const { bytes } = rate
      for (let index = 0; index < 500; index++) rate = sampleRate(rate, rate.atMs + 200, bytes)
      expect(rate.bytesPerSecond).toBe(0)
    }),
  )
})

test('time left', () => {
  expect(secondsLeft(1000, 100)).toBe(10)
  expect(secondsLeft(1, 100)).toBe(1)
  expect(secondsLeft(0, 0)).toBe(0)
  expect(secondsLeft(1000, 0)).toBeNull()
})

test('numbered names keep extension and folder', () => {
  expect(numberedName('photo.jpg', 2)).toBe('photo (2).jpg')
  expect(numberedName('archive.tar.gz', 3)).toBe('archive.tar (3).gz')
  expect(numberedName('.profile', 2)).toBe('.profile (2)')
  expect(numberedName('README', 2)).toBe('README (2)')
  expect(numberedKey('a.b/c/photo.jpg', 2)).toBe('a.b/c/photo (2).jpg')
  expect(numberedKey('a.b/README', 2)).toBe('a.b/README (2)')
})
