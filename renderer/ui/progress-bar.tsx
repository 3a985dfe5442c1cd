import type { JSX } from 'react'
import { ProgressBar as AriaProgressBar } from 'react-aria-components'
import './progress-bar.css'

export interface ProgressBarProps {
  readonly label: string
  /** 0 to 1; null = running, length unknown. */
  readonly fraction: number | null
  readonly valueText?: string
  readonly tone?: 'accent' | 'success' | 'warning' | 'danger' | 'idle'
}

export function ProgressBar(props: ProgressBarProps): JSX.Element {
  const { label, fraction, valueText, tone = 'accent' } = props
  return (
    <AriaProgressBar
      aria-label={label}
      value={(fraction ?? 0) * 100}
      isIndeterminate={fraction === null}
      {...(valueText === undefined ? {} : { valueLabel: valueText })}
      className={`progress progress-${tone}`}
    >
      {({ percentage, isIndeterminate }) => (
        <div
          className={isIndeterminate ? 'progress-fill progress-unknown' : 'progress-fill'}
          style={{ width: isIndeterminate ? '30%' : `${percentage ?? 0}%` }}
        />
      )}
    </AriaProgressBar>
  )
}
