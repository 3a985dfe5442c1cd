import { type JSX, useState } from 'react'
import { useMessages } from '../../i18n/i18n.tsx'
import { ContextMenu } from '../../ui/menu.tsx'
import { rowIndexOf } from '../../ui/virtual-grid.tsx'
import { useDrop } from '../browser/use-drop.ts'
import { type NodeMenu, TreeLines } from './tree-lines.tsx'
import { useNodeMenu } from './use-node-menu.tsx'
import { placeOf, useCurrentPlace, useTreeCommands, useTreeRows } from './use-tree.ts'

/** Accounts, buckets and folders: the place of the table, and where files and rows can be dropped. */
export function Tree(): JSX.Element {
  const { browser: words } = useMessages()
  const commands = useTreeCommands()
  const rows = useTreeRows()
  const current = useCurrentPlace()
  const [menu, setMenu] = useState<NodeMenu | null>(null)
  const entries = useNodeMenu(menu?.node ?? null)
  const drop = useDrop({
    placeAt: (target) => placeOf(rows[rowIndexOf(target) ?? -1]),
    onSpring: commands.expand,
  })
  return (
    <div className="tree-pane" {...drop.handlers}>
      <TreeLines
        label={words.tree.label}
        rows={rows}
        commands={commands}
        current={current}
        dropPlace={drop.place}
        onMenu={setMenu}
      />
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
