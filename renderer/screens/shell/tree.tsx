import { useVirtualizer } from '@tanstack/react-virtual'
import { type JSX, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useMessages } from '../../i18n/i18n.tsx'
import type { Place } from '../../stores/place.ts'
import { useAccounts, useSettings, useTree } from '../../stores/stores.tsx'
import { type TreeNode, type TreeRow, visibleRows } from '../../stores/tree-nodes.ts'
import { ContextMenu } from '../../ui/menu.tsx'
import { rowIndexOf } from '../../ui/virtual-grid.tsx'
import { useFileDrop } from '../browser/use-file-drop.ts'
import './tree.css'
import { TreeLine, type TreeLineProps } from './tree-line.tsx'
import { useNodeMenu } from './use-node-menu.tsx'
import {
  isAt,
  isNode,
  placeOf,
  type TreeCommands,
  useCurrentPlace,
  useTreeCommands,
  useTreeKeys,
} from './use-tree.ts'

const noAccounts: readonly never[] = []

function useRows(): readonly TreeRow[] {
  const accounts = useAccounts((state) => state.accounts) ?? noAccounts
  const buckets = useAccounts((state) => state.buckets)
  const children = useTree((state) => state.children)
  const expanded = useTree((state) => state.expanded)
  const collapsedAccounts = useTree((state) => state.collapsedAccounts)
  return useMemo(
    () => visibleRows({ accounts, buckets, children, expanded, collapsedAccounts }),
    [accounts, buckets, children, expanded, collapsedAccounts],
  )
}

/** Accounts, buckets and folders. The tree holds the focus and names the active line. */
export function Tree(): JSX.Element {
  const { browser: words } = useMessages()
  const commands = useTreeCommands()
  const rows = useRows()
  const [menu, setMenu] = useState<NodeMenu | null>(null)
  const entries = useNodeMenu(menu?.node ?? null)
  const drop = useFileDrop({
    placeAt: (target) => placeOf(rows[rowIndexOf(target) ?? -1]),
    onSpring: commands.expand,
  })
  return (
    <div className="tree-pane" {...drop.handlers}>
      <TreeLines rows={rows} commands={commands} dropPlace={drop.place} onMenu={setMenu} />
      {drop.label === null ? null : (
        <div className="drop-label" role="status">
          {drop.label}
        </div>
      )}
      <ContextMenu
        label={words.tree.menu(menu?.node.label ?? '')}
        entries={entries}
        at={menu}
        onClose={() => setMenu(null)}
      />
    </div>
  )
}

interface NodeMenu {
  readonly node: TreeNode
  readonly x: number
  readonly y: number
}

interface TreeLinesProps {
  readonly rows: readonly TreeRow[]
  readonly commands: TreeCommands
  readonly dropPlace: Place | null
  readonly onMenu: (menu: NodeMenu) => void
}

function TreeLines({ rows, commands, dropPlace, onMenu }: TreeLinesProps): JSX.Element {
  const { browser: words } = useMessages()
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const current = useCurrentPlace()
  const comfortable = useSettings((state) => state.settings.density === 'comfortable')
  const [activeId, setActiveId] = useState<string | null>(null)
  const active = Math.max(
    0,
    rows.findIndex((row) => row.id === activeId),
  )
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (comfortable ? 34 : 28),
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines keep a cached height otherwise
  useEffect(() => virtualizer.measure(), [virtualizer, comfortable])
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
      setActiveId(rows[index]?.id ?? null)
      virtualizer.scrollToIndex(index)
    },
    openMenu(node) {
      const box = document.getElementById(`${id}-${active}`)?.getBoundingClientRect()
      if (box) onMenu({ node, x: box.left + 24, y: box.bottom })
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
      if (isNode(row)) onMenu({ node: row, ...at })
    },
  })
  return (
    <div
      ref={scroller}
      role="tree"
      tabIndex={0}
      className="tree"
      aria-label={words.tree.label}
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
