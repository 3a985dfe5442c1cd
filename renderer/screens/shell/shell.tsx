import { type JSX, useState } from 'react'
import { assertNever } from '../../../shared/assert.ts'
import { useMessages } from '../../i18n/i18n.tsx'
import { useOnline, useShell, useStores } from '../../stores/stores.tsx'
import { PaneResizer } from '../../ui/pane-resizer.tsx'
import { BrowserPane } from '../browser/browser-pane.tsx'
import { BucketConfigScreen } from '../bucket-config/bucket-config-screen.tsx'
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
        </nav>
        <PaneResizer
          pane="left"
          label={words.tree.resize}
          widthPx={treePx}
          minPx={160}
          maxPx={420}
          onChange={setTreePx}
        />
        <main className="pane-main">
          <NoticeBar />
          <Middle />
        </main>
        {browsing && inspectorOpen ? (
          <>
            <PaneResizer
              pane="right"
              label={words.inspector.resize}
              widthPx={inspectorPx}
              minPx={200}
              maxPx={420}
              onChange={setInspectorPx}
            />
            <aside
              className="pane-side"
              style={{ width: inspectorPx }}
              aria-label={words.inspector.label}
            >
              <Inspector />
            </aside>
          </>
        ) : null}
      </div>
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
