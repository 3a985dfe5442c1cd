// biome-ignore-all lint/a11y/useSemanticElements: a <table> cannot be windowed; the roles are the grid pattern of ARIA
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import {
  type DragEvent,
  type JSX,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
} from 'react'
import { type GridKeyHandlers, useGridKeys } from './use-grid-keys.ts'
import './virtual-grid.css'

export interface GridColumn<Row> {
  readonly id: string
  readonly label: string
  /** CSS grid track: `minmax(200px, 1fr)`. */
  readonly width: string
  readonly align?: 'start' | 'end'
  readonly sortable?: boolean
  readonly cell: (row: Row) => ReactNode
}

export interface VirtualGridProps<Row> extends GridKeyHandlers {
  readonly label: string
  readonly columns: readonly GridColumn<Row>[]
  readonly rowCount: number
  readonly rowHeightPx: number
  /** undefined = not loaded yet: a skeleton row shows. */
  readonly rowAt: (index: number) => Row | undefined
  readonly rowKey: (row: Row) => string
  readonly isSelected: (row: Row) => boolean
  /** On its way out: cut, and not pasted yet. */
  readonly isFaded?: (row: Row) => boolean
  readonly isDropTarget?: (row: Row) => boolean
  readonly sort: { readonly column: string; readonly direction: 'ascending' | 'descending' }
  readonly onSort: (column: string) => void
  readonly onNeed: (first: number, last: number) => void
  /** A row is taken up with the mouse. Without it, rows cannot be dragged. */
  readonly onDragRow?: (event: DragEvent, index: number) => void
  readonly onContextMenu: (at: { x: number; y: number }, index: number | null) => void
  /** A new value scrolls to the focused row once rows are there. */
  readonly scrollKey: string
}

/**
 * A table of any length: only the rows on screen are in the document. The grid itself holds the
 * focus and names the active row, so a row that scrolls away cannot take the focus with it.
 */
export function VirtualGrid<Row>(props: VirtualGridProps<Row>): JSX.Element {
  const { columns, rowCount, rowHeightPx, onNeed, scrollKey, focused } = props
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const virtualizer = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 12,
    scrollPaddingStart: headerPx,
  })
  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0

  // biome-ignore lint/correctness/useExhaustiveDependencies: rows keep a cached height otherwise
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeightPx])
  useEffect(() => {
    if (rowCount > 0) onNeed(first, last)
  }, [onNeed, first, last, rowCount])
  useKeptFocus(scroller)
  useScrollOnce(scrollKey, rowCount > 0, () => virtualizer.scrollToIndex(focused))

  const keys = useGridKeys(props, {
    pageRows: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeightPx) - 2),
    scrollTo: (index) => virtualizer.scrollToIndex(index),
    openMenu: () => {
      const row = document.getElementById(rowId(id, focused)) ?? scroller.current
      const box = row?.getBoundingClientRect()
      if (box) props.onContextMenu({ x: box.left + 40, y: box.top + rowHeightPx }, focused)
    },
  })

  return (
    <div
      ref={scroller}
      className="grid"
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-multiselectable
      aria-rowcount={rowCount + 1}
      aria-colcount={columns.length}
      {...(rowCount > 0 ? { 'aria-activedescendant': rowId(id, focused) } : {})}
      onKeyDown={keys}
      onContextMenu={(event) => {
        event.preventDefault()
        props.onContextMenu({ x: event.clientX, y: event.clientY }, rowIndexOf(event.target))
      }}
    >
      <GridHeader {...props} template={template(columns)} />
      <div role="rowgroup" className="grid-body" style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => (
          <GridRow
            key={item.index}
            {...props}
            id={rowId(id, item.index)}
            index={item.index}
            top={item.start}
            template={template(columns)}
          />
        ))}
      </div>
    </div>
  )
}

const headerPx = 28

function rowId(id: string, index: number): string {
  return `${id}-row-${index}`
}

function template(columns: readonly { readonly width: string }[]): string {
  return columns.map(({ width }) => width).join(' ')
}

/** The row that an event happened on, or null. */
export function rowIndexOf(target: EventTarget | null): number | null {
  const row = target instanceof Element ? target.closest('[data-index]') : null
  return row === null ? null : Number(row.getAttribute('data-index'))
}

/** Marks the element that holds the focus of a grid while something else is in the grid's place. */
export const focusHome = { 'data-focus-home': '', tabIndex: -1 } as const

/** Keys go on working when a grid gives way to a placeholder and comes back. */
function useKeptFocus(grid: { readonly current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const element = grid.current
    const home = element?.closest<HTMLElement>('[data-focus-home]')
    if (home && document.activeElement === home) element?.focus()
    return () => {
      if (document.activeElement === element) home?.focus()
    }
  }, [grid])
}

function useScrollOnce(key: string, ready: boolean, scroll: () => void): void {
  const done = useRef<string | null>(null)
  useEffect(() => {
    if (!ready || done.current === key) return
    done.current = key
    scroll()
  })
}

type HeaderProps<Row> = VirtualGridProps<Row> & { readonly template: string }

function GridHeader<Row>({ columns, sort, onSort, ...rest }: HeaderProps<Row>): JSX.Element {
  return (
    <div role="rowgroup" className="grid-head">
      <div
        role="row"
        aria-rowindex={1}
        className="grid-header"
        style={{ gridTemplateColumns: rest.template }}
        tabIndex={-1}
      >
        {columns.map((column) => {
          const sorted = sort.column === column.id
          const Arrow = sort.direction === 'ascending' ? ArrowUp : ArrowDown
          return (
            <div
              key={column.id}
              role="columnheader"
              className={`grid-heading grid-${column.align ?? 'start'}`}
              tabIndex={-1}
              {...(column.sortable === true
                ? { 'aria-sort': sorted ? sort.direction : 'none' }
                : {})}
            >
              {column.sortable === true ? (
                <button type="button" tabIndex={-1} onClick={() => onSort(column.id)}>
                  <span>{column.label}</span>
                  {sorted ? <Arrow size={12} aria-hidden /> : null}
                </button>
              ) : (
                <span>{column.label}</span>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

type RowProps<Row> = VirtualGridProps<Row> & {
  readonly id: string
  readonly index: number
  readonly top: number
  readonly template: string
}

function GridRow<Row>(props: RowProps<Row>): JSX.Element {
  const { index, columns, rowHeightPx } = props
  const row = props.rowAt(index)
  const selected = row !== undefined && props.isSelected(row)
  const drop = row !== undefined && (props.isDropTarget?.(row) ?? false)
  const faded = row !== undefined && (props.isFaded?.(row) ?? false)
  const draggable = row !== undefined && props.onDragRow !== undefined
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys of all rows
    <div
      id={props.id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-busy={row === undefined}
      data-index={index}
      data-focused={index === props.focused ? '' : undefined}
      data-drop={drop ? '' : undefined}
      data-faded={faded ? '' : undefined}
      draggable={draggable}
      className="grid-row"
      tabIndex={-1}
      style={{
        gridTemplateColumns: props.template,
        height: rowHeightPx,
        transform: `translateY(${props.top}px)`,
      }}
      onClick={(event) => {
        if (event.shiftKey) props.onFocusRow(index, 'range')
        else if (event.ctrlKey || event.metaKey) props.onToggleRow(index)
        else props.onFocusRow(index, 'only')
      }}
      onDragStart={(event) => props.onDragRow?.(event, index)}
      onDoubleClick={() => props.onOpen(index)}
    >
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          tabIndex={-1}
          className={`grid-cell grid-${column.align ?? 'start'}`}
        >
          {row === undefined ? <span className="grid-skeleton" /> : column.cell(row)}
        </div>
      ))}
    </div>
  )
}
