import {
  ArchiveRestore,
  ChevronRight,
  Copy,
  Download,
  FileCog,
  FolderInput,
  Layers,
  LockKeyhole,
  ShieldCheck,
  Tags,
  Trash2,
  Upload,
} from 'lucide-react'
import type { JSX } from 'react'
import type { TransferKind } from '../../../shared/transfer/kinds.ts'
import type { TransferState } from '../../../shared/transfer/state.ts'
import type { TransferRow } from '../../../shared/transfer/view.ts'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import { useStores, useTransfers } from '../../stores/stores.tsx'
import { IconButton } from '../../ui/button.tsx'
import { ProgressBar, type ProgressBarProps } from '../../ui/progress-bar.tsx'
import { FailurePanel } from '../failure-panel.tsx'
import { Attention } from './attention.tsx'
import { Grip } from './grip.tsx'
import { ItemList } from './item-list.tsx'
import { TransferActions } from './transfer-actions.tsx'
import type { Handle } from './use-reorder.ts'
import { fractionOf, labelOf, nameOf, progressOf, stateOf } from './words.ts'

interface TransferItemProps {
  readonly row: TransferRow
  /** null: it is over and has no place in the queue. */
  readonly handle: Handle | null
  /** Where a dragged transfer would land beside this one. */
  readonly drop: 'before' | 'after' | null
}

/** One transfer: what, how far, in which state, what can be done, and its files on demand. */
export function TransferItem({ row, handle, drop }: TransferItemProps): JSX.Element {
  const { transfers } = useStores()
  const expanded = useTransfers((state) => state.expanded.has(row.id))
  const { transfers: messages } = useMessages()
  const words = { messages, format: useFormat() }
  const label = labelOf(row, words)
  const name = nameOf(row, words)
  const { actions, separator } = messages
  return (
    <li
      className="transfer"
      aria-label={`${messages.kinds[row.kind]}: ${label}`}
      data-transfer={row.id}
      data-drop={drop}
    >
      <div className="transfer-row">
        {handle === null ? (
          <span className="transfer-grip" />
        ) : (
          <Grip handle={handle} name={name} />
        )}
        <span className={expanded ? 'transfer-toggle transfer-open' : 'transfer-toggle'}>
          <IconButton
            small
            label={expanded ? actions.hideItems(name) : actions.showItems(name)}
            icon={<ChevronRight size={14} />}
            onPress={() => transfers.getState().toggle(row.id)}
          />
        </span>
        <KindIcon kind={row.kind} />
        <div className="transfer-main">
          <div className="transfer-line">
            <span className="transfer-label" title={label}>
              {label}
            </span>
            <span className={`transfer-state transfer-${row.state}`}>{stateOf(row, words)}</span>
          </div>
          <ProgressBar label={label} fraction={fractionOf(row)} tone={toneOf(row.state)} />
          <div className="transfer-facts numeric muted">
            {progressOf(row, words).join(separator)}
          </div>
        </div>
        <TransferActions row={row} name={name} handle={handle} />
      </div>
      <Trouble row={row} />
      {expanded ? <ItemList row={row} name={name} /> : null}
    </li>
  )
}

function Trouble({ row }: { readonly row: TransferRow }): JSX.Element | null {
  const { shell, transfers } = useStores()
  if (row.state === 'needs-attention' && row.attention !== null) {
    return <Attention row={row} reason={row.attention} />
  }
  if (row.state !== 'failed' || row.failure === null) return null
  const retry = (): void => {
    transfers.getState().act('retry', row.id).catch(shell.getState().fail)
  }
  return (
    <div className="transfer-below">
      <FailurePanel failure={row.failure} layout="inline" onRetry={retry} />
    </div>
  )
}

const kindIcons = {
  upload: Upload,
  download: Download,
  delete: Trash2,
  copy: Copy,
  move: FolderInput,
  restore: ArchiveRestore,
  'storage-class': Layers,
  acl: LockKeyhole,
  metadata: FileCog,
  tags: Tags,
  verify: ShieldCheck,
} as const satisfies Record<TransferKind, unknown>

function KindIcon({ kind }: { readonly kind: TransferKind }): JSX.Element {
  const Icon = kindIcons[kind]
  return <Icon size={16} aria-hidden className="transfer-icon" />
}

function toneOf(state: TransferState): NonNullable<ProgressBarProps['tone']> {
  switch (state) {
    case 'done':
      return 'success'
    case 'failed':
      return 'danger'
    case 'needs-attention':
      return 'warning'
    case 'waiting':
    case 'pausing':
    case 'paused':
    case 'cancelled':
    case 'waiting-for-network':
      return 'idle'
    case 'running':
      return 'accent'
  }
}
