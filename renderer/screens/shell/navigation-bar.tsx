import {
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  Download,
  Ellipsis,
  File,
  Folder,
  FolderPlus,
  PanelRight,
  RefreshCw,
  Settings,
  Settings2,
  SquareMenu,
  Upload,
  UserPlus,
} from 'lucide-react'
import type { JSX } from 'react'
import { useMessages } from '../../i18n/i18n.tsx'
import { parentPlace, placeName, placesOnPath } from '../../stores/place.ts'
import { useBrowser, useSettings, useShell, useStores } from '../../stores/stores.tsx'
import { Breadcrumbs } from '../../ui/breadcrumbs.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { MenuButton, type MenuEntry, MenuOf } from '../../ui/menu.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { useBrowserCommands } from '../browser/use-browser-actions.ts'
import { useSelectionMenu } from '../browser/use-selection-menu.tsx'

export function NavigationBar(): JSX.Element {
  const { browser, settings, shell } = useStores()
  const { browser: texts } = useMessages()
  const words = texts.toolbar
  const place = useBrowser((state) => state.place)
  const canGoBack = useBrowser((state) => state.back.length > 0)
  const canGoForward = useBrowser((state) => state.forward.length > 0)
  const filter = useBrowser((state) => state.filter)
  const browsing = useShell((state) => state.route.kind === 'browse')
  const inspectorOpen = useSettings((state) => state.layout.inspectorOpen)
  const canGoUp = browsing && place !== null && parentPlace(place) !== null
  const crumbs = place === null || !browsing ? [] : placesOnPath(place)
  const { goBack, goForward, goUp, open, setFilter } = browser.getState()
  return (
    <header className="navigation-bar">
      <IconButton
        label={words.back}
        shortcut="Alt+←"
        icon={<ArrowLeft size={16} />}
        isDisabled={!canGoBack && browsing}
        onPress={() => {
          if (browsing) void goBack()
          else shell.getState().go({ kind: 'browse' })
        }}
      />
      <IconButton
        label={words.forward}
        shortcut="Alt+→"
        icon={<ArrowRight size={16} />}
        isDisabled={!canGoForward || !browsing}
        onPress={() => void goForward()}
      />
      <IconButton
        label={words.up}
        shortcut="Alt+↑"
        icon={<ArrowUp size={16} />}
        isDisabled={!canGoUp}
        onPress={() => void goUp()}
      />
      <Breadcrumbs
        label={words.path}
        moreLabel={words.morePath}
        crumbs={crumbs.map((step) => ({ id: step.prefix, label: placeName(step) }))}
        onOpen={(prefix) => {
          if (place) void open({ ...place, prefix })
        }}
      />
      {browsing ? (
        <SearchField
          label={words.filter}
          placeholder={words.filterPlaceholder}
          clearLabel={texts.table.clearFilter}
          isDisabled={place === null}
          value={filter}
          onChange={setFilter}
        />
      ) : null}
      <span className="navigation-gap" />
      {browsing ? <FolderButtons /> : null}
      <MoreMenu />
      {browsing ? (
        <IconButton
          label={words.inspector}
          icon={<PanelRight size={16} />}
          isPressed={inspectorOpen}
          onPress={() => settings.getState().arrange({ inspectorOpen: !inspectorOpen })}
        />
      ) : null}
    </header>
  )
}

function FolderButtons(): JSX.Element {
  const { browser: texts } = useMessages()
  const words = texts.toolbar
  const commands = useBrowserCommands()
  const hasPlace = useBrowser((state) => state.place !== null)
  const hasSelection = useBrowser((state) => state.selected.size > 0)
  return (
    <>
      <MenuOf
        label={words.upload}
        trigger={
          <Button icon={<Upload size={14} />} isDisabled={!hasPlace}>
            {words.upload}
          </Button>
        }
        entries={[
          {
            id: 'files',
            label: words.uploadFiles,
            icon: <File size={16} />,
            onAction: () => void commands.upload('files'),
          },
          {
            id: 'folder',
            label: words.uploadFolder,
            icon: <Folder size={16} />,
            onAction: () => void commands.upload('folder'),
          },
        ]}
      />
      <IconButton
        label={words.download}
        icon={<Download size={16} />}
        isDisabled={!hasSelection}
        onPress={() => void commands.download()}
      />
      <SelectionMenu isDisabled={!hasSelection} />
      <IconButton
        label={words.newFolder}
        icon={<FolderPlus size={16} />}
        isDisabled={!hasPlace}
        onPress={commands.askNewFolder}
      />
    </>
  )
}

function SelectionMenu({ isDisabled }: { readonly isDisabled: boolean }): JSX.Element {
  const { table } = useMessages().browser
  const entries = useSelectionMenu()
  return (
    <MenuButton
      label={table.menu}
      icon={<SquareMenu size={16} />}
      isDisabled={isDisabled}
      entries={entries}
    />
  )
}

function MoreMenu(): JSX.Element {
  const { browser, shell } = useStores()
  const messages = useMessages()
  const { toolbar: words, actions } = messages.browser
  const place = useBrowser((state) => state.place)
  const browsing = useShell((state) => state.route.kind === 'browse')
  const { ask, go } = shell.getState()
  const ofBucket: readonly MenuEntry[] =
    place === null || !browsing
      ? []
      : [
          {
            id: 'refresh',
            label: words.refresh,
            icon: <RefreshCw size={16} />,
            shortcut: 'F5',
            onAction: () => void browser.getState().refresh(),
          },
          {
            id: 'bucket-settings',
            label: actions.bucketSettings,
            icon: <Settings2 size={16} />,
            onAction: () =>
              go({ kind: 'bucket-config', accountId: place.accountId, bucket: place.bucket }),
          },
        ]
  return (
    <MenuButton
      label={words.more}
      icon={<Ellipsis size={16} />}
      entries={[
        ...ofBucket,
        {
          id: 'add-account',
          label: `${messages.accounts.add}…`,
          icon: <UserPlus size={16} />,
          separated: ofBucket.length > 0,
          onAction: () => ask({ kind: 'add-account' }),
        },
        {
          id: 'preferences',
          label: words.preferences,
          icon: <Settings size={16} />,
          onAction: () => go({ kind: 'settings' }),
        },
      ]}
    />
  )
}
