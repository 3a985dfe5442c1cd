import { expect, test } from 'vitest'
import { localInput, pauseTimes } from '../../../renderer/screens/transfers/pause-times.ts'

const local = (day: number, hour: number, minute = 0): number =>
  new Date(2026, 10, day, hour, minute).getTime()

test('offers an hour, this evening and tomorrow morning, soonest first and none that is near', () => {
  expect(pauseTimes(local(23, 10, 5))).toEqual([local(23, 11, 5), local(23, 20), local(24, 8)])
  expect(pauseTimes(local(23, 19, 30))).toEqual([local(23, 20, 30), local(24, 8)])
})

test('writes a time as the field for it reads it', () => {
  const moment = local(3, 7, 9)
  expect(localInput(moment)).toBe('2026-11-03T07:09')
  expect(Date.parse(localInput(moment))).toBe(moment)
})
