import { type FormEvent, type JSX, type ReactNode, useState } from 'react'
import { type Failure, toFailure } from '../../../shared/ipc/failure.ts'
import { useMessages } from '../../i18n/i18n.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FailurePanel } from '../failure-panel.tsx'
import './objects.css'

export interface ActionDialogProps {
  readonly title: string
  readonly children: ReactNode
  /** Names the effect: "Move 214 files". */
  readonly confirmLabel: string
  readonly isConfirmDisabled?: boolean
  readonly tone?: 'normal' | 'danger'
  readonly size?: 'normal' | 'wide'
  /** Starts the transfer. */
  readonly onStart: () => Promise<void>
  /** What is said once it has started. */
  readonly started: string
  readonly onClose: () => void
}

/** The shape of every question before a transfer: what will happen, Cancel, and the effect. */
export function ActionDialog(props: ActionDialogProps): JSX.Element {
  const { isConfirmDisabled = false, onStart, onClose } = props
  const { shell } = useStores()
  const { common } = useMessages()
  const [pending, setPending] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const start = async (): Promise<void> => {
    if (isConfirmDisabled || pending) return
    setPending(true)
    setFailure(null)
    try {
      await onStart()
      shell.getState().tell(props.started)
      onClose()
    } catch (error) {
      setFailure(toFailure(error))
      setPending(false)
    }
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void start()
  }
  return (
    <Dialog
      title={props.title}
      size={props.size ?? 'normal'}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{common.actions.cancel}</Button>
          <Button
            variant={props.tone === 'danger' ? 'danger' : 'primary'}
            isPending={pending}
            isDisabled={isConfirmDisabled}
            onPress={() => void start()}
          >
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      <form className="action-form" onSubmit={submit}>
        {props.children}
      </form>
      {failure ? <FailurePanel layout="inline" failure={failure} /> : null}
    </Dialog>
  )
}
