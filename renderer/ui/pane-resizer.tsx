import { type JSX, type PointerEvent, useRef } from 'react'
import './pane-resizer.css'

export interface PaneResizerProps {
  readonly label: string
  readonly sizePx: number
  readonly limits: { readonly min: number; readonly max: number }
  /** The side of the window at which the pane lies. */
  readonly pane: 'left' | 'right' | 'bottom'
  readonly onChange: (sizePx: number) => void
}

const keyStepPx = 16

/** The line between two panes: dragged, or moved by the arrow keys. */
export function PaneResizer(props: PaneResizerProps): JSX.Element {
  const { label, sizePx, limits, pane, onChange } = props
  const start = useRef<{ at: number; sizePx: number } | null>(null)
  const across = pane === 'bottom'
  const grows = pane === 'left' ? 1 : -1
  const positionOf = (event: PointerEvent): number => (across ? event.clientY : event.clientX)
  const set = (value: number): void =>
    onChange(Math.round(Math.max(limits.min, Math.min(limits.max, value))))
  const [more, less] = across ? ['ArrowDown', 'ArrowUp'] : ['ArrowRight', 'ArrowLeft']
  return (
    <div
      role="separator"
      aria-orientation={across ? 'horizontal' : 'vertical'}
      aria-label={label}
      aria-valuenow={sizePx}
      aria-valuemin={limits.min}
      aria-valuemax={limits.max}
      tabIndex={0}
      data-pane={pane}
      className="pane-resizer"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { at: positionOf(event), sizePx }
      }}
      onPointerMove={(event) => {
        const from = start.current
        if (from) set(from.sizePx + (positionOf(event) - from.at) * grows)
      }}
      onPointerUp={() => {
        start.current = null
      }}
      onKeyDown={(event) => {
        if (event.altKey) return
        if (event.key === more) set(sizePx + keyStepPx * grows)
        else if (event.key === less) set(sizePx - keyStepPx * grows)
      }}
    />
  )
}
