import { Check, Minus } from 'lucide-react'
import type { JSX, ReactNode } from 'react'
import {
  Checkbox as AriaCheckbox,
  Switch as AriaSwitch,
  Label,
  Radio,
  RadioGroup,
  Text,
} from 'react-aria-components'
import { FieldNotes, type FieldProps, hasError } from './text-field.tsx'
import './choice.css'

export interface CheckboxProps {
  readonly children: ReactNode
  readonly description?: string
  readonly isSelected: boolean
  readonly isIndeterminate?: boolean
  readonly isDisabled?: boolean
  readonly onChange: (selected: boolean) => void
}

export function Checkbox({ children, description, ...rest }: CheckboxProps): JSX.Element {
  return (
    <AriaCheckbox {...rest} className="checkbox">
      {({ isSelected, isIndeterminate }) => (
        <>
          <span className="checkbox-box" aria-hidden>
            {isIndeterminate ? <Minus size={12} /> : isSelected ? <Check size={12} /> : null}
          </span>
          <span className="choice-text">
            <span>{children}</span>
            {description === undefined ? null : (
              <span className="field-description">{description}</span>
            )}
          </span>
        </>
      )}
    </AriaCheckbox>
  )
}

export interface SwitchProps {
  readonly children: ReactNode
  readonly isSelected: boolean
  readonly isDisabled?: boolean
  readonly onChange: (selected: boolean) => void
}

export function Switch({ children, ...rest }: SwitchProps): JSX.Element {
  return (
    <AriaSwitch {...rest} className="switch">
      <span className="switch-track" aria-hidden>
        <span className="switch-thumb" />
      </span>
      <span>{children}</span>
    </AriaSwitch>
  )
}

export interface RadioCard {
  readonly value: string
  readonly title: string
  readonly description?: ReactNode
  readonly icon?: ReactNode
}

export interface RadioCardsProps extends FieldProps {
  readonly options: readonly RadioCard[]
  readonly value: string | null
  readonly onChange: (value: string) => void
  /** `row`: short cards side by side. */
  readonly layout?: 'column' | 'row'
  /** The chosen card, or the first, has the focus at first. */
  readonly autoFocus?: boolean
}

export function RadioCards(props: RadioCardsProps): JSX.Element {
  const { label, description, error, options, layout = 'column', autoFocus, ...rest } = props
  const first = props.value ?? options[0]?.value
  return (
    <RadioGroup
      {...rest}
      isInvalid={hasError(error)}
      validationBehavior="aria"
      className="field radio-cards"
      data-layout={layout}
    >
      <Label className="field-label">{label}</Label>
      <div className="radio-cards-list">
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            autoFocus={autoFocus === true && option.value === first}
            className="radio-card"
          >
            <span className="radio-dot" aria-hidden />
            <span className="choice-text">
              <span className="radio-card-title">
                {option.icon}
                {option.title}
              </span>
              {option.description === undefined ? null : (
                <Text slot="description" className="field-description">
                  {option.description}
                </Text>
              )}
            </span>
          </Radio>
        ))}
      </div>
      <FieldNotes description={description} error={error} />
    </RadioGroup>
  )
}
