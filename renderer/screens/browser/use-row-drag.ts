import type { DragEvent } from 'react'
import { type Carried, dropOf } from '../../stores/carrying.ts'
import { rowAt } from '../../stores/pages.ts'
import type { Place } from '../../stores/place.ts'
import { useSettings, useStores } from '../../stores/stores.tsx'
import { useCarry } from '../objects/use-carry.ts'

/** Tells a drag of rows from any other. What is dragged stays in the page. */
const rowsType = 'application/x-oss-desk-rows'

/** Takes up a row of the table, with the whole selection when it is part of it. */
export function useRowDrag(): (event: DragEvent, index: number) => void {
  const { browser, clipboard } = useStores()
  return (event, index) => {
    const { place, pages, selected, focusRow } = browser.getState()
    const row = rowAt(pages, index)
    if (!place || !row) {
      event.preventDefault()
      return
    }
    if (!selected.has(row.key)) focusRow(index, 'only')
    clipboard.getState().drag({ from: place, selected: browser.getState().selected })
    event.dataTransfer.setData(rowsType, 'rows')
    event.dataTransfer.effectAllowed = 'copyMove'
  }
}

export interface RowDrop {
  /** What a drop of the dragged rows would do there; null = nothing. */
  carriedTo(to: Place, event: DragEvent): Carried | null
  /** A copy starts; a move is asked about. */
  drop(carried: Carried): void
}

export function useRowDrop(): RowDrop {
  const { clipboard, shell } = useStores()
  const isMac = useSettings((state) => state.app?.platform === 'darwin')
  const carry = useCarry()
  return {
    carriedTo(to, event) {
      const { dragged } = clipboard.getState()
      if (!dragged || !event.dataTransfer.types.includes(rowsType)) return null
      return dropOf({ ...dragged, to }, isMac ? event.altKey : event.ctrlKey)
    },
    drop(carried) {
      if (carried.kind === 'copy') void carry(carried)
      else shell.getState().ask({ kind: 'move-dropped', carried })
    },
  }
}
