import fc from 'fast-check'
import { expect, test } from 'vitest'
import '../../property-seed.ts'
import { rowWindow } from '../../../renderer/ui/row-window.ts'

const rowPx = 28

test('whatever the length, every pixel that is seen is covered by a row', () => {
  const counts = fc.oneof(fc.nat(100), fc.nat(1_000_000), fc.nat(50_000_000))
  fc.assert(
    fc.property(
      counts,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(900),
      (count, at, view) => {
        const whole = rowWindow(count, rowPx, 0, view)
        const scrolledPx = at * Math.max(0, whole.heightPx - view)
        const { first, last, shiftPx, heightPx } = rowWindow(count, rowPx, scrolledPx, view)
        expect(heightPx).toBeLessThanOrEqual(8_000_000)
        expect(last - first).toBeLessThan(view / rowPx + 20)
        if (count === 0) {
          expect(last).toBeLessThan(first)
          return
        }
        const seenEnd = Math.min(scrolledPx + view, heightPx)
        expect(first * rowPx + shiftPx).toBeLessThanOrEqual(scrolledPx + 1)
        expect((last + 1) * rowPx + shiftPx).toBeGreaterThanOrEqual(seenEnd - 1)
      },
    ),
  )
})

test('the ends of a list that is too tall are its first and its last row', () => {
  const count = 3_000_000
  const { heightPx } = rowWindow(count, rowPx, 0, 200)
  expect(rowWindow(count, rowPx, 0, 200)).toMatchObject({ first: 0, shiftPx: 0 })
  expect(rowWindow(count, rowPx, heightPx - 200, 200).last).toBe(count - 1)
})

test('a short list scrolls pixel by pixel', () => {
  expect(rowWindow(1000, rowPx, 5000, 200)).toMatchObject({ heightPx: 28_000, shiftPx: 0 })
})
