import type { KeyboardEvent } from 'react'
import { indexAfterKey, typedCharacter } from './grid-keys.ts'
import { useTyping } from './use-typing.ts'

export interface GridKeyHandlers {
  readonly rowCount: number
  readonly focused: number
  readonly onFocusRow: (index: number, mode: 'only' | 'range' | 'keep') => void
  readonly onToggleRow: (index: number) => void
  readonly onOpen: (index: number) => void
  readonly onSelectAll: () => void
  readonly onClearSelection: () => void
  /** The letters typed so far, starting anew after a pause. Answers the row to go to. */
  readonly onTypeAhead: (text: string) => Promise<number | null>
  readonly onDelete: () => void
  readonly onGoUp: () => void
}

interface GridView {
  readonly pageRows: number
  readonly scrollTo: (index: number) => void
  readonly openMenu: () => void
}

export function useGridKeys(
  grid: GridKeyHandlers,
  view: GridView,
): (event: KeyboardEvent<HTMLElement>) => void {
  const typing = useTyping()

  const typeAhead = async (character: string, now: number): Promise<void> => {
    const text = typing.add(character, now)
    const index = await grid.onTypeAhead(text)
    if (index === null || !typing.isLatest(text)) return
    grid.onFocusRow(index, 'only')
    view.scrollTo(index)
  }

  return (event) => {
    const { rowCount: count, focused } = grid
    const command = event.ctrlKey || event.metaKey
    const next = event.altKey
      ? null
      : indexAfterKey(event.key, { focused, count, page: view.pageRows })
    if (next !== null && count > 0) {
      grid.onFocusRow(next, event.shiftKey ? 'range' : command ? 'keep' : 'only')
      view.scrollTo(next)
    } else if (event.key === 'Enter' && count > 0) grid.onOpen(focused)
    else if (event.key === ' ' && count > 0) grid.onToggleRow(focused)
    else if (event.key === 'Escape') grid.onClearSelection()
    else if (event.key === 'Delete' || (event.metaKey && event.key === 'Backspace')) grid.onDelete()
    else if (event.key === 'Backspace') grid.onGoUp()
    else if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) view.openMenu()
    else if (command && event.key.toLowerCase() === 'a') grid.onSelectAll()
    else {
      const character = typedCharacter(event)
      if (character === null) return
      void typeAhead(character, event.timeStamp)
    }
    event.preventDefault()
    event.stopPropagation()
  }
}
