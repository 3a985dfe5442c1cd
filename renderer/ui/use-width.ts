import { type RefCallback, useCallback, useState } from 'react'

/** A ref for the element to measure, and its width in px as it changes; null before that. */
export function useWidth(): readonly [RefCallback<HTMLElement>, number | null] {
  const [widthPx, setWidthPx] = useState<number | null>(null)
  const ref = useCallback((element: HTMLElement | null) => {
    if (element === null) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidthPx(Math.round(entry.contentRect.width))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, widthPx]
}
