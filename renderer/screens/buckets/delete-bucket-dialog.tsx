import { type JSX, useState } from 'react'
import { type Failure, toFailure } from '../../../shared/ipc/failure.ts'
import { useMessages } from '../../i18n/i18n.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { FailurePanel } from '../failure-panel.tsx'

export interface DeleteBucketDialogProps {
  readonly accountId: string
  readonly bucket: string
  readonly onClose: () => void
}

export function DeleteBucketDialog(props: DeleteBucketDialogProps): JSX.Element {
  const { accountId, bucket, onClose } = props
  const { api, accounts, browser, shell } = useStores()
  const { common, browser: texts } = useMessages()
  const words = texts.deleteBucket
  const [typed, setTyped] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)

  const openBucket = (): void => {
    onClose()
    shell.getState().go({ kind: 'browse' })
    void browser.getState().open({ accountId, bucket, prefix: '' })
  }
  const confirm = async (): Promise<void> => {
    try {
      await api.call('buckets.delete', { accountId, bucket })
      const { place, leave } = browser.getState()
      if (place?.accountId === accountId && place.bucket === bucket) leave()
      shell.getState().go({ kind: 'browse' })
      onClose()
      await accounts.getState().loadBuckets(accountId)
    } catch (error) {
      setFailure(toFailure(error))
    }
  }
  return (
    <ConfirmDialog
      title={words.title(bucket)}
      tone="danger"
      confirmLabel={words.confirm}
      cancelLabel={common.actions.cancel}
      isConfirmDisabled={typed !== bucket}
      onConfirm={confirm}
      onCancel={onClose}
    >
      {failure ? (
        <FailurePanel
          layout="inline"
          failure={failure}
          actions={
            failure.code === 'BucketNotEmpty' ? (
              <Button onPress={openBucket}>{words.openBucket}</Button>
            ) : null
          }
        />
      ) : null}
      <p>{words.text}</p>
      <TextField mono label={words.type(bucket)} value={typed} onChange={setTyped} />
    </ConfirmDialog>
  )
}
