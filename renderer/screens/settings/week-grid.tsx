import { type JSX, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { intlTag, type Locale } from '../../../shared/i18n/format.ts'
import {
  daysInWeek,
  type HourMode,
  hoursInDay,
  type Week,
} from '../../../shared/transfer/timetable.ts'
import { useLocale, useMessages } from '../../i18n/i18n.tsx'
import { type Area, areaBetween, contains, paint, type Spot, spotAfterKey } from './week-area.ts'

interface WeekGridProps {
  readonly week: Week
  /** What painting makes of an hour. */
  readonly brush: HourMode
  readonly onChange: (week: HourMode[][]) => void
}

const hours = Array.from({ length: hoursInDay }, (_, hour) => hour)
const days = Array.from({ length: daysInWeek }, (_, day) => day)

/**
 * Seven days of 24 hours, painted by dragging or with the keys. One cell can be reached by Tab, the
 * others by arrow keys; headings paint their whole line.
 */
export function WeekGrid({ week, brush, onChange }: WeekGridProps): JSX.Element {
  const words = useMessages().settings.timetable
  const grid = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState<Spot>({ day: 0, hour: 9 })
  const { drag, begin, extend } = useDrag((area) => onChange(paint(week, area, brush)))
  const shown = drag === null ? week : paint(week, drag, brush)
  const focus = (spot: Spot): void => {
    setFocused(spot)
    grid.current?.querySelector<HTMLElement>(`[data-spot="${spot.day},${spot.hour}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = spotAfterKey(event.key, focused)
    if (next !== null) {
      if (event.shiftKey) onChange(paint(week, areaBetween(focused, next), brush))
      focus(next)
    } else if (event.key === ' ' || event.key === 'Enter') {
      onChange(paint(week, areaBetween(focused, focused), brush))
    } else return
    event.preventDefault()
  }
  const hand: Hand = {
    focused,
    onFocus: setFocused,
    onPointerDown: begin,
    onPointerEnter: extend,
  }
  return (
    <div ref={grid} role="grid" aria-label={words.week} className="week" onKeyDown={onKeyDown}>
      <Hours hand={hand} />
      {days.map((day) => (
        <Day key={day} day={day} modes={shown[day] ?? []} hand={hand} drag={drag} />
      ))}
    </div>
  )
}

/** What all cells have in common. */
interface Hand {
  readonly focused: Spot
  readonly onFocus: (spot: Spot) => void
  readonly onPointerDown: (spot: Spot) => void
  readonly onPointerEnter: (spot: Spot) => void
}

interface CellProps {
  readonly role: 'columnheader' | 'rowheader' | 'gridcell'
  readonly spot: Spot
  readonly label: string
  readonly hand: Hand
  readonly className?: string
  readonly isPainting?: boolean
  readonly children?: ReactNode
}

function Cell(props: CellProps): JSX.Element {
  const { role, spot, label, hand, className, isPainting = false, children } = props
  const { focused } = hand
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: each of the roles is interactive
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: and each may be named
    <span
      role={role}
      aria-label={label}
      className={className}
      data-spot={`${spot.day},${spot.hour}`}
      data-painting={isPainting}
      tabIndex={spot.day === focused.day && spot.hour === focused.hour ? 0 : -1}
      onFocus={() => hand.onFocus(spot)}
      onPointerDown={() => hand.onPointerDown(spot)}
      onPointerEnter={() => hand.onPointerEnter(spot)}
    >
      {children}
    </span>
  )
}

function Hours({ hand }: { readonly hand: Hand }): JSX.Element {
  const words = useMessages().settings.timetable
  const locale = useLocale()
  return (
    <div role="row" tabIndex={-1} className="week-row">
      <Cell
        role="columnheader"
        className="week-day muted"
        label={words.wholeWeek}
        spot={{ day: -1, hour: -1 }}
        hand={hand}
      >
        {words.all}
      </Cell>
      {hours.map((hour) => (
        <Cell
          key={hour}
          role="columnheader"
          className="week-hour numeric"
          label={words.wholeHour(timeText(locale, hour))}
          spot={{ day: -1, hour }}
          hand={hand}
        >
          {hour % 3 === 0 ? hour : '·'}
        </Cell>
      ))}
    </div>
  )
}

interface DayProps {
  readonly day: number
  readonly modes: readonly HourMode[]
  readonly hand: Hand
  readonly drag: Area | null
}

function Day({ day, modes, hand, drag }: DayProps): JSX.Element {
  const words = useMessages().settings.timetable
  const locale = useLocale()
  const name = dayText(locale, day, 'long')
  return (
    <div role="row" tabIndex={-1} className="week-row">
      <Cell
        role="rowheader"
        className="week-day"
        label={words.wholeDay(name)}
        spot={{ day, hour: -1 }}
        hand={hand}
      >
        {dayText(locale, day, 'short')}
      </Cell>
      {modes.map((mode, hour) => (
        <Cell
          // biome-ignore lint/suspicious/noArrayIndexKey: the hour is the place in the list
          key={hour}
          role="gridcell"
          className={`week-cell week-${mode}`}
          isPainting={drag !== null && contains(drag, { day, hour })}
          label={words.cell(
            name,
            timeText(locale, hour),
            timeText(locale, hour + 1),
            words.modes[mode],
          )}
          spot={{ day, hour }}
          hand={hand}
        />
      ))}
    </div>
  )
}

/** A drag over cells; `onDone` gets the area when the button is let go, wherever that is. */
function useDrag(onDone: (area: Area) => void): {
  readonly drag: Area | null
  readonly begin: (spot: Spot) => void
  readonly extend: (spot: Spot) => void
} {
  const [ends, setEnds] = useState<{ readonly from: Spot; readonly to: Spot } | null>(null)
  const drag = ends === null ? null : areaBetween(ends.from, ends.to)
  const latest = useRef({ drag, onDone })
  latest.current = { drag, onDone }
  const dragging = ends !== null
  useEffect(() => {
    if (!dragging) return
    const finish = (): void => {
      if (latest.current.drag !== null) latest.current.onDone(latest.current.drag)
      setEnds(null)
    }
    const giveUp = (): void => setEnds(null)
    window.addEventListener('pointerup', finish)
    window.addEventListener('pointercancel', giveUp)
    return () => {
      window.removeEventListener('pointerup', finish)
      window.removeEventListener('pointercancel', giveUp)
    }
  }, [dragging])
  return {
    drag,
    begin: (spot) => setEnds({ from: spot, to: spot }),
    extend: (spot) => setEnds((was) => (was === null ? null : { from: was.from, to: spot })),
  }
}

/** A day and an hour of a week like any other; 1 January 2024 was a Monday. */
function dayText(locale: Locale, day: number, weekday: 'long' | 'short'): string {
  return new Intl.DateTimeFormat(intlTag(locale), { weekday }).format(new Date(2024, 0, 1 + day))
}

function timeText(locale: Locale, hour: number): string {
  return new Intl.DateTimeFormat(intlTag(locale), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(2024, 0, 1, hour))
}
