import { useEffect, useRef, useState } from 'react'
import type { EditorProps } from './editing.ts'

/** Which rule forms are open. Rules keep an identity while they move, so focus and text stay. */
export interface OpenRules {
  /** One for each rule, in the order of the rules. */
  readonly ids: readonly number[]
  readonly isOpen: (index: number) => boolean
  readonly toggle: (index: number) => void
  /** Before a rule is added at the end; its form is the one that is open then. */
  readonly added: () => void
  readonly removed: (index: number) => void
  readonly moved: (from: number, to: number) => void
}

/** Opens by itself every rule in which `showMissing` brings an error to light. */
export function useOpenRules(
  editor: Pick<EditorProps<unknown>, 'issues' | 'showMissing'>,
  list: string,
  count: number,
): OpenRules {
  const [ids, setIds] = useState<readonly number[]>(() =>
    Array.from({ length: count }, (_, i) => i),
  )
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  const latest = useRef({ ids, issues: editor.issues })
  latest.current = { ids, issues: editor.issues }
  useEffect(() => {
    if (!editor.showMissing) return
    const broken = latest.current.issues
      .filter((issue) => issue.severity === 'error' && issue.path[0] === list)
      .flatMap((issue) => latest.current.ids[Number(issue.path[1])] ?? [])
    setOpen((current) => new Set([...current, ...broken]))
  }, [editor.showMissing, list])
  return {
    ids,
    isOpen: (index) => open.has(ids[index] ?? -1),
    toggle: (index) => setOpen((current) => toggled(current, ids[index] ?? -1)),
    added: () => {
      const id = Math.max(-1, ...ids) + 1
      setIds([...ids, id])
      setOpen(new Set([id]))
    },
    removed: (index) => setIds(ids.filter((_, place) => place !== index)),
    moved: (from, to) =>
      setIds(
        ids.map((id, place) => (place === from ? ids[to] : place === to ? ids[from] : id) ?? id),
      ),
  }
}

function toggled(current: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(current)
  if (!next.delete(id)) next.add(id)
  return next
}
