import { ArrowUpDown, ChevronDown } from 'lucide-react'
import { type JSX, useEffect } from 'react'
import { paneLimits } from '../../../shared/settings.ts'
import type { TransfersSnapshot } from '../../../shared/transfer/view.ts'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import { useSettings, useShell, useStores, useTransfers } from '../../stores/stores.tsx'
import { IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PaneResizer } from '../../ui/pane-resizer.tsx'
import { Announcer } from './announcer.tsx'
import { TransferItem } from './transfer-item.tsx'
import './transfers.css'

/** A drawer above the status bar. It takes its own place in the layout and covers nothing. */
export function TransfersDrawer(): JSX.Element | null {
  const { settings, shell, transfers } = useStores()
  const open = useShell((state) => state.drawerOpen)
  const heightPx = useSettings((state) => state.layout.drawerPx)
  const snapshot = useTransfers((state) => state.snapshot)
  const { transfers: messages } = useMessages()
  useEffect(() => {
    transfers.getState().load().catch(shell.getState().fail)
  }, [transfers, shell])
  if (!open) return <Announcer snapshot={snapshot} />
  return (
    <section
      id="transfers-drawer"
      className="transfers"
      style={{ height: heightPx }}
      aria-label={messages.title}
    >
      <PaneResizer
        pane="bottom"
        label={messages.resize}
        sizePx={heightPx}
        limits={paneLimits.drawerPx}
        onChange={(drawerPx) => settings.getState().arrange({ drawerPx })}
      />
      <header className="transfers-head">
        <h2>{messages.title}</h2>
        <IconButton
          small
          label={messages.hide}
          icon={<ChevronDown size={16} />}
          onPress={() => shell.getState().setDrawer(false)}
        />
      </header>
      <List snapshot={snapshot} />
      <Announcer snapshot={snapshot} />
    </section>
  )
}

function List({ snapshot }: { readonly snapshot: TransfersSnapshot | null }): JSX.Element | null {
  const { transfers: messages } = useMessages()
  const format = useFormat()
  if (snapshot === null) return null
  const { transfers: rows, total } = snapshot
  if (rows.length === 0) {
    return <EmptyState icon={<ArrowUpDown size={24} />} text={messages.empty} />
  }
  return (
    <div className="transfers-scroll">
      <ul aria-label={messages.title}>
        {rows.map((row) => (
          <TransferItem key={row.id} row={row} />
        ))}
      </ul>
      {rows.length < total ? (
        <p className="transfers-note muted">
          {messages.onlyNewest(format.count(rows.length), format.count(total))}
        </p>
      ) : null}
    </div>
  )
}
