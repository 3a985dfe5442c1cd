import { type DragEvent, useCallback, useEffect, useRef, useState } from 'react'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import { type Place, placeName, samePlace } from '../../stores/place.ts'
import { useStores } from '../../stores/stores.tsx'

export interface FileDropOptions {
  /** Where a drop on this element would go; null = nowhere. */
  readonly placeAt: (target: EventTarget) => Place | null
  /** Held there for a while: opens the folder. */
  readonly onSpring?: (place: Place) => void
}

export interface FileDrop {
  /** Where a drop would go now. */
  readonly place: Place | null
  /** "Upload 3 items to trip". */
  readonly label: string | null
  readonly handlers: {
    readonly onDragOver: (event: DragEvent) => void
    readonly onDragLeave: (event: DragEvent) => void
    readonly onDrop: (event: DragEvent) => void
  }
}

const springMs = 900

interface Target {
  readonly place: Place
  readonly count: number
}

export function useFileDrop({ placeAt, onSpring }: FileDropOptions): FileDrop {
  const [target, setTarget] = useState<Target | null>(null)
  const upload = useUploadDropped()
  const { browser: words } = useMessages()
  const format = useFormat()
  useSpring(target?.place ?? null, onSpring)

  const labelFor = ({ place, count }: Target): string =>
    count === 0
      ? words.drop.unknown(placeName(place))
      : words.drop.here(count, format.count(count), placeName(place))
  return {
    place: target?.place ?? null,
    label: target === null ? null : labelFor(target),
    handlers: {
      onDragOver(event) {
        if (!event.dataTransfer.types.includes('Files')) return
        const place = placeAt(event.target)
        if (place === null) {
          setTarget(null)
          return
        }
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
        const count = event.dataTransfer.items.length
        setTarget((old) =>
          samePlace(old?.place ?? null, place) && old?.count === count ? old : { place, count },
        )
      },
      onDragLeave(event) {
        const to = event.relatedTarget
        if (!(to instanceof Node && event.currentTarget.contains(to))) setTarget(null)
      },
      onDrop(event) {
        event.preventDefault()
        const place = placeAt(event.target)
        setTarget(null)
        if (place) void upload(place, [...event.dataTransfer.files])
      },
    },
  }
}

/** Starts the upload and says so; failures go to the notice bar. */
export function useUploadDropped(): (place: Place, files: readonly File[]) => Promise<void> {
  const { files: actions, shell } = useStores()
  const { browser: words } = useMessages()
  const format = useFormat()
  return useCallback(
    async (place, files) => {
      const { fail, tell } = shell.getState()
      try {
        const count = await actions.uploadDropped(place, files)
        if (count === null) tell(words.notices.nothingToPaste)
        else tell(words.notices.uploadStarted(count, format.count(count), placeName(place)))
      } catch (error) {
        fail(error)
      }
    },
    [actions, shell, words, format],
  )
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
