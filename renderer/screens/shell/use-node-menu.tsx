import { FolderPlus, KeyRound, Plus, RefreshCw, Settings2, Trash2, UserMinus } from 'lucide-react'
import { useMessages } from '../../i18n/i18n.tsx'
import { useStores } from '../../stores/stores.tsx'
import type { TreeNode } from '../../stores/tree-nodes.ts'
import type { MenuEntry } from '../../ui/menu.tsx'

/** What can be done with a line of the tree. */
export function useNodeMenu(node: TreeNode | null): readonly MenuEntry[] {
  const { accounts, browser, shell } = useStores()
  const messages = useMessages()
  if (node === null) return []
  const { ask, go } = shell.getState()
  const accountId = node.account.id
  const { place } = node
  if (place === null) {
    const words = messages.accounts
    return [
      {
        id: 'new-bucket',
        label: messages.browser.tree.newBucket,
        icon: <Plus size={16} />,
        onAction: () => ask({ kind: 'new-bucket', accountId }),
      },
      {
        id: 'refresh',
        label: messages.browser.tree.refresh,
        icon: <RefreshCw size={16} />,
        onAction: () => void accounts.getState().loadBuckets(accountId),
      },
      {
        id: 'renew',
        label: words.renew,
        icon: <KeyRound size={16} />,
        separated: true,
        onAction: () => ask({ kind: 'renew-account', accountId }),
      },
      {
        id: 'remove',
        label: words.remove,
        icon: <UserMinus size={16} />,
        danger: true,
        onAction: () => ask({ kind: 'remove-account', accountId }),
      },
    ]
  }
  const words = messages.browser.actions
  const { bucket } = place
  const folder: readonly MenuEntry[] = [
    {
      id: 'open',
      label: words.open,
      onAction: () => {
        go({ kind: 'browse' })
        void browser.getState().open(place)
      },
    },
    {
      id: 'new-folder',
      label: words.newFolder,
      icon: <FolderPlus size={16} />,
      onAction: () => ask({ kind: 'new-folder', place }),
    },
  ]
  if (node.kind === 'folder') return folder
  return [
    ...folder,
    {
      id: 'settings',
      label: words.bucketSettings,
      icon: <Settings2 size={16} />,
      separated: true,
      onAction: () => go({ kind: 'bucket-config', accountId, bucket }),
    },
    {
      id: 'delete',
      label: words.deleteBucket,
      icon: <Trash2 size={16} />,
      danger: true,
      separated: true,
      onAction: () => ask({ kind: 'delete-bucket', accountId, bucket }),
    },
  ]
}
