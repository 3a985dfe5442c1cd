import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Alarm } from '../../../electron/transfer/pace/alarm.ts'
import { Pacer } from '../../../electron/transfer/pace/pacer.ts'
import { settingsSchema } from '../../../shared/settings.ts'
import { fullWeek, type HourMode } from '../../../shared/transfer/timetable.ts'

const hourMs = 3_600_000
/** A Monday, a quarter past nine on the clock of this computer. */
const start = new Date(2026, 10, 23, 9, 15).getTime()

beforeEach(() => {
  vi.useFakeTimers({ now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

function choices(hours: Readonly<Record<number, HourMode>>) {
  const week = fullWeek()
  for (const [hour, mode] of Object.entries(hours)) week[0]?.splice(Number(hour), 1, mode)
  return settingsSchema.parse({ timetable: { on: true, week } })
}

test('says what holds at once, at each change of the timetable, and not between', () => {
  const said: [string, number | null][] = []
  const pacer = new Pacer(choices({ 10: 'pause', 11: 'slow' }), {
    now: Date.now,
    onAllowance: ({ mode, limits }) => said.push([mode, limits.total]),
  })
  pacer.look()
  vi.advanceTimersByTime(0.75 * hourMs - 1)
  expect(said).toEqual([['full', null]])
  vi.advanceTimersByTime(1)
  expect(said.at(-1)).toEqual(['pause', null])
  vi.advanceTimersByTime(2 * hourMs)
  expect(said.slice(1)).toEqual([
    ['pause', null],
    ['slow', 1_000_000],
    ['full', null],
  ])
  pacer.set(choices({ 12: 'slow' }))
  expect(said.at(-1)).toEqual(['slow', 1_000_000])
  pacer.stop()
  expect(vi.getTimerCount()).toBe(0)
})

test('after a sleep, looking again finds what was missed', () => {
  const said: string[] = []
  const pacer = new Pacer(choices({ 10: 'pause' }), {
    now: Date.now,
    onAllowance: ({ mode }) => said.push(mode),
  })
  pacer.look()
  // Timers stood still for this time.
  vi.setSystemTime(start + hourMs)
  pacer.look()
  expect(said).toEqual(['full', 'pause'])
  pacer.stop()
})

test('an alarm rings once, not before its moment, however far that is', () => {
  const rung: number[] = []
  const alarm = new Alarm(Date.now, () => rung.push(Date.now()))
  const far = start + 60 * 24 * hourMs
  alarm.set(start + hourMs)
  alarm.set(far)
  vi.advanceTimersByTime(far - start - 1)
  expect(rung).toEqual([])
  vi.advanceTimersByTime(1)
  expect(rung).toEqual([far])
  alarm.set(far + hourMs)
  alarm.set(null)
  vi.advanceTimersByTime(2 * hourMs)
  expect(rung).toEqual([far])
})
