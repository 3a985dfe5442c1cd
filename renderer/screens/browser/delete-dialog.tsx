import type { JSX } from 'react'
import type { SelectionCount } from '../../../shared/catalog.ts'
import { nameOf } from '../../../shared/oss/key.ts'
import type { SpecOf } from '../../../shared/transfer/kinds.ts'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import type { Place } from '../../stores/place.ts'
import type { Selected } from '../../stores/selection.ts'
import { useStores } from '../../stores/stores.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { FailurePanel } from '../failure-panel.tsx'
import { useCount } from './use-count.ts'

export interface DeleteDialogProps {
  readonly place: Place
  readonly selected: Selected
  /** `all`: older versions go too, for good. */
  readonly versions: SpecOf<'delete'>['versions']
  readonly onClose: () => void
}

/** Counts what would go before it lets anybody agree to it. */
export function DeleteDialog(props: DeleteDialogProps): JSX.Element {
  const { place, selected, versions, onClose } = props
  const { files, shell, browser: store } = useStores()
  const { browser, common, objects } = useMessages()
  const format = useFormat()
  const words = browser.delete
  const { count, failure, retry } = useCount(place, selected)
  const folders = [...selected.values()].filter((kind) => kind === 'folder').length
  const first = [...selected.keys()][0] ?? ''

  const confirm = async (): Promise<void> => {
    try {
      await files.change(place, selected, { kind: 'delete', versions, listed: [] })
      store.getState().clearSelection()
      const text = format.count(selected.size)
      shell.getState().tell(browser.notices.deleteStarted(selected.size, text))
    } catch (error) {
      shell.getState().fail(error)
    }
    onClose()
  }
  return (
    <ConfirmDialog
      title={
        selected.size === 1
          ? words.titleOne(nameOf(first))
          : words.title(selected.size, format.count(selected.size))
      }
      tone="danger"
      confirmLabel={confirmLabel(words, format.count, count, folders)}
      cancelLabel={common.actions.cancel}
      isConfirmDisabled={count === null}
      onConfirm={confirm}
      onCancel={onClose}
    >
      {failure ? <FailurePanel layout="inline" failure={failure} onRetry={retry} /> : null}
      {count === null && !failure ? <p role="status">{words.counting}</p> : null}
      {count ? <p>{contentText(words, format, count)}</p> : null}
      {folders > 0 ? <p>{folderText(words, format, folders, selected.size)}</p> : null}
      {versions === 'all' ? <p>{objects.allVersions}</p> : <p className="muted">{words.final}</p>}
    </ConfirmDialog>
  )
}

type Words = ReturnType<typeof useMessages>['browser']['delete']

function contentText(
  words: Words,
  format: ReturnType<typeof useFormat>,
  { files, sizeBytes, complete }: SelectionCount,
): string {
  const [text, size] = [format.count(files), format.bytes(sizeBytes)]
  return complete ? words.content(files, text, size) : words.atLeast(text, size)
}

function folderText(
  words: Words,
  format: ReturnType<typeof useFormat>,
  folders: number,
  selected: number,
): string {
  if (folders === selected) return words.onlyFolders(folders)
  return words.folders(folders, format.count(folders))
}

function confirmLabel(
  words: Words,
  formatCount: (count: number) => string,
  count: SelectionCount | null,
  folders: number,
): string {
  if (count === null || count.files === 0) return words.confirmFolder(folders)
  const text = formatCount(count.files)
  return count.complete ? words.confirm(count.files, text) : words.confirmAtLeast(text)
}
