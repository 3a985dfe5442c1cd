import { type JSX, useState } from 'react'
import type { ListingRow } from '../../../shared/objects.ts'
import { nameOf } from '../../../shared/oss/key.ts'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import type { Pages } from '../../stores/pages.ts'
import type { Place } from '../../stores/place.ts'
import type { Selected } from '../../stores/selection.ts'
import { useBrowser, useStores } from '../../stores/stores.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { nameProblem } from '../browser/name-problem.ts'
import { useCount } from '../browser/use-count.ts'
import { ActionDialog } from './action-dialog.tsx'

export interface RenameDialogProps {
  readonly place: Place
  /** One file or folder. */
  readonly selected: Selected
  readonly onClose: () => void
}

export function RenameDialog({ place, selected, onClose }: RenameDialogProps): JSX.Element {
  const { browser: store, files } = useStores()
  const { browser, objects } = useMessages()
  const words = objects.rename
  const pages = useBrowser((state) => state.pages)
  const [[key, kind] = ['', 'file' as const]] = selected
  const old = nameOf(key)
  const [name, setName] = useState(old)
  const problem = nameProblem(place.prefix, name, kind)
  const taken = name !== old && hasName(pages, name)
  const error = problem === null ? (taken ? words.exists : null) : browser.newFolder.check[problem]
  return (
    <ActionDialog
      title={words.title(old)}
      confirmLabel={words.confirm}
      isConfirmDisabled={name === old || error !== null}
      started={words.started(old, name)}
      onStart={async () => {
        await files.rename(place, selected, name)
        store.getState().clearSelection()
      }}
      onClose={onClose}
    >
      <TextField
        autoFocus
        label={words.name}
        selectedLength={kind === 'file' ? stemLength(old) : old.length}
        error={error}
        value={name}
        onChange={setName}
      />
      {kind === 'folder' ? (
        <FolderCost place={place} selected={selected} />
      ) : (
        <p className="muted">{words.file}</p>
      )}
    </ActionDialog>
  )
}

/** A folder has no name of its own in the service: every object in it gets a new key. */
function FolderCost({ place, selected }: Omit<RenameDialogProps, 'onClose'>): JSX.Element {
  const words = useMessages().objects.rename
  const format = useFormat()
  const { count } = useCount(place, selected)
  if (count === null) return <p className="muted">{words.folder}</p>
  const size = format.bytes(count.sizeBytes)
  const files = format.count(count.files)
  return (
    <p className="muted">
      {words.folder}{' '}
      {count.complete ? words.inside(count.files, files, size) : words.insideAtLeast(files, size)}
    </p>
  )
}

function hasName(pages: Pages, name: string): boolean {
  const named = (row: ListingRow): boolean => row.name === name
  return [...pages.values()].some(({ rows }) => rows.some(named))
}

/** Characters before the extension; a leading dot starts none. */
function stemLength(name: string): number {
  const dot = name.lastIndexOf('.')
  return dot > 0 ? dot : name.length
}
