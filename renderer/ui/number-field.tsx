import type { JSX } from 'react'
import { NumberField as AriaNumberField, Group, Input, Label } from 'react-aria-components'
import { FieldNotes, type FieldProps, hasError } from './text-field.tsx'
import './field.css'

export interface NumberFieldProps extends FieldProps {
  /** null = empty. */
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  readonly minValue?: number
  readonly maxValue?: number
  /** The unit, after the field: "days". */
  readonly suffix?: string
  readonly autoFocus?: boolean
  /** Digits after the decimal sign that may be typed. */
  readonly fractionDigits?: number
  /** The label is for screen readers only: what stands before the field says it already. */
  readonly isLabelHidden?: boolean
}

export function NumberField(props: NumberFieldProps): JSX.Element {
  const { label, description, error, value, onChange, suffix, ...more } = props
  const { fractionDigits = 0, isLabelHidden = false, ...rest } = more
  return (
    <AriaNumberField
      {...rest}
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      isInvalid={hasError(error)}
      validationBehavior="aria"
      formatOptions={{ useGrouping: false, maximumFractionDigits: fractionDigits }}
      className="field"
    >
      <Label className={isLabelHidden ? 'visually-hidden' : 'field-label'}>{label}</Label>
      <Group className="number-field-group">
        <Input className="input numeric" />
        {suffix === undefined ? null : <span className="muted">{suffix}</span>}
      </Group>
      <FieldNotes description={description} error={error} />
    </AriaNumberField>
  )
}
