import { type JSX, useEffect, useState } from 'react'
import './skeleton.css'

/** True once `active` has lasted so long; quick work then shows nothing at all. */
export function useDelayed(active: boolean, delayMs = 200): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!active) {
      setLate(false)
      return
    }
    const timer = setTimeout(() => setLate(true), delayMs)
    return () => clearTimeout(timer)
  }, [active, delayMs])
  return active && late
}

export interface SkeletonProps {
  /** Said to screen readers once. */
  readonly label: string
  readonly rows?: number
}

/** Placeholder rows, shown after 200 ms. */
export function Skeleton({ label, rows = 6 }: SkeletonProps): JSX.Element {
  const shown = useDelayed(true)
  return (
    <div className="skeleton" role="status" aria-label={label} aria-busy>
      {shown ? widths(rows).map((width) => <SkeletonBar key={width} width={width} />) : null}
    </div>
  )
}

export function SkeletonBar({ width }: { readonly width: string }): JSX.Element {
  return <div className="skeleton-bar" style={{ width }} />
}

function widths(rows: number): readonly string[] {
  return Array.from({ length: rows }, (_, row) => `${35 + ((row * 37) % 45) + row / 100}%`)
}
