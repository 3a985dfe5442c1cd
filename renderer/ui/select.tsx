import { Check, ChevronDown } from 'lucide-react'
import type { JSX } from 'react'
import {
  Select as AriaSelect,
  Button,
  Header,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
  SelectValue,
  Text,
} from 'react-aria-components'
import { FieldNotes, type FieldProps, hasError } from './text-field.tsx'
import './field.css'
import './menu.css'
import './select.css'

export interface SelectOption {
  readonly id: string
  readonly label: string
  readonly description?: string
}

export interface SelectGroup {
  readonly label: string
  readonly options: readonly SelectOption[]
}

export interface SelectProps extends FieldProps {
  readonly options: readonly SelectOption[] | readonly SelectGroup[]
  readonly value: string | null
  readonly onChange: (id: string) => void
  readonly placeholder?: string
}

export function Select(props: SelectProps): JSX.Element {
  const { label, description, error, options, value, onChange, placeholder, ...rest } = props
  return (
    <AriaSelect
      {...rest}
      value={value}
      onChange={(key) => onChange(String(key))}
      isInvalid={hasError(error)}
      validationBehavior="aria"
      placeholder={placeholder ?? ''}
      className="field"
    >
      <Label className="field-label">{label}</Label>
      <Button className="select-button">
        <SelectValue className="select-value" />
        <ChevronDown size={14} aria-hidden />
      </Button>
      <FieldNotes description={description} error={error} />
      <Popover className="popover select-popover" offset={4}>
        <ListBox className="menu">
          {options.map((entry) =>
            'options' in entry ? (
              <ListBoxSection key={entry.label} id={entry.label}>
                <Header className="menu-header">{entry.label}</Header>
                {entry.options.map(option)}
              </ListBoxSection>
            ) : (
              option(entry)
            ),
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}

function option(entry: SelectOption): JSX.Element {
  return (
    <ListBoxItem key={entry.id} id={entry.id} textValue={entry.label} className="menu-item">
      {({ isSelected }) => (
        <>
          <span className="menu-item-icon">{isSelected ? <Check size={14} /> : null}</span>
          <span className="menu-item-text">
            <Text slot="label">{entry.label}</Text>
            {entry.description === undefined ? null : (
              <Text slot="description" className="menu-item-description">
                {entry.description}
              </Text>
            )}
          </span>
        </>
      )}
    </ListBoxItem>
  )
}
