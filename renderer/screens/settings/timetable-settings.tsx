import { type JSX, useState } from 'react'
import type { Timetable } from '../../../shared/transfer/pace.ts'
import { type HourMode, hourModes } from '../../../shared/transfer/timetable.ts'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import { Button } from '../../ui/button.tsx'
import { RadioCards, Switch } from '../../ui/choice.tsx'
import { MenuOf } from '../../ui/menu.tsx'
import { paceSentence } from './pace-words.ts'
import { RateField } from './rate-field.tsx'
import { usePace } from './use-pace.ts'
import { useUpdate } from './use-update.ts'
import { WeekGrid } from './week-grid.tsx'
import { presets } from './week-presets.ts'

export function TimetableSettings(): JSX.Element {
  const messages = useMessages()
  const words = messages.settings.timetable
  const format = useFormat()
  const { pace, nowMs } = usePace()
  const { timetable } = pace
  const update = useUpdate()
  const set = (change: Partial<Timetable>): void =>
    update({ timetable: { ...timetable, ...change } })
  return (
    <>
      <Switch isSelected={timetable.on} onChange={(on) => set({ on })}>
        {words.on}
      </Switch>
      {timetable.on ? <Hours timetable={timetable} onChange={set} /> : null}
      <p role="status">{paceSentence(pace, nowMs, { messages, format })}</p>
    </>
  )
}

interface HoursProps {
  readonly timetable: Timetable
  readonly onChange: (change: Partial<Timetable>) => void
}

function Hours({ timetable, onChange }: HoursProps): JSX.Element {
  const words = useMessages().settings.timetable
  const [brush, setBrush] = useState<HourMode>('slow')
  return (
    <>
      <div className="week-tools">
        <RadioCards
          label={words.brush}
          layout="row"
          value={brush}
          onChange={(mode) => setBrush(hourModes.find((one) => one === mode) ?? 'full')}
          options={hourModes.map((mode) => ({
            value: mode,
            title: words.modes[mode],
            icon: <span className={`week-swatch week-${mode}`} aria-hidden />,
          }))}
        />
        <RateField
          label={words.slowRate}
          bytesPerSecond={timetable.slowBytesPerSecond}
          onChange={(slowBytesPerSecond) => onChange({ slowBytesPerSecond })}
        />
        <MenuOf
          label={words.presets}
          trigger={<Button>{words.presets}</Button>}
          entries={presets.map(({ id, text, week }) => ({
            id,
            label: words[text],
            onAction: () => onChange({ week: week() }),
          }))}
        />
      </div>
      <WeekGrid week={timetable.week} brush={brush} onChange={(week) => onChange({ week })} />
      <p className="field-description">{words.howTo}</p>
    </>
  )
}
