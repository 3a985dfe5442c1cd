import { GripVertical } from 'lucide-react'
import type { JSX } from 'react'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import type { Handle } from './use-reorder.ts'

interface GripProps {
  readonly handle: Handle
  readonly name: string
}

/** The handle by which a transfer is put elsewhere in the queue, with the pointer or arrow keys. */
export function Grip({ handle, name }: GripProps): JSX.Element {
  const { queue } = useMessages().transfers
  const format = useFormat()
  const { place, count, onKeyDown, onPointerDown } = handle
  return (
    <button
      type="button"
      className="transfer-grip"
      aria-label={queue.place(name, format.count(place), format.count(count))}
      title={queue.placeHelp}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
    >
      <GripVertical size={14} aria-hidden />
    </button>
  )
}
