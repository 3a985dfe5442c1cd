import { useEffect, useRef, useState } from 'react'
import type { EditorProps } from './editing.ts'

/** Which rule forms are open, by place. */
export interface OpenRules {
  readonly isOpen: (index: number) => boolean
  readonly toggle: (index: number) => void
  readonly openOnly: (index: number) => void
  readonly removed: (index: number) => void
  readonly moved: (from: number, to: number) => void
  /** Changes when places change hands: forms that keep text of their own start afresh. */
  readonly generation: number
}

/** Opens by itself every rule in which `showMissing` brings an error to light. */
export function useOpenRules(
  editor: Pick<EditorProps<unknown>, 'issues' | 'showMissing'>,
  list: string,
): OpenRules {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  const [generation, setGeneration] = useState(0)
  const issues = useRef(editor.issues)
  issues.current = editor.issues
  useEffect(() => {
    if (!editor.showMissing) return
    const broken = issues.current
      .filter((issue) => issue.severity === 'error' && issue.path[0] === list)
      .flatMap((issue) => (typeof issue.path[1] === 'number' ? [issue.path[1]] : []))
    setOpen((current) => new Set([...current, ...broken]))
  }, [editor.showMissing, list])
  const shuffle = (next: (index: number) => number | null): void => {
    setGeneration((value) => value + 1)
    setOpen((current) => new Set([...current].flatMap((index) => next(index) ?? [])))
  }
  return {
    generation,
    isOpen: (index) => open.has(index),
    toggle: (index) =>
      setOpen((current) => {
        const next = new Set(current)
        if (!next.delete(index)) next.add(index)
        return next
      }),
    openOnly: (index) => setOpen(new Set([index])),
    removed: (gone) =>
      shuffle((index) => (index === gone ? null : index > gone ? index - 1 : index)),
    moved: (from, to) => shuffle((index) => (index === from ? to : index === to ? from : index)),
  }
}
