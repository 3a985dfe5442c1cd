import type { JSX } from 'react'
import { useMessages } from '../../i18n/i18n.tsx'
import type { Carried } from '../../stores/carrying.ts'
import { useStores } from '../../stores/stores.tsx'
import { ActionDialog } from './action-dialog.tsx'
import { Consequence } from './consequence.tsx'
import { useObjectWords } from './use-words.ts'

export interface MoveDroppedDialogProps {
  readonly carried: Carried
  readonly onClose: () => void
}

/** A hand slips easily: what was dropped elsewhere moves only once that was confirmed. */
export function MoveDroppedDialog({ carried, onClose }: MoveDroppedDialogProps): JSX.Element {
  const { browser, files } = useStores()
  const { move: words } = useMessages().objects
  const { what, folder } = useObjectWords()
  const named = what(carried.selected)
  const where = folder(carried.to)
  return (
    <ActionDialog
      title={words.to(named, where)}
      confirmLabel={words.confirm(where)}
      started={words.started(named, where)}
      onStart={async () => {
        await files.carry(carried)
        browser.getState().clearSelection()
      }}
      onClose={onClose}
    >
      <Consequence {...carried} />
    </ActionDialog>
  )
}
