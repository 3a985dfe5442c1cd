import type { JSX } from 'react'
import { Input, Label, TextField } from 'react-aria-components'
import { FieldNotes, type FieldProps, hasError } from '../../ui/text-field.tsx'

export interface DayFieldProps extends FieldProps {
  /** Midnight UTC as the service writes it, or empty. */
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A day; the service knows no time of day here. */
export function DayField(props: DayFieldProps): JSX.Element {
  const { label, description, error, value, onChange } = props
  return (
    <TextField
      type="date"
      value={value.slice(0, 10)}
      onChange={(day) => onChange(day === '' ? '' : `${day}T00:00:00.000Z`)}
      isInvalid={hasError(error)}
      validationBehavior="aria"
      className="field"
    >
      <Label className="field-label">{label}</Label>
      <Input className="input numeric config-day" />
      <FieldNotes description={description} error={error} />
    </TextField>
  )
}
