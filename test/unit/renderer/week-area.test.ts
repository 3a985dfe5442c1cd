import { expect, test } from 'vitest'
import {
  areaBetween,
  contains,
  paint,
  spotAfterKey,
} from '../../../renderer/screens/settings/week-area.ts'
import { fullWeek } from '../../../shared/transfer/timetable.ts'

test('a drag in any direction paints the rectangle between its ends', () => {
  const there = areaBetween({ day: 1, hour: 20 }, { day: 3, hour: 8 })
  expect(there).toEqual({ days: [1, 3], hours: [8, 20] })
  expect(areaBetween({ day: 3, hour: 8 }, { day: 1, hour: 20 })).toEqual(there)
  expect(contains(there, { day: 2, hour: 8 })).toBe(true)
  expect(contains(there, { day: 0, hour: 8 })).toBe(false)
  const week = paint(fullWeek(), there, 'pause')
  expect(week.flat().filter((mode) => mode === 'pause')).toHaveLength(3 * 13)
  expect(week[1]?.[7]).toBe('full')
})

test('a heading stands for its whole line, the corner for the whole week', () => {
  const painted = (day: number, hour: number): number =>
    paint(fullWeek(), areaBetween({ day, hour }, { day, hour }), 'slow')
      .flat()
      .filter((mode) => mode === 'slow').length
  expect(painted(4, -1)).toBe(24)
  expect(painted(-1, 4)).toBe(7)
  expect(painted(-1, -1)).toBe(168)
  expect(painted(4, 4)).toBe(1)
})

test('keys stay inside the grid and reach its headings', () => {
  expect(spotAfterKey('ArrowUp', { day: 0, hour: 0 })).toEqual({ day: -1, hour: 0 })
  expect(spotAfterKey('ArrowUp', { day: -1, hour: 0 })).toEqual({ day: -1, hour: 0 })
  expect(spotAfterKey('ArrowRight', { day: 6, hour: 23 })).toEqual({ day: 6, hour: 23 })
  expect(spotAfterKey('End', { day: 6, hour: 3 })).toEqual({ day: 6, hour: 23 })
  expect(spotAfterKey('a', { day: 6, hour: 3 })).toBeNull()
})
