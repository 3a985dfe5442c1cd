import { type JSX, useState } from 'react'
import { type StorageClass, storageClasses } from '../../../shared/objects.ts'
import { useMessages } from '../../i18n/i18n.tsx'
import { useStores } from '../../stores/stores.tsx'
import { RadioCards } from '../../ui/choice.tsx'
import { ActionDialog } from './action-dialog.tsx'
import { ClassesNow, Scope, type ScopeProps } from './scope.tsx'
import { useObjectWords } from './use-words.ts'

export interface StorageClassDialogProps extends ScopeProps {
  readonly onClose: () => void
}

export function StorageClassDialog(props: StorageClassDialogProps): JSX.Element {
  const { place, selected, onClose } = props
  const { files } = useStores()
  const { browser, objects } = useMessages()
  const words = objects.storageClass
  const what = useObjectWords().what(selected)
  const [chosen, setChosen] = useState<StorageClass | null>(null)
  return (
    <ActionDialog
      title={words.title(what)}
      confirmLabel={words.confirm}
      isConfirmDisabled={chosen === null}
      started={words.started(what)}
      onStart={async () => {
        if (chosen === null) return
        await files.change(place, selected, { kind: 'storage-class', storageClass: chosen })
      }}
      onClose={onClose}
    >
      <div>
        <Scope place={place} selected={selected} />
        <ClassesNow selected={selected} />
      </div>
      <RadioCards
        autoFocus
        label={words.label}
        value={chosen}
        onChange={(value) => setChosen(storageClasses.find((known) => known === value) ?? null)}
        options={storageClasses.map((value) => ({
          value,
          title: browser.classes[value],
          description: browser.newBucket.classHelp[value],
        }))}
      />
      <p className="muted">
        {chosen === null ? null : `${words.least[chosen]} `}
        {words.cost}
      </p>
    </ActionDialog>
  )
}
