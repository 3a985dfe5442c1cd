import { Copy, Download, FolderOpen, FolderPlus, Link, SquareCheck, Trash2 } from 'lucide-react'
import { nameOf } from '../../../shared/oss/key.ts'
import { useMessages } from '../../i18n/i18n.tsx'
import { useBrowser } from '../../stores/stores.tsx'
import type { MenuEntry } from '../../ui/menu.tsx'
import { useBrowserCommands } from './use-browser-actions.ts'

/** The entries for the present selection; without one, those for the folder. */
export function useSelectionMenu(): readonly MenuEntry[] {
  const { browser: texts } = useMessages()
  const words = texts.actions
  const commands = useBrowserCommands()
  const place = useBrowser((state) => state.place)
  const selected = useBrowser((state) => state.selected)
  const focused = useBrowser((state) => state.focused)
  if (!place) return []
  const folderEntries: readonly MenuEntry[] = [
    {
      id: 'new-folder',
      label: words.newFolder,
      icon: <FolderPlus size={16} />,
      separated: selected.size > 0,
      onAction: commands.askNewFolder,
    },
    {
      id: 'select-all',
      label: words.selectAll,
      icon: <SquareCheck size={16} />,
      onAction: commands.selectAll,
    },
  ]
  if (selected.size === 0) return folderEntries
  const keys = [...selected.keys()]
  const isFolder = selected.size === 1 && [...selected.values()][0] === 'folder'
  return [
    ...(isFolder
      ? [
          {
            id: 'open',
            label: words.open,
            icon: <FolderOpen size={16} />,
            onAction: () => commands.open(focused),
          },
        ]
      : []),
    {
      id: 'download',
      label: words.download,
      icon: <Download size={16} />,
      onAction: () => void commands.download(),
    },
    {
      id: 'copy-name',
      label: words.copyName,
      icon: <Copy size={16} />,
      separated: true,
      onAction: () => commands.copy(keys.map(nameOf).join('\n')),
    },
    {
      id: 'copy-path',
      label: words.copyPath,
      icon: <Link size={16} />,
      onAction: () => commands.copy(keys.map((key) => `oss://${place.bucket}/${key}`).join('\n')),
    },
    {
      id: 'delete',
      label: words.delete,
      icon: <Trash2 size={16} />,
      danger: true,
      separated: true,
      onAction: commands.askDelete,
    },
    ...folderEntries,
  ]
}
