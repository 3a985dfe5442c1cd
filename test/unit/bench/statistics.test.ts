import { expect, test } from 'vitest'
import { measure, median, table } from '../../bench/statistics.ts'

test('the median does not follow an outlier', () => {
  expect(median([3, 1, 100])).toBe(3)
  expect(median([4, 1, 2, 3])).toBe(2.5)
  expect(median([7])).toBe(7)
  expect(() => median([])).toThrow(RangeError)
})

test('the values given stay in their order', () => {
  const runs = [3, 1, 2]
  expect(measure('a', 's', runs, null).runs).toEqual([3, 1, 2])
  expect(runs).toEqual([3, 1, 2])
})

test('a ratio below one is better than the peer', () => {
  const one = measure('a', 's', [1.1, 1, 5], { name: 'other', runs: [2, 2.2, 2.4] })
  expect(one).toEqual({
    ...{ id: 'a', value: 1.1, unit: 's', peer: 'other', peerValue: 2.2, ratio: 0.5 },
    runs: [1.1, 1, 5],
  })
  expect(measure('a', 'ms', [1], null)).toMatchObject({ peer: null, peerValue: null, ratio: null })
})

test('the table has a line for each measure', () => {
  const lines = table([
    measure('long-name', 's', [1], { name: 'other', runs: [2] }),
    measure('a', 'ms', [3], null),
  ]).split('\n')
  expect(lines).toHaveLength(3)
  expect(lines[1]).toMatch(/^long-name\s+1 s\s+other 2 s\s+0\.5\s+1$/)
  expect(lines[2]).toMatch(/^a\s+3 ms\s+3$/)
})
