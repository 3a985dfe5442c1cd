import { Plus } from 'lucide-react'
import { type JSX, useState } from 'react'
import { metadataHeaders } from '../../../shared/transfer/kinds.ts'
import { useMessages } from '../../i18n/i18n.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { type MenuEntry, MenuOf } from '../../ui/menu.tsx'
import { ActionDialog } from './action-dialog.tsx'
import { changesOf, metadataProblems } from './entries.ts'
import { EntryList } from './entry-list.tsx'
import { Scope, type ScopeProps } from './scope.tsx'
import { useEntries } from './use-entries.ts'
import { useObjectWords } from './use-words.ts'

export interface MetadataDialogProps extends ScopeProps {
  readonly onClose: () => void
}

/** Headers that the service sends with the files, and metadata of the person's own. */
export function MetadataDialog({ place, selected, onClose }: MetadataDialogProps): JSX.Element {
  const { files } = useStores()
  const { entries: fields, metadata: words } = useMessages().objects
  const what = useObjectWords().what(selected)
  const { entries, setEntries, add, valid } = useEntries(metadataProblems)
  const [replace, setReplace] = useState(false)
  const addable: readonly MenuEntry[] = [
    ...metadataHeaders
      .filter((header) => !entries.some((entry) => entry.header === header))
      .map((header) => ({
        id: header,
        label: fields.headers[header],
        onAction: () => add(header),
      })),
    { id: 'own', label: words.own, separated: true, onAction: () => add(null) },
  ]
  return (
    <ActionDialog
      title={words.title(what)}
      size="wide"
      confirmLabel={words.confirm}
      isConfirmDisabled={!valid || (entries.length === 0 && !replace)}
      started={words.started(what)}
      onStart={() =>
        files.change(place, selected, {
          kind: 'metadata',
          headers: changesOf(entries.filter(({ header }) => header !== null)),
          metadata: changesOf(entries.filter(({ header }) => header === null)),
          replace,
        })
      }
      onClose={onClose}
    >
      <Scope place={place} selected={selected} />
      <p className="muted">{words.text}</p>
      <EntryList entries={entries} problemsOf={metadataProblems} onChange={setEntries} />
      <div>
        <MenuOf
          label={words.add}
          trigger={<Button icon={<Plus size={14} />}>{words.add}</Button>}
          entries={addable}
        />
      </div>
      <Checkbox isSelected={replace} onChange={setReplace}>
        {words.replace}
      </Checkbox>
    </ActionDialog>
  )
}
