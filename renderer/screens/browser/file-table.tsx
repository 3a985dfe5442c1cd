import { type JSX, useState } from 'react'
import type { Sort } from '../../../shared/catalog.ts'
import type { ListingRow } from '../../../shared/objects.ts'
import { useMessages } from '../../i18n/i18n.tsx'
import { rowAt } from '../../stores/pages.ts'
import { type Place, placeName, samePlace } from '../../stores/place.ts'
import type { Selected } from '../../stores/selection.ts'
import { useBrowser, useHeld, useSettings, useStores } from '../../stores/stores.tsx'
import { ContextMenu } from '../../ui/menu.tsx'
import { VirtualGrid } from '../../ui/virtual-grid.tsx'
import { columnsFor, useColumns } from './columns.tsx'
import { useBrowserCommands } from './use-browser-actions.ts'
import { useRowDrag } from './use-row-drag.ts'
import { useSelectionMenu } from './use-selection-menu.tsx'

export interface FileTableProps {
  readonly place: Place
  readonly total: number
  readonly widthPx: number | null
  /** The folder row that a drop would go to. */
  readonly dropPrefix: string | null
}

export function FileTable({ place, total, widthPx, dropPrefix }: FileTableProps): JSX.Element {
  const { browser } = useStores()
  const { browser: words } = useMessages()
  const commands = useBrowserCommands()
  const entries = useSelectionMenu()
  const columns = useColumns()
  const [menuAt, setMenuAt] = useState<{ x: number; y: number } | null>(null)
  const pages = useBrowser((state) => state.pages)
  const selected = useBrowser((state) => state.selected)
  const sort = useBrowser((state) => state.sort)
  const focused = useBrowser((state) => state.focused)
  const filter = useBrowser((state) => state.filter)
  const comfortable = useSettings((state) => state.settings.density === 'comfortable')
  const cut = useCut(place)
  const onDragRow = useRowDrag()
  const actions = browser.getState()
  return (
    <>
      <VirtualGrid<ListingRow>
        label={words.table.label(placeName(place))}
        columns={columnsFor(columns, widthPx)}
        rowCount={total}
        rowHeightPx={comfortable ? 34 : 28}
        rowAt={(index) => rowAt(pages, index)}
        rowKey={(row) => row.key}
        isSelected={(row) => selected.has(row.key)}
        isFaded={(row) => cut?.has(row.key) ?? false}
        isDropTarget={(row) => row.key === dropPrefix}
        sort={sort}
        onSort={(column) => actions.setSort(nextSort(sort, column))}
        focused={focused}
        scrollKey={JSON.stringify([place, sort, filter])}
        onNeed={actions.need}
        onFocusRow={actions.focusRow}
        onToggleRow={actions.toggleRow}
        onOpen={commands.open}
        onSelectAll={commands.selectAll}
        onClearSelection={actions.clearSelection}
        onTypeAhead={actions.find}
        onDelete={() => commands.askFor('delete')}
        onGoUp={() => void actions.goUp()}
        onDragRow={onDragRow}
        onContextMenu={(at, index) => {
          const row = index === null ? undefined : rowAt(pages, index)
          if (index === null) actions.clearSelection()
          else if (row && !selected.has(row.key)) actions.focusRow(index, 'only')
          setMenuAt(at)
        }}
      />
      <ContextMenu
        label={words.table.menu}
        entries={entries}
        at={menuAt}
        onClose={() => setMenuAt(null)}
      />
    </>
  )
}

/** What was cut here and not pasted yet. */
function useCut(place: Place): Selected | null {
  const held = useHeld((state) => state.held)
  return held?.kind === 'move' && samePlace(held.from, place) ? held.selected : null
}

function nextSort(sort: Sort, column: string): Sort {
  const named = column as Sort['column']
  if (sort.column !== named) return { column: named, direction: 'ascending' }
  return {
    column: named,
    direction: sort.direction === 'ascending' ? 'descending' : 'ascending',
  }
}
