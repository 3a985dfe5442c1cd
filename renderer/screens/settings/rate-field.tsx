import type { JSX } from 'react'
import { slowestBytesPerSecond } from '../../../shared/transfer/pace.ts'
import { useByteBase, useMessages } from '../../i18n/i18n.tsx'
import { NumberField } from '../../ui/number-field.tsx'

interface RateFieldProps {
  readonly label: string
  readonly bytesPerSecond: number
  readonly isLabelHidden?: boolean
  readonly onChange: (bytesPerSecond: number) => void
}

/** A speed in MB/s, as the system counts megabytes. */
export function RateField(props: RateFieldProps): JSX.Element {
  const { bytesPerSecond, onChange, ...rest } = props
  const words = useMessages().settings.speed
  const unit = useByteBase() ** 2
  return (
    <NumberField
      {...rest}
      suffix={words.unit}
      fractionDigits={1}
      minValue={0.1}
      maxValue={10_000}
      value={Math.round((bytesPerSecond / unit) * 10) / 10}
      onChange={(value) => {
        if (value !== null) onChange(Math.max(slowestBytesPerSecond, Math.round(value * unit)))
      }}
    />
  )
}
