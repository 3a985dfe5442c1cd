import { useVirtualizer } from '@tanstack/react-virtual'
import { type JSX, useEffect, useId, useRef, useState } from 'react'
import type { Place } from '../../stores/place.ts'
import { useSettings } from '../../stores/stores.tsx'
import type { TreeNode, TreeRow } from '../../stores/tree-nodes.ts'
import './tree.css'
import { TreeLine, type TreeLineProps } from './tree-line.tsx'
import { isAt, isNode, type TreeCommands, useTreeKeys } from './use-tree.ts'

export interface NodeMenu {
  readonly node: TreeNode
  readonly x: number
  readonly y: number
}

export interface TreeLinesProps {
  readonly label: string
  readonly rows: readonly TreeRow[]
  readonly commands: TreeCommands
  /** The place that is marked as the one shown or chosen. */
  readonly current: Place | null
  readonly dropPlace?: Place | null
  readonly autoFocus?: boolean
  /** Without it, lines have no menu. */
  readonly onMenu?: (menu: NodeMenu) => void
}

/** Lines of accounts, buckets and folders. The tree holds the focus and names the active line. */
export function TreeLines(props: TreeLinesProps): JSX.Element {
  const { rows, commands, current, dropPlace = null, autoFocus = false, onMenu } = props
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const comfortable = useSettings((state) => state.settings.density === 'comfortable')
  const [activeId, setActiveId] = useState<string | null>(null)
  const active = indexOf(rows, activeId)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (comfortable ? 34 : 28),
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines keep a cached height otherwise
  useEffect(() => virtualizer.measure(), [virtualizer, comfortable])
  useFocusAtFirst(scroller, autoFocus)
  const currentRow = rows.findIndex((row) => isAt(row, current))
  const currentId = rows[currentRow]?.id ?? null
  // biome-ignore lint/correctness/useExhaustiveDependencies: shown once per place, not at every change of the lines
  useEffect(() => {
    if (currentId === null) return
    setActiveId(currentId)
    virtualizer.scrollToIndex(currentRow)
  }, [currentId])
  const onKeyDown = useTreeKeys({
    rows,
    active,
    commands,
    goTo(index) {
      const row = rows[index]
      setActiveId(row?.id ?? null)
      virtualizer.scrollToIndex(index)
      if (row) commands.visit?.(row)
    },
    openMenu(node) {
      const box = document.getElementById(`${id}-${active}`)?.getBoundingClientRect()
      if (box) onMenu?.({ node, x: box.left + 24, y: box.bottom })
    },
  })
  const lineOf = (row: TreeRow): Omit<TreeLineProps, 'id' | 'index' | 'top' | 'isActive'> => ({
    row,
    isCurrent: isAt(row, current),
    isDropTarget: isAt(row, dropPlace),
    onToggle: () => commands.toggle(row),
    onPress() {
      setActiveId(row.id)
      commands.activate(row)
    },
    onMenu(at) {
      setActiveId(row.id)
      if (isNode(row)) onMenu?.({ node: row, ...at })
    },
  })
  return (
    <div
      ref={scroller}
      role="tree"
      tabIndex={0}
      className="tree"
      aria-label={props.label}
      {...(rows.length > 0 ? { 'aria-activedescendant': `${id}-${active}` } : {})}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className="tree-body" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index]
          const place = { id: `${id}-${index}`, index, top: start, isActive: index === active }
          return row ? <TreeLine key={key} {...place} {...lineOf(row)} /> : null
        })}
      </div>
    </div>
  )
}

/** The first line where there is none of that id. */
function indexOf(rows: readonly TreeRow[], id: string | null): number {
  return Math.max(
    0,
    rows.findIndex((row) => row.id === id),
  )
}

function useFocusAtFirst(element: { readonly current: HTMLElement | null }, wanted: boolean): void {
  useEffect(() => {
    if (wanted) element.current?.focus()
  }, [element, wanted])
}
