import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { isFinished } from '../../../shared/transfer/state.ts'
import type { TransferRow } from '../../../shared/transfer/view.ts'

/** Where a dragged transfer would go. `before` null = behind all that are not over. */
interface Drag {
  readonly id: string
  readonly before: string | null
}

export interface Reorder {
  readonly drag: Drag | null
  /** The transfer that was moved by keys last, to be told where it is now. */
  readonly movedId: string | null
  /** What the handle of a transfer needs; null = it is over and has no place. */
  handleOf(row: TransferRow): Handle | null
}

export interface Handle {
  /** From 1. */
  readonly place: number
  readonly count: number
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onPointerDown: (event: PointerEvent) => void
  readonly onMoveTo: (where: 'top' | 'bottom') => void
}

/** Attribute by which a row is found, and a handle in it. */
export const rowAttribute = 'data-transfer'

/** Reordering by dragging a handle, by its arrow keys, and to either end. */
export function useReorder(
  rows: readonly TransferRow[],
  onMove: (id: string, before: string | null) => void,
): Reorder {
  const queued = rows.filter(({ state }) => !isFinished(state)).map(({ id }) => id)
  const [drag, setDrag] = useState<Drag | null>(null)
  const moved = useRef<string | null>(null)
  const [movedId, setMovedId] = useState<string | null>(null)
  // A row that changed its place in the document has lost the focus on its way.
  const order = queued.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the order has changed
  useEffect(() => {
    if (moved.current === null) return
    document
      .querySelector<HTMLElement>(`[${rowAttribute}="${moved.current}"] .transfer-grip`)
      ?.focus()
    moved.current = null
  }, [order])
  useDragging(drag, queued, setDrag, (done) => onMove(done.id, done.before))

  const moveTo = (id: string, place: number): void => {
    const others = queued.filter((other) => other !== id)
    const bounded = Math.max(0, Math.min(others.length, place))
    if (bounded === queued.indexOf(id)) return
    onMove(id, others[bounded] ?? null)
  }
  return {
    drag,
    movedId,
    handleOf: ({ id }) => {
      const place = queued.indexOf(id)
      if (place < 0) return null
      return {
        place: place + 1,
        count: queued.length,
        onKeyDown: (event) => {
          const next = placeAfterKey(event.key, place, queued.length)
          if (next === null) return
          event.preventDefault()
          moved.current = id
          setMovedId(id)
          moveTo(id, next)
        },
        onPointerDown: (event) => {
          if (event.button === 0) setDrag({ id, before: queued[place + 1] ?? null })
        },
        onMoveTo: (where) => moveTo(id, where === 'top' ? 0 : queued.length),
      }
    },
  }
}

function placeAfterKey(key: string, place: number, count: number): number | null {
  switch (key) {
    case 'ArrowUp':
      return place - 1
    case 'ArrowDown':
      return place + 1
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}

function useDragging(
  drag: Drag | null,
  queued: readonly string[],
  setDrag: (drag: Drag | null) => void,
  onDone: (drag: Drag) => void,
): void {
  const latest = useRef({ drag, queued, onDone })
  latest.current = { drag, queued, onDone }
  const dragging = drag !== null
  useEffect(() => {
    if (!dragging) return
    const move = (event: globalThis.PointerEvent): void => {
      const { drag: at, queued: ids } = latest.current
      if (at === null) return
      scrollNear(event.clientY)
      const before = ids.find((id) => event.clientY < middleOf(id)) ?? null
      if (before !== at.before) setDrag({ ...at, before })
    }
    const drop = (): void => {
      const { drag: at, queued: ids, onDone: done } = latest.current
      setDrag(null)
      if (at === null) return
      const after = ids[ids.indexOf(at.id) + 1] ?? null
      if (at.before !== at.id && at.before !== after) done(at)
    }
    const giveUp = (event: Event): void => {
      if (!(event instanceof globalThis.KeyboardEvent) || event.key === 'Escape') setDrag(null)
    }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', drop)
    window.addEventListener('pointercancel', giveUp)
    window.addEventListener('keydown', giveUp)
    return () => {
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', drop)
      window.removeEventListener('pointercancel', giveUp)
      window.removeEventListener('keydown', giveUp)
    }
  }, [dragging, setDrag])
}

function middleOf(id: string): number {
  const box = document.querySelector(`[${rowAttribute}="${id}"]`)?.getBoundingClientRect()
  return box === undefined ? Number.NEGATIVE_INFINITY : box.top + box.height / 2
}

const edgePx = 24

function scrollNear(clientY: number): void {
  const list = document.querySelector('.transfers-scroll')
  const box = list?.getBoundingClientRect()
  if (!list || !box) return
  if (clientY < box.top + edgePx) list.scrollBy(0, -edgePx / 2)
  else if (clientY > box.bottom - edgePx) list.scrollBy(0, edgePx / 2)
}
