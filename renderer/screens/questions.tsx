import type { JSX } from 'react'
import { assertNever } from '../../shared/assert.ts'
import { useShell, useStores } from '../stores/stores.tsx'
import { AddAccountDialog, RenewAccountDialog } from './accounts/account-dialogs.tsx'
import { RemoveAccountDialog } from './accounts/remove-account-dialog.tsx'
import { NewFolderDialog } from './browser/new-folder-dialog.tsx'
import { DeleteBucketDialog } from './buckets/delete-bucket-dialog.tsx'
import { NewBucketDialog } from './buckets/new-bucket-dialog.tsx'
import { MoveDroppedDialog } from './objects/move-dropped-dialog.tsx'
import { ObjectQuestion } from './objects/object-question.tsx'
import { PauseUntilDialog } from './transfers/pause-until-dialog.tsx'
import { useReturnedFocus } from './use-returned-focus.ts'

/** The dialog of the open question, if any. */
export function Questions(): JSX.Element | null {
  const { shell } = useStores()
  const question = useShell((state) => state.question)
  useReturnedFocus(question !== null)
  const onClose = (): void => shell.getState().ask(null)
  if (question === null) return null
  switch (question.kind) {
    case 'add-account':
      return <AddAccountDialog onClose={onClose} />
    case 'renew-account':
      return <RenewAccountDialog accountId={question.accountId} onClose={onClose} />
    case 'remove-account':
      return <RemoveAccountDialog accountId={question.accountId} onClose={onClose} />
    case 'new-bucket':
      return <NewBucketDialog accountId={question.accountId} onClose={onClose} />
    case 'delete-bucket':
      return <DeleteBucketDialog {...question} onClose={onClose} />
    case 'new-folder':
      return <NewFolderDialog place={question.place} onClose={onClose} />
    case 'objects':
      return <ObjectQuestion question={question} onClose={onClose} />
    case 'move-dropped':
      return <MoveDroppedDialog carried={question.carried} onClose={onClose} />
    case 'pause-until':
      return <PauseUntilDialog transferId={question.transferId} onClose={onClose} />
    default:
      return assertNever(question)
  }
}
