import { type JSX, type ReactNode, useState } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { Button } from './button.tsx'
import './dialog.css'

export interface DialogProps {
  readonly title: string
  readonly children: ReactNode
  /** Buttons: the safe choice first in the tab order. */
  readonly footer?: ReactNode
  readonly onClose: () => void
  /** `alertdialog`: interrupts with a question that must be answered. */
  readonly role?: 'dialog' | 'alertdialog'
  readonly size?: 'normal' | 'wide'
}

/** Mounted = open. */
export function Dialog(props: DialogProps): JSX.Element {
  const { title, children, footer, onClose, role = 'dialog', size = 'normal' } = props
  return (
    <ModalOverlay
      className="dialog-scrim"
      isOpen
      isDismissable={role === 'dialog'}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Modal className={`dialog dialog-${size}`}>
        <AriaDialog role={role} className="dialog-body">
          <Heading slot="title" level={2} className="dialog-title">
            {title}
          </Heading>
          <div className="dialog-content">{children}</div>
          {footer === undefined ? null : <div className="dialog-footer">{footer}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

export interface ConfirmDialogProps {
  readonly title: string
  readonly children: ReactNode
  /** Names the effect: "Delete 214 files". */
  readonly confirmLabel: string
  readonly cancelLabel: string
  readonly tone?: 'normal' | 'danger'
  readonly isConfirmDisabled?: boolean
  /** The dialog shows that it runs until the promise settles; it must not reject. */
  readonly onConfirm: () => void | Promise<void>
  readonly onCancel: () => void
}

export function ConfirmDialog(props: ConfirmDialogProps): JSX.Element {
  const { tone = 'normal', onConfirm, onCancel } = props
  const [pending, setPending] = useState(false)
  const confirm = async (): Promise<void> => {
    setPending(true)
    await onConfirm()
    setPending(false)
  }
  return (
    <Dialog
      title={props.title}
      role="alertdialog"
      onClose={onCancel}
      footer={
        <>
          <Button autoFocus onPress={onCancel}>
            {props.cancelLabel}
          </Button>
          <Button
            variant={tone === 'danger' ? 'danger' : 'primary'}
            isPending={pending}
            isDisabled={props.isConfirmDisabled ?? false}
            onPress={() => void confirm()}
          >
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  )
}
