import type { JSX, ReactNode } from 'react'
import { Button as AriaButton, type PressEvent } from 'react-aria-components'
import './button.css'
import { Tooltip } from './tooltip.tsx'

export interface ButtonProps {
  readonly children: ReactNode
  /** `primary`: the one main action; `danger`: destroys something. */
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger'
  readonly icon?: ReactNode
  readonly type?: 'button' | 'submit'
  readonly isDisabled?: boolean
  /**
   * Shows that the action runs; the button stays focusable and ignores presses. The library's own
   * property announces it by elements that are gone by then.
   */
  readonly isPending?: boolean
  readonly autoFocus?: boolean
  readonly onPress?: (event: PressEvent) => void
  readonly 'aria-label'?: string
  readonly 'aria-expanded'?: boolean
}

export function Button({
  children,
  variant = 'secondary',
  icon,
  isPending = false,
  onPress,
  ...rest
}: ButtonProps): JSX.Element {
  return (
    <AriaButton
      {...rest}
      {...(isPending
        ? { 'aria-disabled': true, type: 'button' as const }
        : onPress === undefined
          ? {}
          : { onPress })}
      className={`button button-${variant}`}
    >
      {icon}
      <span className="button-text">{children}</span>
    </AriaButton>
  )
}

export interface IconButtonProps {
  /** Accessible name and tooltip. */
  readonly label: string
  readonly icon: ReactNode
  readonly isDisabled?: boolean
  readonly isPressed?: boolean
  readonly small?: boolean
  /** Shown after the name in the tooltip: `Alt+←`. */
  readonly shortcut?: string
  readonly onPress?: (event: PressEvent) => void
}

export function IconButton(props: IconButtonProps): JSX.Element {
  const { label, icon, small = false, isPressed, shortcut, ...rest } = props
  return (
    <Tooltip text={shortcut === undefined ? label : `${label} (${shortcut})`}>
      <AriaButton
        {...rest}
        aria-label={label}
        {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
        className={small ? 'icon-button icon-button-small' : 'icon-button'}
      >
        {icon}
      </AriaButton>
    </Tooltip>
  )
}
