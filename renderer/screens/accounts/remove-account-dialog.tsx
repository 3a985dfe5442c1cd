import type { JSX } from 'react'
import { useMessages } from '../../i18n/i18n.tsx'
import { useAccounts, useStores } from '../../stores/stores.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'

export interface RemoveAccountDialogProps {
  readonly accountId: string
  readonly onClose: () => void
}

export function RemoveAccountDialog(props: RemoveAccountDialogProps): JSX.Element {
  const { accountId, onClose } = props
  const { api, browser, shell } = useStores()
  const { accounts: words, common } = useMessages()
  const name = useAccounts((state) => state.accounts?.find(({ id }) => id === accountId)?.name)
  const confirm = async (): Promise<void> => {
    try {
      await api.call('accounts.remove', { accountId })
      const { place, leave } = browser.getState()
      if (place?.accountId === accountId) leave()
      shell.getState().go({ kind: 'browse' })
    } catch (error) {
      shell.getState().fail(error)
    }
    onClose()
  }
  return (
    <ConfirmDialog
      title={words.removeTitle(name ?? '')}
      tone="danger"
      confirmLabel={words.removeConfirm}
      cancelLabel={common.actions.cancel}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <p>{words.removeText}</p>
    </ConfirmDialog>
  )
}
