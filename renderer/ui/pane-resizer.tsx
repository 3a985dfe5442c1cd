import { type JSX, type PointerEvent, useRef } from 'react'
import './pane-resizer.css'

export interface PaneResizerProps {
  readonly label: string
  readonly widthPx: number
  readonly minPx: number
  readonly maxPx: number
  /** The side of the resizer on which the pane lies. */
  readonly pane: 'left' | 'right'
  readonly onChange: (widthPx: number) => void
}

/** The line between two panes: dragged, or moved by the arrow keys. */
export function PaneResizer(props: PaneResizerProps): JSX.Element {
  const { label, widthPx, minPx, maxPx, pane, onChange } = props
  const start = useRef<{ x: number; widthPx: number } | null>(null)
  const grows = pane === 'left' ? 1 : -1
  const set = (value: number): void => onChange(Math.max(minPx, Math.min(maxPx, value)))
  const move = (event: PointerEvent): void => {
    if (start.current) set(start.current.widthPx + (event.clientX - start.current.x) * grows)
  }
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={widthPx}
      aria-valuemin={minPx}
      aria-valuemax={maxPx}
      tabIndex={0}
      data-pane={pane}
      className="pane-resizer"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { x: event.clientX, widthPx }
      }}
      onPointerMove={move}
      onPointerUp={() => {
        start.current = null
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') set(widthPx + 16 * grows)
        else if (event.key === 'ArrowLeft') set(widthPx - 16 * grows)
      }}
    />
  )
}
