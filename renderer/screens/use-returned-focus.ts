import { useEffect, useRef } from 'react'

/**
 * Gives the focus back to where it was before a question. The dialog itself gives it back to what
 * opened it, which for the entry of a menu is gone by then.
 */
export function useReturnedFocus(isOpen: boolean): void {
  const last = useRef<HTMLElement | null>(null)
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent): void => {
      const floats = target instanceof Element && target.closest('.popover, .dialog') !== null
      if (!floats && target instanceof HTMLElement) last.current = target
    }
    document.addEventListener('focusin', onFocus)
    return () => document.removeEventListener('focusin', onFocus)
  }, [])
  useEffect(() => {
    if (isOpen) return
    // The dialog gives the focus back in the next frame.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        if (document.activeElement === document.body) last.current?.focus()
      })
    })
    return () => cancelAnimationFrame(frame)
  }, [isOpen])
}
