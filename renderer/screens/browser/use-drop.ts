import { type DragEvent, useEffect, useRef, useState } from 'react'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import type { Carried } from '../../stores/carrying.ts'
import { type Place, placeName, samePlace } from '../../stores/place.ts'
import { useObjectWords } from '../objects/use-words.ts'
import { useRowDrop } from './use-row-drag.ts'
import { useUploadDropped } from './use-upload-dropped.ts'

export interface DropOptions {
  /** Where a drop on this element would go; null = nowhere. */
  readonly placeAt: (target: EventTarget) => Place | null
  /** Held there for a while: opens the folder. */
  readonly onSpring?: (place: Place) => void
}

export interface Drop {
  /** Where a drop would go now. */
  readonly place: Place | null
  /** What a drop would do now. */
  readonly kind: Target['kind'] | null
  /** "Upload 3 items to trip", "Move a.txt to trip". */
  readonly label: string | null
  readonly handlers: {
    readonly onDragOver: (event: DragEvent) => void
    readonly onDragLeave: (event: DragEvent) => void
    readonly onDrop: (event: DragEvent) => void
  }
}

const springMs = 900

interface Upload {
  readonly kind: 'upload'
  readonly to: Place
  readonly count: number
}
type Target = Upload | Carried

/** Files from outside are uploaded where they are dropped; rows of the table are moved or copied. */
export function useDrop({ placeAt, onSpring }: DropOptions): Drop {
  const [target, setTarget] = useState<Target | null>(null)
  const upload = useUploadDropped()
  const rows = useRowDrop()
  const labelFor = useLabel()
  useSpring(target?.to ?? null, onSpring)

  const targetOf = (event: DragEvent): Target | null => {
    const to = placeAt(event.target)
    if (to === null) return null
    const { types, items } = event.dataTransfer
    if (types.includes('Files')) return { kind: 'upload', to, count: items.length }
    return rows.carriedTo(to, event)
  }
  return {
    place: target?.to ?? null,
    kind: target?.kind ?? null,
    label: target === null ? null : labelFor(target),
    handlers: {
      onDragOver(event) {
        const next = targetOf(event)
        setTarget((old) => (sameTarget(old, next) ? old : next))
        // The window refuses what nobody takes.
        if (next === null) return
        event.preventDefault()
        event.dataTransfer.dropEffect = next.kind === 'move' ? 'move' : 'copy'
      },
      onDragLeave(event) {
        const to = event.relatedTarget
        if (!(to instanceof Node && event.currentTarget.contains(to))) setTarget(null)
      },
      onDrop(event) {
        event.preventDefault()
        const last = targetOf(event)
        setTarget(null)
        if (last?.kind === 'upload') void upload(last.to, [...event.dataTransfer.files])
        else if (last) rows.drop(last)
      },
    },
  }
}

function sameTarget(a: Target | null, b: Target | null): boolean {
  if (a === null || b === null) return a === b
  return a.kind === b.kind && samePlace(a.to, b.to) && loadOf(a) === loadOf(b)
}

function loadOf(target: Target): unknown {
  return target.kind === 'upload' ? target.count : target.selected
}

function useLabel(): (target: Target) => string {
  const { browser, objects } = useMessages()
  const { what, folder } = useObjectWords()
  const format = useFormat()
  return (target) => {
    const { to } = target
    if (target.kind !== 'upload') return objects[target.kind].to(what(target.selected), folder(to))
    const { count } = target
    return count === 0
      ? browser.drop.unknown(placeName(to))
      : browser.drop.here(count, format.count(count), placeName(to))
  }
}

function useSpring(place: Place | null, onSpring: ((place: Place) => void) | undefined): void {
  const spring = useRef(onSpring)
  spring.current = onSpring
  const held = place === null ? null : JSON.stringify(place)
  useEffect(() => {
    if (held === null) return
    const timer = setTimeout(() => spring.current?.(JSON.parse(held) as Place), springMs)
    return () => clearTimeout(timer)
  }, [held])
}
