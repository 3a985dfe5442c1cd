import type { JSX } from 'react'
import { assertNever } from '../../../shared/assert.ts'
import { paneLimits } from '../../../shared/settings.ts'
import { useMessages } from '../../i18n/i18n.tsx'
import { placeName } from '../../stores/place.ts'
import { useBrowser, useOnline, useSettings, useShell, useStores } from '../../stores/stores.tsx'
import { PaneResizer } from '../../ui/pane-resizer.tsx'
import { BrowserPane } from '../browser/browser-pane.tsx'
import { BucketConfigScreen } from '../bucket-config/bucket-config-screen.tsx'
import { SettingsScreen } from '../settings/settings-screen.tsx'
import { ReceiptScreen } from '../transfers/receipt/receipt-screen.tsx'
import { TransfersDrawer } from '../transfers/transfers-drawer.tsx'
import { Inspector } from './inspector.tsx'
import { NavigationBar } from './navigation-bar.tsx'
import { NoticeBar } from './notice-bar.tsx'
import './shell.css'
import { StatusBar } from './status-bar.tsx'
import { Tree } from './tree.tsx'
import { usePaste } from './use-paste.ts'
import { useRevealedPlace } from './use-revealed-place.ts'
import { useShortcuts } from './use-shortcuts.ts'

/** The window with its three panes; what does not concern the current folder is around them. */
export function Shell(): JSX.Element {
  const { browser: words, common } = useMessages()
  const { settings } = useStores()
  const browsing = useShell((state) => state.route.kind === 'browse')
  const layout = useSettings((state) => state.layout)
  const place = useBrowser((state) => state.place)
  const online = useOnline((state) => state.online)
  const { arrange } = settings.getState()
  useShortcuts()
  usePaste()
  useRevealedPlace()
  return (
    <div className="shell">
      <NavigationBar />
      {online ? null : (
        <div className="offline-bar" role="status">
          {common.offline}
        </div>
      )}
      <div className="panes">
        <nav className="pane-side" style={{ width: layout.treePx }} aria-label={words.tree.label}>
          <Tree />
          <PaneResizer
            pane="left"
            label={words.tree.resize}
            sizePx={layout.treePx}
            limits={paneLimits.treePx}
            onChange={(treePx) => arrange({ treePx })}
          />
        </nav>
        <main className="pane-main">
          <h1 className="visually-hidden">{place === null ? common.appName : placeName(place)}</h1>
          <NoticeBar />
          <Middle />
        </main>
        {browsing && layout.inspectorOpen ? (
          <aside
            className="pane-side"
            style={{ width: layout.inspectorPx }}
            aria-label={words.inspector.label}
          >
            <Inspector />
            <PaneResizer
              pane="right"
              label={words.inspector.resize}
              sizePx={layout.inspectorPx}
              limits={paneLimits.inspectorPx}
              onChange={(inspectorPx) => arrange({ inspectorPx })}
            />
          </aside>
        ) : null}
      </div>
      <TransfersDrawer />
      <StatusBar />
    </div>
  )
}

function Middle(): JSX.Element {
  const { shell } = useStores()
  const route = useShell((state) => state.route)
  switch (route.kind) {
    case 'browse':
      return <BrowserPane />
    case 'bucket-config':
      return (
        <BucketConfigScreen
          key={`${route.accountId}/${route.bucket}`}
          accountId={route.accountId}
          bucket={route.bucket}
          onClose={() => shell.getState().go({ kind: 'browse' })}
        />
      )
    case 'settings':
      return <SettingsScreen onClose={() => shell.getState().go({ kind: 'browse' })} />
    case 'receipt':
      return (
        <ReceiptScreen
          key={route.transferId}
          transferId={route.transferId}
          onClose={() => shell.getState().go({ kind: 'browse' })}
        />
      )
    default:
      return assertNever(route)
  }
}
