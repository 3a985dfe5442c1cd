import { FolderPlus } from 'lucide-react'
import { type JSX, useState } from 'react'
import { useMessages } from '../../i18n/i18n.tsx'
import { type Carried, targetProblem } from '../../stores/carrying.ts'
import type { Place } from '../../stores/place.ts'
import type { Selected } from '../../stores/selection.ts'
import { useStores } from '../../stores/stores.tsx'
import { Button } from '../../ui/button.tsx'
import { NewFolderDialog } from '../browser/new-folder-dialog.tsx'
import { TreeLines } from '../shell/tree-lines.tsx'
import { isNode, useTreeCommands, useTreeRows } from '../shell/use-tree.ts'
import { ActionDialog } from './action-dialog.tsx'
import { Consequence } from './consequence.tsx'
import { useObjectWords } from './use-words.ts'

export interface TargetDialogProps {
  readonly kind: Carried['kind']
  readonly place: Place
  readonly selected: Selected
  readonly onClose: () => void
}

/** Where to copy or move the selection, and what will happen then. */
export function TargetDialog({ kind, place, selected, onClose }: TargetDialogProps): JSX.Element {
  const { browser, files } = useStores()
  const { browser: browserWords, objects } = useMessages()
  const words = objects[kind]
  const { what, folder } = useObjectWords()
  const [to, setTo] = useState(place)
  const [namesFolder, setNamesFolder] = useState(false)
  const carried: Carried = { kind, from: place, selected, to }
  return (
    <>
      <ActionDialog
        title={words.title(what(selected))}
        size="wide"
        confirmLabel={words.confirm(folder(to))}
        isConfirmDisabled={targetProblem(carried) !== null}
        started={words.started(what(selected), folder(to))}
        onStart={async () => {
          await files.carry(carried)
          if (kind === 'move') browser.getState().clearSelection()
        }}
        onClose={onClose}
      >
        <TargetTree to={to} onChange={setTo} />
        <div className="target-new">
          <Button icon={<FolderPlus size={14} />} onPress={() => setNamesFolder(true)}>
            {browserWords.actions.newFolder}
          </Button>
        </div>
        <Consequence {...carried} />
      </ActionDialog>
      {namesFolder ? (
        <NewFolderDialog place={to} onCreated={setTo} onClose={() => setNamesFolder(false)} />
      ) : null}
    </>
  )
}

interface TargetTreeProps {
  readonly to: Place
  readonly onChange: (place: Place) => void
}

/** The tree of the window, in which a click or the arrow keys choose a folder. */
function TargetTree({ to, onChange }: TargetTreeProps): JSX.Element {
  const { objects } = useMessages()
  const rows = useTreeRows()
  const commands = useTreeCommands()
  return (
    <div className="target-tree">
      <TreeLines
        autoFocus
        label={objects.target}
        rows={rows}
        current={to}
        commands={{
          ...commands,
          activate(row) {
            if (isNode(row) && row.place) onChange(row.place)
            else commands.activate(row)
          },
          visit(row) {
            if (isNode(row) && row.place) onChange(row.place)
          },
        }}
      />
    </div>
  )
}
