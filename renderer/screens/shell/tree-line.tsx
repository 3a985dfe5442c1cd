import { ChevronRight, Cloud, Database, Folder } from 'lucide-react'
import type { JSX } from 'react'
import { assertNever } from '../../../shared/assert.ts'
import { failureText } from '../../../shared/i18n/failure-text.ts'
import { useMessages } from '../../i18n/i18n.tsx'
import type { TreeNode, TreeNote, TreeRow } from '../../stores/tree-nodes.ts'

export interface TreeLineProps {
  readonly id: string
  readonly index: number
  readonly top: number
  readonly row: TreeRow
  readonly isActive: boolean
  /** Its folder is the one in the table. */
  readonly isCurrent: boolean
  readonly isDropTarget: boolean
  readonly onPress: () => void
  readonly onToggle: () => void
  readonly onMenu: (at: { x: number; y: number }) => void
}

export function TreeLine(props: TreeLineProps): JSX.Element {
  const { row } = props
  const isNode = 'expandable' in row
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys of all lines
    <div
      id={props.id}
      role="treeitem"
      tabIndex={-1}
      aria-level={row.depth + 1}
      aria-selected={props.isCurrent}
      {...(isNode && row.expandable ? { 'aria-expanded': row.expanded } : {})}
      data-index={props.index}
      data-active={props.isActive ? '' : undefined}
      data-drop={props.isDropTarget ? '' : undefined}
      className={`tree-line tree-${row.kind}`}
      style={{ transform: `translateY(${props.top}px)`, paddingLeft: 8 + row.depth * 14 }}
      onClick={props.onPress}
      onContextMenu={(event) => {
        event.preventDefault()
        props.onMenu({ x: event.clientX, y: event.clientY })
      }}
    >
      {isNode ? <NodeText row={row} onToggle={props.onToggle} /> : <NoteText row={row} />}
    </div>
  )
}

interface NodeTextProps {
  readonly row: TreeNode
  readonly onToggle: () => void
}

function NodeText({ row, onToggle }: NodeTextProps): JSX.Element {
  return (
    <>
      <span
        className="tree-twist"
        aria-hidden
        onClick={(event) => {
          event.stopPropagation()
          onToggle()
        }}
      >
        {row.expandable ? <ChevronRight size={14} /> : null}
      </span>
      <NodeIcon kind={row.kind} />
      <span className="tree-label" title={row.label}>
        {row.label}
      </span>
    </>
  )
}

function NodeIcon({ kind }: { readonly kind: TreeNode['kind'] }): JSX.Element | null {
  switch (kind) {
    case 'account':
      return <Cloud size={14} aria-hidden />
    case 'bucket':
      return <Database size={15} aria-hidden />
    case 'folder':
      return <Folder size={15} aria-hidden className="icon-folder" />
    default:
      return assertNever(kind)
  }
}

function NoteText({ row }: { readonly row: TreeNote }): JSX.Element {
  const messages = useMessages()
  const { accounts, browser, common } = messages
  switch (row.kind) {
    case 'loading':
      return <span className="tree-note">{common.loading}…</span>
    case 'locked':
      return (
        <span className="tree-note tree-link">
          {accounts.locked} · {accounts.renew}
        </span>
      )
    case 'empty':
      return (
        <span className="tree-note tree-link">
          {browser.tree.empty} {browser.tree.newBucket}
        </span>
      )
    case 'failed': {
      const text = row.failure === null ? '' : failureText(messages, row.failure).what
      return (
        <span className="tree-note tree-link tree-failure" title={text}>
          {text} {common.actions.retry}
        </span>
      )
    }
    default:
      return assertNever(row.kind)
  }
}
