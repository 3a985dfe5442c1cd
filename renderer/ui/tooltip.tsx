import type { JSX, ReactElement } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components'
import './tooltip.css'

export interface TooltipProps {
  readonly text: string
  /** A focusable react-aria element. */
  readonly children: ReactElement
}

export function Tooltip({ text, children }: TooltipProps): JSX.Element {
  return (
    <TooltipTrigger delay={600} closeDelay={0}>
      {children}
      <AriaTooltip offset={6} className="tooltip">
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
