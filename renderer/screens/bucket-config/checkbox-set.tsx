import { CircleAlert } from 'lucide-react'
import { type JSX, useId } from 'react'
import { Checkbox } from '../../ui/choice.tsx'

export interface CheckboxSetProps {
  readonly label: string
  /** Values that are no option stay as they are. */
  readonly values: readonly string[]
  readonly options: readonly {
    readonly id: string
    readonly label: string
    /** The service's own word, after the label. */
    readonly term: string
  }[]
  readonly error: string | null
  readonly onChange: (values: string[]) => void
}

export function CheckboxSet(props: CheckboxSetProps): JSX.Element {
  const { label, values, options, error, onChange } = props
  const id = useId()
  return (
    <div
      role="group"
      className="field"
      aria-labelledby={`${id}-label`}
      aria-describedby={error === null ? undefined : `${id}-error`}
      data-invalid={error === null ? undefined : true}
      tabIndex={-1}
    >
      <span id={`${id}-label`} className="field-label">
        {label}
      </span>
      <div className="config-checkboxes">
        {options.map((option) => (
          <Checkbox
            key={option.id}
            isSelected={values.includes(option.id)}
            onChange={(on) =>
              onChange(on ? [...values, option.id] : values.filter((value) => value !== option.id))
            }
          >
            {option.label} <span className="muted">({option.term})</span>
          </Checkbox>
        ))}
      </div>
      {error === null ? null : (
        <span id={`${id}-error`} className="field-error">
          <CircleAlert size={14} aria-hidden />
          <span>{error}</span>
        </span>
      )}
    </div>
  )
}
