import { type RefCallback, useCallback, useState } from 'react'
import { type RowWindow, rowWindow } from './row-window.ts'

/** A ref for the element that scrolls, and which rows of `count` show in it now. */
export function useRowWindow(
  count: number,
  rowPx: number,
): readonly [RefCallback<HTMLElement>, RowWindow] {
  const [seen, setSeen] = useState({ scrolledPx: 0, viewportPx: 0 })
  const ref = useCallback((element: HTMLElement | null) => {
    if (element === null) return
    const look = (): void =>
      setSeen({ scrolledPx: element.scrollTop, viewportPx: element.clientHeight })
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [])
  return [ref, rowWindow(count, rowPx, seen.scrolledPx, seen.viewportPx)]
}
