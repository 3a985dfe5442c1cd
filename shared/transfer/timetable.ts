import { z } from 'zod'

/** What an hour of the week allows: everything, one slow speed, or no transfers at all. */
export const hourModes = ['full', 'slow', 'pause'] as const
export type HourMode = (typeof hourModes)[number]

export const daysInWeek = 7
export const hoursInDay = 24

const daySchema = z.array(z.enum(hourModes)).length(hoursInDay)

/** Seven days, Monday first, of 24 hours each; hours are those of the clock on the wall. */
export const weekSchema = z.array(daySchema).length(daysInWeek)
export type Week = readonly (readonly HourMode[])[]

export function fullWeek(): HourMode[][] {
  return Array.from({ length: daysInWeek }, () => Array<HourMode>(hoursInDay).fill('full'))
}

/** Monday is 0. */
export function dayOf(date: Date): number {
  return (date.getDay() + daysInWeek - 1) % daysInWeek
}

export interface HourSpan {
  readonly mode: HourMode
  /** When another mode begins; null = never. */
  readonly untilMs: number | null
  /** The mode that begins then; the same one when nothing ever changes. */
  readonly next: HourMode
}

/**
 * The mode that holds at `nowMs` and how long. It walks over hours as the clock on the wall shows
 * them, so a day of 23 or 25 hours needs no special case.
 */
export function spanAt(week: Week, nowMs: number): HourSpan {
  const mode = modeAt(week, new Date(nowMs))
  let at = new Date(nowMs)
  // One hour more than a week: the hour of now may have begun with another mode a week ago.
  for (let hours = 0; hours <= daysInWeek * hoursInDay; hours++) {
    at = nextHour(at)
    const next = modeAt(week, at)
    if (next !== mode) return { mode, untilMs: at.getTime(), next }
  }
  return { mode, untilMs: null, next: mode }
}

function modeAt(week: Week, at: Date): HourMode {
  return week[dayOf(at)]?.[at.getHours()] ?? 'full'
}

/** The next full hour of the local clock. One that is skipped in spring is not come to. */
function nextHour(at: Date): Date {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate(), at.getHours() + 1)
}
