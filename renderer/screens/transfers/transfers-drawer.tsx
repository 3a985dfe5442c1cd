import { ArrowUpDown, ChevronDown } from 'lucide-react'
import { type JSX, useEffect } from 'react'
import { paneLimits } from '../../../shared/settings.ts'
import { isFinished } from '../../../shared/transfer/state.ts'
import type { TransferRow, TransfersSnapshot } from '../../../shared/transfer/view.ts'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import { useSettings, useShell, useStores, useTransfers } from '../../stores/stores.tsx'
import { IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PaneResizer } from '../../ui/pane-resizer.tsx'
import { Announcer } from './announcer.tsx'
import { QueueButtons } from './queue-buttons.tsx'
import { QueueNotes } from './queue-notes.tsx'
import { TransferItem } from './transfer-item.tsx'
import './transfers.css'
import { useReorder } from './use-reorder.ts'
import { nameOf } from './words.ts'

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
        {snapshot === null ? null : <QueueButtons snapshot={snapshot} />}
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
  const { shell, transfers } = useStores()
  const { transfers: messages } = useMessages()
  const format = useFormat()
  const rows = snapshot?.transfers ?? []
  const { drag, movedId, handleOf } = useReorder(rows, (id, before) => {
    transfers.getState().move(id, before).catch(shell.getState().fail)
  })
  if (snapshot === null) return null
  const { total } = snapshot
  const moved = rows.find(({ id }) => id === movedId)
  const place = moved === undefined ? null : handleOf(moved)
  if (rows.length === 0) {
    return <EmptyState icon={<ArrowUpDown size={24} />} text={messages.empty} />
  }
  return (
    <div className="transfers-scroll">
      <QueueNotes snapshot={snapshot} />
      <div className="visually-hidden" aria-live="polite">
        {moved === undefined || place === null
          ? null
          : messages.queue.moved(
              nameOf(moved, { messages, format }),
              format.count(place.place),
              format.count(place.count),
            )}
      </div>
      <ul aria-label={messages.title} data-dragging={drag !== null}>
        {rows.map((row) => (
          <TransferItem
            key={row.id}
            row={row}
            handle={handleOf(row)}
            drop={drag === null ? null : dropAt(row, rows, drag)}
          />
        ))}
      </ul>
      {rows.length < total ? (
        <p className="transfers-note muted">
          {messages.onlyFirst(format.count(rows.length), format.count(total))}
        </p>
      ) : null}
    </div>
  )
}

/** Whether the dragged transfer would land before this row, or behind it as the last that waits. */
function dropAt(
  row: TransferRow,
  rows: readonly TransferRow[],
  { before }: { readonly before: string | null },
): 'before' | 'after' | null {
  if (row.id === before) return 'before'
  if (before !== null) return null
  const last = rows.findLast(({ state }) => !isFinished(state))
  return row.id === last?.id ? 'after' : null
}
