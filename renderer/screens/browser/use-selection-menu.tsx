import {
  Archive,
  ClipboardPaste,
  Copy,
  Download,
  Files,
  FolderInput,
  FolderOpen,
  FolderOutput,
  FolderPlus,
  Link,
  Lock,
  Scissors,
  ScrollText,
  Snowflake,
  SquareCheck,
  Tag,
  TextCursorInput,
  Trash,
  Trash2,
} from 'lucide-react'
import { useMemo } from 'react'
import { nameOf } from '../../../shared/oss/key.ts'
import { useMessages } from '../../i18n/i18n.tsx'
import type { Carried } from '../../stores/carrying.ts'
import type { Place } from '../../stores/place.ts'
import type { Selected } from '../../stores/selection.ts'
import { useBrowser, useHeld, useSettings } from '../../stores/stores.tsx'
import type { MenuEntry } from '../../ui/menu.tsx'
import { useObjectWords } from '../objects/use-words.ts'
import { isArchived, knownClasses } from './classes.ts'
import { useBrowserCommands } from './use-browser-actions.ts'
import { useClipboard } from './use-clipboard.ts'

/** The entries for the present selection; without one, those for the folder. */
export function useSelectionMenu(): readonly MenuEntry[] {
  const place = useBrowser((state) => state.place)
  const selected = useBrowser((state) => state.selected)
  const onFolder = useFolderEntries(selected.size > 0)
  const onSelection = useSelectionEntries(place, selected)
  if (!place) return []
  return selected.size === 0 ? onFolder : [...onSelection, ...onFolder]
}

function useFolderEntries(separated: boolean): readonly MenuEntry[] {
  const { browser, objects } = useMessages()
  const words = browser.actions
  const commands = useBrowserCommands()
  const clipboard = useClipboard()
  const command = useCommandKey()
  const held = useHeld((state) => state.held)
  const { what } = useObjectWords()
  return [
    {
      id: 'paste',
      label: objects.actions.paste,
      icon: <ClipboardPaste size={16} />,
      shortcut: `${command}V`,
      separated,
      isDisabled: held === null,
      description:
        held === null ? objects.actions.nothingTaken : objects.actions.taken(what(held.selected)),
      onAction: () => void clipboard.paste(),
    },
    {
      id: 'new-folder',
      label: words.newFolder,
      icon: <FolderPlus size={16} />,
      onAction: commands.askNewFolder,
    },
    {
      id: 'select-all',
      label: words.selectAll,
      icon: <SquareCheck size={16} />,
      onAction: commands.selectAll,
    },
  ]
}

function useSelectionEntries(place: Place | null, selected: Selected): readonly MenuEntry[] {
  const { browser, objects } = useMessages()
  const words = browser.actions
  const commands = useBrowserCommands()
  const carrying = useCarryEntries(selected)
  const changing = useChangeEntries(selected)
  const focused = useBrowser((state) => state.focused)
  const keys = [...selected.keys()]
  const isFolder = selected.size === 1 && [...selected.values()][0] === 'folder'
  const open: MenuEntry = {
    id: 'open',
    label: words.open,
    icon: <FolderOpen size={16} />,
    onAction: () => commands.open(focused),
  }
  return [
    ...(isFolder ? [open] : []),
    {
      id: 'download',
      label: words.download,
      icon: <Download size={16} />,
      onAction: () => void commands.download(),
    },
    ...carrying,
    ...changing,
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
      onAction: () => commands.copy(keys.map((key) => `oss://${place?.bucket}/${key}`).join('\n')),
    },
    {
      id: 'delete',
      label: words.delete,
      icon: <Trash2 size={16} />,
      danger: true,
      separated: true,
      onAction: () => commands.askFor('delete'),
    },
    {
      id: 'delete-versions',
      label: objects.actions['delete-versions'],
      icon: <Trash size={16} />,
      danger: true,
      onAction: () => commands.askFor('delete-versions'),
    },
  ]
}

/** Before the letter of a shortcut. */
function useCommandKey(): string {
  return useSettings((state) => (state.app?.platform === 'darwin' ? '⌘' : 'Ctrl+'))
}

function useCarryEntries(selected: Selected): readonly MenuEntry[] {
  const words = useMessages().objects.actions
  const commands = useBrowserCommands()
  const clipboard = useClipboard()
  const command = useCommandKey()
  const take = (kind: Carried['kind']): void => {
    const text = clipboard.take(kind)
    if (text !== null) commands.copy(text)
  }
  return [
    {
      id: 'cut',
      label: words.cut,
      icon: <Scissors size={16} />,
      shortcut: `${command}X`,
      separated: true,
      onAction: () => take('move'),
    },
    {
      id: 'copy',
      label: words.copy,
      icon: <Files size={16} />,
      shortcut: `${command}C`,
      onAction: () => take('copy'),
    },
    {
      id: 'copy-to',
      label: words['copy-to'],
      icon: <FolderOutput size={16} />,
      onAction: () => commands.askFor('copy-to'),
    },
    {
      id: 'move-to',
      label: words['move-to'],
      icon: <FolderInput size={16} />,
      onAction: () => commands.askFor('move-to'),
    },
    {
      id: 'rename',
      label: words.rename,
      icon: <TextCursorInput size={16} />,
      shortcut: 'F2',
      ...(selected.size > 1 ? { isDisabled: true, description: words.oneAtATime } : {}),
      onAction: () => commands.askFor('rename'),
    },
  ]
}

function useChangeEntries(selected: Selected): readonly MenuEntry[] {
  const words = useMessages().objects.actions
  const commands = useBrowserCommands()
  const pages = useBrowser((state) => state.pages)
  const { classes, complete } = useMemo(() => knownClasses(pages, selected), [pages, selected])
  const readable = complete && ![...classes.keys()].some(isArchived)
  return [
    {
      id: 'storage-class',
      label: words['storage-class'],
      icon: <Archive size={16} />,
      separated: true,
      onAction: () => commands.askFor('storage-class'),
    },
    {
      id: 'restore',
      label: words.restore,
      icon: <Snowflake size={16} />,
      ...(readable ? { isDisabled: true, description: words.notArchived } : {}),
      onAction: () => commands.askFor('restore'),
    },
    {
      id: 'acl',
      label: words.acl,
      icon: <Lock size={16} />,
      onAction: () => commands.askFor('acl'),
    },
    {
      id: 'metadata',
      label: words.metadata,
      icon: <ScrollText size={16} />,
      onAction: () => commands.askFor('metadata'),
    },
    {
      id: 'tags',
      label: words.tags,
      icon: <Tag size={16} />,
      onAction: () => commands.askFor('tags'),
    },
  ]
}
