import type { JSX } from 'react'
import { NumberField } from '../../ui/number-field.tsx'
import { DayField } from './day-field.tsx'
import type { Notes } from './editing.ts'
import { describe } from './field-note.tsx'

export interface DaysFieldProps {
  readonly label: string
  readonly suffix: string
  readonly value: string | undefined
  readonly notes: Notes
  /** Empty text for an emptied field. */
  readonly onChange: (value: string) => void
}

export function DaysField({ notes, value, onChange, ...rest }: DaysFieldProps): JSX.Element {
  return (
    <NumberField
      {...rest}
      value={value === undefined || value === '' ? null : Number(value)}
      error={notes.error}
      description={describe(notes.warning)}
      onChange={(next) => onChange(next === null ? '' : String(next))}
    />
  )
}

export type TimingValue = {
  readonly Days?: string | undefined
  readonly CreatedBeforeDate?: string | undefined
}

export interface TimingFieldProps {
  readonly byDate: boolean
  readonly value: TimingValue
  readonly notes: Notes
  readonly texts: {
    readonly after: string
    readonly days: string
    readonly before: string
  }
  readonly onChange: (value: TimingValue) => void
}

/** Days or a date, whichever the rule counts in; the other one is taken out. */
export function TimingField(props: TimingFieldProps): JSX.Element {
  const { byDate, value, notes, texts, onChange } = props
  if (byDate) {
    return (
      <DayField
        label={texts.before}
        value={value.CreatedBeforeDate ?? ''}
        error={notes.error}
        description={describe(notes.warning)}
        onChange={(date) => onChange({ Days: undefined, CreatedBeforeDate: date })}
      />
    )
  }
  return (
    <DaysField
      label={texts.after}
      suffix={texts.days}
      value={value.Days}
      notes={notes}
      onChange={(days) => onChange({ Days: days, CreatedBeforeDate: undefined })}
    />
  )
}
