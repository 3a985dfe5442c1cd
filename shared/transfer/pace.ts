import { z } from 'zod'
import { fullWeek, type HourMode, spanAt, weekSchema } from './timetable.ts'

/** Slower than this, requests of usual sizes would run into the service's time limits. */
export const slowestBytesPerSecond = 100_000

/** Bytes per second. */
const rateSchema = z.int().min(slowestBytesPerSecond)
const limitSchema = rateSchema.nullable().default(null)

/** How fast transfers may go at most; null = as fast as they can. */
export const speedLimitsSchema = z.object({
  /** Both directions together. */
  total: limitSchema,
  upload: limitSchema,
  download: limitSchema,
})
export type SpeedLimits = z.infer<typeof speedLimitsSchema>

export const timetableSchema = z.object({
  on: z.boolean().default(false),
  /** What the slow hours allow, both directions together. */
  slowBytesPerSecond: rateSchema.default(1_000_000),
  week: weekSchema.default(fullWeek),
})
export type Timetable = z.infer<typeof timetableSchema>

/** The choices that say how fast transfers go. */
export interface Pace {
  readonly limits: SpeedLimits
  readonly timetable: Timetable
}

/** What holds at one moment. */
export interface Allowance {
  readonly limits: SpeedLimits
  readonly mode: HourMode
  /** When the timetable says something else; null = never. */
  readonly untilMs: number | null
  /** What it says then. */
  readonly next: HourMode
}

/** Slow hours lower the limit for everything; they never raise one. */
export function allowanceAt({ limits, timetable }: Pace, nowMs: number): Allowance {
  if (!timetable.on) return { limits, mode: 'full', untilMs: null, next: 'full' }
  const { mode, untilMs, next } = spanAt(timetable.week, nowMs)
  if (mode !== 'slow') return { limits, mode, untilMs, next }
  const total = Math.min(limits.total ?? Number.POSITIVE_INFINITY, timetable.slowBytesPerSecond)
  return { limits: { ...limits, total }, mode, untilMs, next }
}
