import { Search, X } from 'lucide-react'
import type { JSX, Ref } from 'react'
import { SearchField as AriaSearchField, Button, Input } from 'react-aria-components'
import './field.css'

export interface SearchFieldProps {
  readonly label: string
  readonly placeholder: string
  readonly clearLabel: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly isDisabled?: boolean
  readonly inputRef?: Ref<HTMLInputElement>
}

export function SearchField(props: SearchFieldProps): JSX.Element {
  const { label, placeholder, clearLabel, inputRef, ...rest } = props
  return (
    <AriaSearchField {...rest} aria-label={label} className="search-field">
      <Search size={14} aria-hidden />
      <Input {...(inputRef ? { ref: inputRef } : {})} className="input" placeholder={placeholder} />
      <Button aria-label={clearLabel} className="icon-button icon-button-small">
        <X size={14} aria-hidden />
      </Button>
    </AriaSearchField>
  )
}
