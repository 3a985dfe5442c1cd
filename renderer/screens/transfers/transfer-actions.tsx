import { FolderOpen, Pause, Play, RotateCw, X } from 'lucide-react'
import { type JSX, type ReactNode, useState } from 'react'
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

/** Half-way files begin again after a cancel: above this it is worth a question. */
const trivialBytes = 64 * 1024 * 1024

interface ActionsProps {
  readonly row: TransferRow
  /** Names the buttons, which would otherwise all sound alike. */
  readonly name: string
}

/** Every row has its buttons in the same places, so that nothing moves under the pointer. */
export function TransferActions({ row, name }: ActionsProps): JSX.Element {
  const { transfers, shell } = useStores()
  const { transfers: messages } = useMessages()
  const [asking, setAsking] = useState(false)
  const { actions } = messages
  const act = (action: TransferAction): void => {
    transfers.getState().act(action, row.id).catch(shell.getState().fail)
  }
  const cancel = (): void => {
    if (row.kind !== 'delete' && row.doneBytes >= trivialBytes) setAsking(true)
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
      {canPause(row.state) ? button('pause', <Pause size={14} />) : null}
      {canResume(row.state) ? button('resume', <Play size={14} />) : null}
      {canPause(row.state) || canResume(row.state) ? null : <span />}
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
