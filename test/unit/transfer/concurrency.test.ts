import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Concurrency } from '../../../electron/transfer/pace/concurrency.ts'

/** A service that gives each connection so much, up to what the line carries in all. */
function serve(concurrency: Concurrency, each: number, line: number, beats: number): number[] {
  return Array.from({ length: beats }, () => {
    concurrency.moved('a', Math.min(line, each * concurrency.limitOf('a')))
    concurrency.beat(true)
    return concurrency.limitOf('a')
  })
}

test('takes more connections while they bring more, and leaves those that do not', () => {
  const concurrency = new Concurrency()
  expect(concurrency.limitOf('a')).toBe(8)
  const limits = serve(concurrency, 1_000_000, 20_000_000, 200)
  const settled = limits.at(-1) ?? 0
  expect(settled).toBeGreaterThanOrEqual(18)
  expect(settled).toBeLessThanOrEqual(26)
})

test('stays where it is when the line is full or its connections are not', () => {
  const full = new Concurrency()
  expect(serve(full, 1_000_000, 4_000_000, 20).at(-1)).toBe(8)
  const unused = new Concurrency()
  for (let beat = 0; beat < 50; beat++) {
    unused.moved('a', 1000)
    unused.beat(false)
  }
  expect(unused.limitOf('a')).toBe(8)
})

test('halves at once when the service asks to go slowly, once for many refusals, and comes back', () => {
  const concurrency = new Concurrency()
  for (let refusal = 0; refusal < 20; refusal++) concurrency.throttled('a')
  expect(concurrency.limitOf('a')).toBe(4)
  concurrency.beat(true)
  concurrency.throttled('a')
  expect(concurrency.limitOf('a')).toBe(2)
  expect(serve(concurrency, 1_000_000, 50_000_000, 8).at(-1)).toBe(2)
  expect(serve(concurrency, 1_000_000, 50_000_000, 60).at(-1)).toBeGreaterThan(8)
})

test('one account that is asked to go slowly takes nothing from another', () => {
  const concurrency = new Concurrency()
  concurrency.moved('b', 1)
  concurrency.throttled('a')
  expect(concurrency.limitOf('b')).toBe(8)
  expect(concurrency.largest).toBe(8)
  for (let beat = 0; beat < 10; beat++) concurrency.beat(false)
  expect(concurrency.isIdle).toBe(true)
})

test('whatever happens, there is at least one connection and never too many', () => {
  const event = fc.oneof(
    fc.record({ kind: fc.constant('moved'), work: fc.integer({ min: 0, max: 1_000_000_000 }) }),
    fc.record({ kind: fc.constant('throttled'), work: fc.constant(0) }),
    fc.record({ kind: fc.constant('beat'), work: fc.integer({ min: 0, max: 1 }) }),
  )
  fc.assert(
    fc.property(fc.array(event, { maxLength: 300 }), (events) => {
      const concurrency = new Concurrency()
      for (const { kind, work } of events) {
        if (kind === 'moved') concurrency.moved('a', work)
        else if (kind === 'throttled') concurrency.throttled('a')
        else concurrency.beat(work === 1)
        expect(concurrency.limitOf('a')).toBeGreaterThanOrEqual(1)
        expect(concurrency.limitOf('a')).toBeLessThanOrEqual(48)
      }
    }),
  )
})
