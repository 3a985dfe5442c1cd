import { type FormEvent, type JSX, useState } from 'react'
import { type Failure, toFailure } from '../../../shared/ipc/failure.ts'
import { useMessages } from '../../i18n/i18n.tsx'
import { type Place, placePath } from '../../stores/place.ts'
import { useStores } from '../../stores/stores.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { FailurePanel } from '../failure-panel.tsx'
import { nameProblem } from './name-problem.ts'

export interface NewFolderDialogProps {
  readonly place: Place
  readonly onCreated?: (folder: Place) => void
  readonly onClose: () => void
}

export function NewFolderDialog(props: NewFolderDialogProps): JSX.Element {
  const { place, onCreated, onClose } = props
  const { api } = useStores()
  const { browser, common } = useMessages()
  const words = browser.newFolder
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const [pending, setPending] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const problem = nameProblem(place.prefix, name, 'folder')

  const create = async (): Promise<void> => {
    setTried(true)
    if (problem !== null || pending) return
    setPending(true)
    try {
      await api.call('objects.createFolder', { ...place, name })
      onCreated?.({ ...place, prefix: `${place.prefix}${name}/` })
      onClose()
    } catch (error) {
      setFailure(toFailure(error))
      setPending(false)
    }
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void create()
  }
  const exists = failure?.code === 'FileAlreadyExists' ? words.exists : null
  const shown = problem !== null && (tried || (problem !== 'empty' && name !== ''))
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{common.actions.cancel}</Button>
          <Button variant="primary" isPending={pending} onPress={() => void create()}>
            {words.create}
          </Button>
        </>
      }
    >
      <form onSubmit={submit}>
        <TextField
          autoFocus
          label={words.name}
          description={words.in(placePath(place))}
          error={shown ? words.check[problem] : exists}
          value={name}
          onChange={(value) => {
            setName(value)
            setFailure(null)
          }}
        />
      </form>
      {failure && exists === null ? <FailurePanel layout="inline" failure={failure} /> : null}
    </Dialog>
  )
}
