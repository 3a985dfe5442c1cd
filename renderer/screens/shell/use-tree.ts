import { type KeyboardEvent, useMemo } from 'react'
import { type Place, samePlace } from '../../stores/place.ts'
import { useAccounts, useBrowser, useShell, useStores, useTree } from '../../stores/stores.tsx'
import { type TreeNode, type TreeRow, visibleRows } from '../../stores/tree-nodes.ts'
import { typedCharacter } from '../../ui/grid-keys.ts'
import { type Typing, useTyping } from '../../ui/use-typing.ts'

const noAccounts: readonly never[] = []

export function useTreeRows(): readonly TreeRow[] {
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

export function isNode(row: TreeRow): row is TreeNode {
  return row.kind === 'account' || row.kind === 'bucket' || row.kind === 'folder'
}

export function placeOf(row: TreeRow | undefined): Place | null {
  return row && isNode(row) ? row.place : null
}

function parentIndex(rows: readonly TreeRow[], index: number): number {
  const depth = rows[index]?.depth ?? 0
  for (let above = index - 1; above >= 0; above -= 1) {
    if ((rows[above]?.depth ?? 0) < depth) return above
  }
  return index
}

export function isAt(row: TreeRow, place: Place | null): boolean {
  const own = placeOf(row)
  return own !== null && samePlace(own, place)
}

/** The place that the tree shows: the folder of the table, or the bucket whose settings are open. */
export function useCurrentPlace(): Place | null {
  const place = useBrowser((state) => state.place)
  const route = useShell((state) => state.route)
  if (route.kind !== 'bucket-config') return place
  return { accountId: route.accountId, bucket: route.bucket, prefix: '' }
}

export interface TreeCommands {
  toggle(row: TreeRow): void
  expand(place: Place): void
  /** What a click on the line does. */
  activate(row: TreeRow): void
  /** The keys came to the line. */
  visit?(row: TreeRow): void
}

export function useTreeCommands(): TreeCommands {
  const { accounts, browser, shell, tree } = useStores()
  const toggle = (row: TreeRow): void => {
    if (!isNode(row)) return
    if (row.place === null) tree.getState().toggleAccount(row.id, !row.expanded)
    else if (row.expanded) tree.getState().collapse(row.place)
    else void tree.getState().expand(row.place)
  }
  const answer = (row: Exclude<TreeRow, TreeNode>): void => {
    const accountId = row.account.id
    if (row.kind === 'locked') shell.getState().ask({ kind: 'renew-account', accountId })
    else if (row.kind === 'empty') shell.getState().ask({ kind: 'new-bucket', accountId })
    else if (row.kind === 'failed' && row.place) void tree.getState().expand(row.place)
    else if (row.kind === 'failed') void accounts.getState().loadBuckets(accountId)
  }
  return {
    toggle,
    expand: (place) => void tree.getState().expand(place),
    activate(row) {
      if (!isNode(row)) answer(row)
      else if (row.place === null) toggle(row)
      else {
        shell.getState().go({ kind: 'browse' })
        void browser.getState().open(row.place)
      }
    },
  }
}

export interface TreeKeys {
  readonly rows: readonly TreeRow[]
  readonly active: number
  readonly commands: TreeCommands
  readonly goTo: (index: number) => void
  readonly openMenu: (node: TreeNode) => void
}

export function useTreeKeys(tree: TreeKeys): (event: KeyboardEvent) => void {
  const typing = useTyping()
  return (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const target = treeTarget(tree, event.key) ?? typedTarget(tree, typing, event)
    const row = tree.rows[tree.active]
    const menu = event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')
    if (target !== null) tree.goTo(Math.max(0, Math.min(tree.rows.length - 1, target)))
    else if (!row) return
    else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') tree.commands.toggle(row)
    else if (event.key === 'Enter' || event.key === ' ') tree.commands.activate(row)
    else if (menu && isNode(row)) tree.openMenu(row)
    else return
    event.preventDefault()
  }
}

/** The line that a key leads to; null when it leads nowhere, or opens or closes the line. */
function treeTarget({ rows, active }: TreeKeys, key: string): number | null {
  const row = rows[active]
  const open = row !== undefined && isNode(row) && row.expandable && row.expanded
  switch (key) {
    case 'ArrowDown':
      return active + 1
    case 'ArrowUp':
      return active - 1
    case 'Home':
      return 0
    case 'End':
      return rows.length - 1
    case 'ArrowRight':
      return row && isNode(row) && row.expandable && !open ? null : active + 1
    case 'ArrowLeft':
      return open ? null : parentIndex(rows, active)
    default:
      return null
  }
}

/** The next line, after the active one, whose name starts with the letters typed so far. */
function typedTarget(
  { rows, active }: TreeKeys,
  typing: Typing,
  event: KeyboardEvent,
): number | null {
  const character = typedCharacter(event)
  if (character === null) return null
  const text = typing.add(character, event.timeStamp).toLowerCase()
  const start = [...text].length > 1 ? active : active + 1
  const order = rows.map((_, step) => (start + step) % rows.length)
  const matches = (index: number): boolean => {
    const row = rows[index]
    return row !== undefined && isNode(row) && row.label.toLowerCase().startsWith(text)
  }
  return order.find(matches) ?? null
}
