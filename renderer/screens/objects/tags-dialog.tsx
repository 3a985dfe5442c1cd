import { Plus } from 'lucide-react'
import { type JSX, useState } from 'react'
import { useMessages } from '../../i18n/i18n.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { ActionDialog } from './action-dialog.tsx'
import { changesOf, maxTags, tagProblems } from './entries.ts'
import { EntryList } from './entry-list.tsx'
import { Scope, type ScopeProps } from './scope.tsx'
import { useEntries } from './use-entries.ts'
import { useObjectWords } from './use-words.ts'

export interface TagsDialogProps extends ScopeProps {
  readonly onClose: () => void
}

export function TagsDialog({ place, selected, onClose }: TagsDialogProps): JSX.Element {
  const { files } = useStores()
  const words = useMessages().objects.tags
  const what = useObjectWords().what(selected)
  const { entries, setEntries, add, valid } = useEntries(tagProblems)
  const [replace, setReplace] = useState(false)
  return (
    <ActionDialog
      title={words.title(what)}
      size="wide"
      confirmLabel={words.confirm}
      isConfirmDisabled={!valid || (entries.length === 0 && !replace)}
      started={words.started(what)}
      onStart={() =>
        files.change(place, selected, { kind: 'tags', tags: changesOf(entries), replace })
      }
      onClose={onClose}
    >
      <Scope place={place} selected={selected} />
      <p className="muted">{words.text}</p>
      <EntryList entries={entries} problemsOf={tagProblems} onChange={setEntries} />
      <div>
        <Button
          icon={<Plus size={14} />}
          isDisabled={entries.length >= maxTags}
          onPress={() => add(null)}
        >
          {words.add}
        </Button>
      </div>
      <Checkbox isSelected={replace} onChange={setReplace}>
        {words.replace}
      </Checkbox>
    </ActionDialog>
  )
}
