import { fullWeek, type HourMode } from '../../../shared/transfer/timetable.ts'

type Text = 'presetOffice' | 'presetNight' | 'presetFull'

/** Timetables that many people want, to start from. */
export const presets: readonly {
  readonly id: string
  readonly text: Text
  readonly week: () => HourMode[][]
}[] = [
  {
    id: 'office',
    text: 'presetOffice',
    week: () => hours((day, hour) => (day < 5 && hour >= 9 && hour < 18 ? 'slow' : 'full')),
  },
  {
    id: 'night',
    text: 'presetNight',
    week: () => hours((_day, hour) => (hour >= 7 && hour < 22 ? 'pause' : 'full')),
  },
  { id: 'full', text: 'presetFull', week: fullWeek },
]

function hours(modeOf: (day: number, hour: number) => HourMode): HourMode[][] {
  return fullWeek().map((modes, day) => modes.map((_, hour) => modeOf(day, hour)))
}
