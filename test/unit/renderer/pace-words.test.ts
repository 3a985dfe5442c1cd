import { afterEach, beforeEach, expect, test } from 'vitest'
import { upcomingDate } from '../../../renderer/i18n/dates.ts'
import { paceSentence } from '../../../renderer/screens/settings/pace-words.ts'
import { presets } from '../../../renderer/screens/settings/week-presets.ts'
import { en } from '../../../shared/i18n/en.ts'
import { formatBytes } from '../../../shared/i18n/format.ts'
import { zhCn } from '../../../shared/i18n/zh-cn.ts'
import { type Pace, speedLimitsSchema } from '../../../shared/transfer/pace.ts'

const zone = process.env.TZ
beforeEach(() => {
  process.env.TZ = 'Asia/Shanghai'
})
afterEach(() => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

const week = presets.find(({ id }) => id === 'office')?.week() ?? []
const timetable = { on: true, slowBytesPerSecond: 1_000_000, week }
const none = speedLimitsSchema.parse({})

/** 2026-11-23 is a Monday. */
function sentence(pace: Pace, at: string, locale: 'en' | 'zh-cn' = 'en'): string {
  const nowMs = Date.parse(`${at}+08:00`)
  return paceSentence(pace, nowMs, {
    messages: locale === 'en' ? en : zhCn,
    format: {
      bytes: (bytes) => formatBytes(locale, bytes),
      upcoming: (ms) => upcomingDate(locale, new Date(ms), new Date(nowMs)),
    },
  })
}

test('says what holds, when it changes and what comes then', () => {
  const pace = { limits: none, timetable }
  expect(sentence(pace, '2026-11-23T08:00')).toBe(
    'Now: full speed, until 09:00. Then: at most 1 MB/s.',
  )
  expect(sentence(pace, '2026-11-27T19:00')).toBe(
    'Now: full speed, until Monday 09:00. Then: at most 1 MB/s.',
  )
  expect(sentence(pace, '2026-11-23T10:00', 'zh-cn')).toBe(
    '当前：最高 1 MB/秒，到 18:00 为止。之后：全速。',
  )
})

test('names every limit that holds, and no time when nothing changes', () => {
  const limits = { total: null, upload: 500_000, download: 2_000_000 }
  const off = { ...timetable, on: false }
  expect(sentence({ limits, timetable: off }, '2026-11-23T08:00')).toBe(
    'Now: uploads at most 500 KB/s, downloads at most 2 MB/s.',
  )
  expect(sentence({ limits: none, timetable: off }, '2026-11-23T08:00')).toBe('Now: full speed.')
})
