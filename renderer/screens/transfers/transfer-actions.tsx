import {
  ArrowDownToLine,
  ArrowUpToLine,
  Ellipsis,
  FolderOpen,
  Pause,
  Play,
  ReceiptText,
  RotateCw,
  Square,
  X,
} from 'lucide-react'
import { type JSX, type ReactNode, useState } from 'react'
import { movesBytes } from '../../../shared/transfer/kinds.ts'
import {
  canCancel,
  canPause,
  canRemove,
  canResume,
  canRetry,
} from '../../../shared/transfer/state.ts'
import type { TransferRow } from '../../../shared/transfer/view.ts'
import { useMessages } from '../../i18n/i18n.tsx'
import { useStores } from '../../stores/stores.tsx'
import type { TransferAction } from '../../stores/transfers.ts'
import { IconButton } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { usePauseEntries } from './pause-entries.ts'
import type { Handle } from './use-reorder.ts'

/** Half-way files begin again after a cancel: above this it is worth a question. */
const trivialBytes = 64 * 1024 * 1024

interface ActionsProps {
  readonly row: TransferRow
  /** Names the buttons, which would otherwise all sound alike. */
  readonly name: string
  readonly handle: Handle | null
}

/** Every row has its buttons in the same places, so that nothing moves under the pointer. */
export function TransferActions({ row, name, handle }: ActionsProps): JSX.Element {
  const { transfers, shell } = useStores()
  const { transfers: messages } = useMessages()
  const [asking, setAsking] = useState(false)
  const { actions } = messages
  const act = (action: TransferAction): void => {
    transfers.getState().act(action, row.id).catch(shell.getState().fail)
  }
  const pause = (): void => {
    // Said a second time, it gives up what is in flight; until when it holds stays as it is.
    transfers.getState().pause(row.id, row.pausedUntil).catch(shell.getState().fail)
  }
  const cancel = (): void => {
    if (movesBytes(row.kind) && row.doneBytes >= trivialBytes) setAsking(true)
    else act('cancel')
  }
  const button = (action: TransferAction, icon: ReactNode, onPress = () => act(action)) => (
    <IconButton small label={actions[action](name)} icon={icon} onPress={onPress} />
  )
  return (
    <div className="transfer-actions">
      {row.kind === 'download' ? button('reveal', <FolderOpen size={14} />) : <span />}
      {canRetry(row.state) && row.attention === null ? (
        button('retry', <RotateCw size={14} />)
      ) : (
        <span />
      )}
      {canPause(row.state) ? (
        <IconButton
          small
          label={(row.state === 'pausing' ? actions.pauseNow : actions.pause)(name)}
          icon={row.state === 'pausing' ? <Square size={14} /> : <Pause size={14} />}
          onPress={pause}
        />
      ) : null}
      {canResume(row.state) ? button('resume', <Play size={14} />) : null}
      {canPause(row.state) || canResume(row.state) ? null : <ReceiptButton row={row} name={name} />}
      {handle === null ? <span /> : <QueueMenu row={row} name={name} handle={handle} />}
      {canCancel(row.state) ? button('cancel', <X size={14} />, cancel) : null}
      {canRemove(row.state) ? button('remove', <X size={14} />) : null}
      {asking ? (
        <CancelQuestion
          name={name}
          onKeep={() => setAsking(false)}
          onCancel={() => {
            setAsking(false)
            act('cancel')
          }}
        />
      ) : null}
    </div>
  )
}

function ReceiptButton({ row, name }: Omit<ActionsProps, 'handle'>): JSX.Element {
  const { shell } = useStores()
  const { receipt } = useMessages()
  return (
    <IconButton
      small
      label={receipt.open(name)}
      icon={<ReceiptText size={14} />}
      onPress={() => shell.getState().go({ kind: 'receipt', transferId: row.id })}
    />
  )
}

interface QueueMenuProps extends ActionsProps {
  readonly handle: Handle
}

/** What is less often wanted of a transfer that is not over. */
function QueueMenu({ row, name, handle }: QueueMenuProps): JSX.Element {
  const { actions, queue } = useMessages().transfers
  const times = usePauseEntries(row.id)
  return (
    <MenuButton
      small
      label={actions.more(name)}
      icon={<Ellipsis size={14} />}
      entries={[
        {
          id: 'top',
          label: queue.toTop,
          icon: <ArrowUpToLine size={16} />,
          isDisabled: handle.place === 1,
          onAction: () => handle.onMoveTo('top'),
        },
        {
          id: 'bottom',
          label: queue.toBottom,
          icon: <ArrowDownToLine size={16} />,
          isDisabled: handle.place === handle.count,
          onAction: () => handle.onMoveTo('bottom'),
        },
        ...times.map((entry, index) => ({ ...entry, separated: index === 0 })),
      ]}
    />
  )
}

interface CancelQuestionProps {
  readonly name: string
  readonly onKeep: () => void
  readonly onCancel: () => void
}

function CancelQuestion({ name, onKeep, onCancel }: CancelQuestionProps): JSX.Element {
  const { cancelQuestion } = useMessages().transfers
  return (
    <ConfirmDialog
      title={cancelQuestion.title(name)}
      tone="danger"
      confirmLabel={cancelQuestion.confirm}
      cancelLabel={cancelQuestion.keep}
      onConfirm={onCancel}
      onCancel={onKeep}
    >
      {cancelQuestion.text}
    </ConfirmDialog>
  )
}
