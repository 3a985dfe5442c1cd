import { useVirtualizer } from '@tanstack/react-virtual'
import { type JSX, useId, useMemo, useRef, useState } from 'react'
import { useMessages } from '../../i18n/i18n.tsx'
import { useAccounts, useSettings, useTree } from '../../stores/stores.tsx'
import { type TreeNode, type TreeRow, visibleRows } from '../../stores/tree-nodes.ts'
import { ContextMenu } from '../../ui/menu.tsx'
import { rowIndexOf } from '../../ui/virtual-grid.tsx'
import { useFileDrop } from '../browser/use-file-drop.ts'
import './tree.css'
import { TreeLine } from './tree-line.tsx'
import { useNodeMenu } from './use-node-menu.tsx'
import { isAt, isNode, placeOf, useIsCurrent, useTreeCommands, useTreeKeys } from './use-tree.ts'

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
  const rows = useRows()
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const commands = useTreeCommands()
  const comfortable = useSettings((state) => state.settings.density === 'comfortable')
  const [activeId, setActiveId] = useState<string | null>(null)
  const [menu, setMenu] = useState<{ node: TreeNode; x: number; y: number } | null>(null)
  const isCurrent = useIsCurrent()
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
  const drop = useFileDrop({
    placeAt: (target) => placeOf(rows[rowIndexOf(target) ?? -1]),
    onSpring: (place) => commands.expand(place),
  })
  const entries = useNodeMenu(menu?.node ?? null)
  const onKeyDown = useTreeKeys({
    rows,
    active,
    commands,
    goTo(index) {
      const row = rows[index]
      if (row) setActiveId(row.id)
      virtualizer.scrollToIndex(index)
    },
    openMenu(node) {
      const box = document.getElementById(`${id}-${active}`)?.getBoundingClientRect()
      if (box) setMenu({ node, x: box.left + 24, y: box.bottom })
    },
  })
  return (
    <div className="tree-pane">
      <div
        ref={scroller}
        role="tree"
        tabIndex={0}
        className="tree"
        aria-label={words.tree.label}
        aria-activedescendant={`${id}-${active}`}
        onKeyDown={onKeyDown}
        {...drop.handlers}
      >
        <div
          role="presentation"
          className="tree-body"
          style={{ height: virtualizer.getTotalSize() }}
        >
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index]
            if (!row) return null
            return (
              <TreeLine
                key={item.key}
                id={`${id}-${item.index}`}
                index={item.index}
                top={item.start}
                row={row}
                isActive={item.index === active}
                isCurrent={isCurrent(row)}
                isDropTarget={isAt(row, drop.place)}
                onPress={() => {
                  setActiveId(row.id)
                  commands.activate(row)
                }}
                onToggle={() => commands.toggle(row)}
                onMenu={(at) => {
                  setActiveId(row.id)
                  if (isNode(row)) setMenu({ node: row, ...at })
                }}
              />
            )
          })}
        </div>
      </div>
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
