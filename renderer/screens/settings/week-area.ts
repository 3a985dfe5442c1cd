import {
  daysInWeek,
  type HourMode,
  hoursInDay,
  type Week,
} from '../../../shared/transfer/timetable.ts'

/** A place in the grid. Day -1 is the line of hours, hour -1 the column of days: all of them. */
export interface Spot {
  readonly day: number
  readonly hour: number
}

/** Where a key leads from `at`; null = it is none that moves. */
export function spotAfterKey(key: string, at: Spot): Spot | null {
  switch (key) {
    case 'ArrowUp':
      return inside({ ...at, day: at.day - 1 })
    case 'ArrowDown':
      return inside({ ...at, day: at.day + 1 })
    case 'ArrowLeft':
      return inside({ ...at, hour: at.hour - 1 })
    case 'ArrowRight':
      return inside({ ...at, hour: at.hour + 1 })
    case 'Home':
      return { ...at, hour: 0 }
    case 'End':
      return { ...at, hour: hoursInDay - 1 }
    default:
      return null
  }
}

function inside({ day, hour }: Spot): Spot {
  return {
    day: Math.max(-1, Math.min(daysInWeek - 1, day)),
    hour: Math.max(-1, Math.min(hoursInDay - 1, hour)),
  }
}

/** The rectangle between two places; a heading stands for its whole line. */
export interface Area {
  readonly days: readonly [first: number, last: number]
  readonly hours: readonly [first: number, last: number]
}

export function areaBetween(from: Spot, to: Spot): Area {
  return {
    days: span(from.day, to.day, daysInWeek),
    hours: span(from.hour, to.hour, hoursInDay),
  }
}

function span(from: number, to: number, count: number): readonly [number, number] {
  if (from < 0 || to < 0) return [0, count - 1]
  return from <= to ? [from, to] : [to, from]
}

export function contains({ days, hours }: Area, { day, hour }: Spot): boolean {
  return day >= days[0] && day <= days[1] && hour >= hours[0] && hour <= hours[1]
}

export function paint(week: Week, area: Area, mode: HourMode): HourMode[][] {
  return week.map((modes, day) =>
    modes.map((was, hour) => (contains(area, { day, hour }) ? mode : was)),
  )
}
