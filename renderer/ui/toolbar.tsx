import type { JSX, ReactNode } from 'react'
import { Toolbar as AriaToolbar } from 'react-aria-components'

export interface ToolbarProps {
  readonly label: string
  readonly children: ReactNode
}

/** One tab stop; arrow keys move inside. */
export function Toolbar({ label, children }: ToolbarProps): JSX.Element {
  return (
    <AriaToolbar aria-label={label} className="toolbar">
      {children}
    </AriaToolbar>
  )
}
