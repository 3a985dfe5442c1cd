import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { allowanceAt, speedLimitsSchema } from '../../../shared/transfer/pace.ts'
import {
  dayOf,
  fullWeek,
  type HourMode,
  hourModes,
  spanAt,
} from '../../../shared/transfer/timetable.ts'

const zone = process.env.TZ
afterEach(() => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

/** Paused from `from` to before `to` on every day. */
function pausedDaily(from: number, to: number): HourMode[][] {
  return fullWeek().map((day) =>
    day.map((_, hour) => (hour >= from && hour < to ? 'pause' : 'full')),
  )
}

test('says what holds, until when, and what comes then', () => {
  process.env.TZ = 'Asia/Shanghai'
  const week = fullWeek()
  week[0]?.splice(9, 2, 'slow', 'pause')
  // A Sunday, the day before.
  const span = spanAt(week, Date.parse('2026-11-22T12:30:00+08:00'))
  expect(span).toEqual({
    mode: 'full',
    untilMs: Date.parse('2026-11-23T09:00:00+08:00'),
    next: 'slow',
  })
  expect(spanAt(week, Date.parse('2026-11-23T09:59:59+08:00'))).toEqual({
    mode: 'slow',
    untilMs: Date.parse('2026-11-23T10:00:00+08:00'),
    next: 'pause',
  })
})

test('a week of one kind never changes; a single other hour is found from right behind it', () => {
  process.env.TZ = 'UTC'
  const week = fullWeek()
  const nowMs = Date.parse('2026-11-23T10:00:00Z')
  expect(spanAt(week, nowMs)).toEqual({ mode: 'full', untilMs: null, next: 'full' })
  week[0]?.splice(9, 1, 'slow')
  expect(spanAt(week, nowMs).untilMs).toBe(Date.parse('2026-11-30T09:00:00Z'))
})

test('in spring the hour that is skipped ends with the one before it', () => {
  process.env.TZ = 'Europe/Berlin'
  const week = pausedDaily(2, 3)
  // 02:00 does not exist on 2026-03-29, so nothing is paused that night.
  expect(spanAt(week, Date.parse('2026-03-29T01:30:00+01:00'))).toMatchObject({
    mode: 'full',
    untilMs: Date.parse('2026-03-30T02:00:00+02:00'),
  })
})

test('in autumn the hour that comes twice counts twice', () => {
  process.env.TZ = 'Europe/Berlin'
  const week = pausedDaily(2, 3)
  const endMs = Date.parse('2026-10-25T03:00:00+01:00')
  for (const now of ['2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00']) {
    expect(spanAt(week, Date.parse(now))).toMatchObject({ mode: 'pause', untilMs: endMs })
  }
})

const zones = ['UTC', 'Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe']

test('the next change is later than now, at a full hour, and nothing changes before it', () => {
  const weeks = fc.array(
    fc.array(fc.constantFrom(...hourModes), { minLength: 24, maxLength: 24 }),
    {
      minLength: 7,
      maxLength: 7,
    },
  )
  const moments = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2030, 0) })
  fc.assert(
    fc.property(fc.constantFrom(...zones), weeks, moments, (tz, week, nowMs) => {
      process.env.TZ = tz
      const at = (ms: number): HourMode | undefined => {
        const date = new Date(ms)
        return week[dayOf(date)]?.[date.getHours()]
      }
      const { mode, untilMs, next } = spanAt(week, nowMs)
      expect(mode).toBe(at(nowMs))
      if (untilMs === null) return
      expect(untilMs).toBeGreaterThan(nowMs)
      expect(at(untilMs)).toBe(next)
      expect(next).not.toBe(mode)
      for (let ms = nowMs; ms < untilMs; ms += 15 * 60_000) expect(at(ms)).toBe(mode)
      expect(at(untilMs - 1)).toBe(mode)
    }),
  )
})

test('slow hours lower the limit for everything and never raise it', () => {
  process.env.TZ = 'UTC'
  const week = fullWeek().map((day) => day.map((): HourMode => 'slow'))
  const timetable = { on: true, slowBytesPerSecond: 500_000, week }
  const limits = speedLimitsSchema.parse({ upload: 100_000 })
  expect(allowanceAt({ limits, timetable }, 0).limits).toEqual({ ...limits, total: 500_000 })
  const lower = { ...limits, total: 200_000 }
  expect(allowanceAt({ limits: lower, timetable }, 0).limits.total).toBe(200_000)
  const off = { ...timetable, on: false }
  expect(allowanceAt({ limits, timetable: off }, 0)).toMatchObject({ limits, mode: 'full' })
})
