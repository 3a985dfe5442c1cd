import { CircleAlert, Eye, EyeOff } from 'lucide-react'
import { type JSX, type ReactNode, useEffect, useRef, useState } from 'react'
import {
  FieldError as AriaFieldError,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  Input,
  Label,
  Text,
} from 'react-aria-components'
import { IconButton } from './button.tsx'
import './field.css'

export interface FieldProps {
  readonly label: string
  readonly description?: ReactNode
  /** Set = the field is invalid and this is why. */
  readonly error?: string | null | undefined
  readonly isDisabled?: boolean
}

export interface TextFieldProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onBlur?: () => void
  readonly placeholder?: string
  readonly autoFocus?: boolean
  readonly isRequired?: boolean
  readonly isReadOnly?: boolean
  /** For ids, keys and hosts. */
  readonly mono?: boolean
  readonly name?: string
  readonly type?: 'text' | 'datetime-local'
  readonly maxLength?: number
  /** So many characters from the start are selected at first. */
  readonly selectedLength?: number
}

export function TextField(props: TextFieldProps): JSX.Element {
  const { label, description, error, placeholder, mono = false, selectedLength, ...rest } = props
  const input = useRef<HTMLInputElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: at first only
  useEffect(() => {
    if (selectedLength !== undefined) input.current?.setSelectionRange(0, selectedLength)
  }, [])
  return (
    <AriaTextField {...rest} isInvalid={hasError(error)} className="field" {...plainText}>
      <Label className="field-label">{label}</Label>
      <Input
        ref={input}
        className={mono ? 'input input-mono' : 'input'}
        placeholder={placeholder}
      />
      <FieldNotes description={description} error={error} />
    </AriaTextField>
  )
}

export interface SecretFieldProps extends TextFieldProps {
  readonly showLabel: string
  readonly hideLabel: string
}

/** A password field whose content can be looked at. */
export function SecretField(props: SecretFieldProps): JSX.Element {
  const { label, description, error, placeholder, showLabel, hideLabel, mono, ...rest } = props
  const [shown, setShown] = useState(false)
  return (
    <AriaTextField
      {...rest}
      {...plainText}
      type={shown ? 'text' : 'password'}
      isInvalid={hasError(error)}
      className="field"
    >
      <Label className="field-label">{label}</Label>
      <div className="input-row input-row-secret">
        <Input className={mono ? 'input input-mono' : 'input'} placeholder={placeholder} />
        <IconButton
          small
          label={shown ? hideLabel : showLabel}
          icon={shown ? <EyeOff size={16} /> : <Eye size={16} />}
          onPress={() => setShown(!shown)}
        />
      </div>
      <FieldNotes description={description} error={error} />
    </AriaTextField>
  )
}

export interface TextAreaProps extends TextFieldProps {
  readonly rows?: number
}

export function TextArea(props: TextAreaProps): JSX.Element {
  const { label, description, error, placeholder, mono = false, rows = 3, ...rest } = props
  return (
    <AriaTextField {...rest} {...plainText} isInvalid={hasError(error)} className="field">
      <Label className="field-label">{label}</Label>
      <AriaTextArea
        rows={rows}
        className={mono ? 'input input-mono' : 'input'}
        placeholder={placeholder}
      />
      <FieldNotes description={description} error={error} />
    </AriaTextField>
  )
}

/** Names, hosts and keys are no prose: nothing may correct them. */
const plainText = {
  autoComplete: 'off',
  autoCorrect: 'off',
  spellCheck: 'false',
  validationBehavior: 'aria',
} as const

export function hasError(error: string | null | undefined): boolean {
  return error !== null && error !== undefined && error !== ''
}

/** Description and error below a field; inside a react-aria field they are tied to it. */
export function FieldNotes({ description, error }: Omit<FieldProps, 'label'>): JSX.Element {
  return (
    <>
      {description === undefined || hasError(error) ? null : (
        <Text slot="description" className="field-description">
          {description}
        </Text>
      )}
      <AriaFieldError className="field-error">
        <CircleAlert size={14} aria-hidden />
        <span>{error}</span>
      </AriaFieldError>
    </>
  )
}
