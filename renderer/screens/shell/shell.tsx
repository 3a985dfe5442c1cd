import { type JSX, useState } from 'react'
import { assertNever } from '../../../shared/assert.ts'
import { useMessages } from '../../i18n/i18n.tsx'
import { placeName } from '../../stores/place.ts'
import { useBrowser, useOnline, useShell, useStores } from '../../stores/stores.tsx'
import { PaneResizer } from '../../ui/pane-resizer.tsx'
import { BrowserPane } from '../browser/browser-pane.tsx'
import { BucketConfigScreen } from '../bucket-config/bucket-config-screen.tsx'
import { TransfersDrawer } from '../transfers/transfers-drawer.tsx'
import { Inspector } from './inspector.tsx'
import { NavigationBar } from './navigation-bar.tsx'
import { NoticeBar } from './notice-bar.tsx'
import './shell.css'
import { StatusBar } from './status-bar.tsx'
import { Tree } from './tree.tsx'
import { useShortcuts } from './use-shortcuts.ts'

/** The window with its three panes; what does not concern the current folder is around them. */
export function Shell(): JSX.Element {
  const { browser: words, common } = useMessages()
  const browsing = useShell((state) => state.route.kind === 'browse')
  const inspectorOpen = useShell((state) => state.inspectorOpen)
  const place = useBrowser((state) => state.place)
  const online = useOnline((state) => state.online)
  const [treePx, setTreePx] = useState(232)
  const [inspectorPx, setInspectorPx] = useState(256)
  useShortcuts()
  return (
    <div className="shell">
      <NavigationBar />
      {online ? null : (
        <div className="offline-bar" role="status">
          {common.offline}
        </div>
      )}
      <div className="panes">
        <nav className="pane-side" style={{ width: treePx }} aria-label={words.tree.label}>
          <Tree />
          <PaneResizer
            pane="left"
            label={words.tree.resize}
            widthPx={treePx}
            minPx={160}
            maxPx={420}
            onChange={setTreePx}
          />
        </nav>
        <main className="pane-main">
          <h1 className="visually-hidden">{place === null ? common.appName : placeName(place)}</h1>
          <NoticeBar />
          <Middle />
        </main>
        {browsing && inspectorOpen ? (
          <aside
            className="pane-side"
            style={{ width: inspectorPx }}
            aria-label={words.inspector.label}
          >
            <Inspector />
            <PaneResizer
              pane="right"
              label={words.inspector.resize}
              widthPx={inspectorPx}
              minPx={200}
              maxPx={420}
              onChange={setInspectorPx}
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
    default:
      return assertNever(route)
  }
}
