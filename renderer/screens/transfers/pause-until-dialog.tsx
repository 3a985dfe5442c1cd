import { type FormEvent, type JSX, useState } from 'react'
import { useMessages } from '../../i18n/i18n.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { localInput } from './pause-times.ts'

interface PauseUntilDialogProps {
  /** null = all of them. */
  readonly transferId: string | null
  readonly onClose: () => void
}

const hourMs = 3_600_000

/** Asks until when a transfer, or all of them, are to wait. */
export function PauseUntilDialog({ transferId, onClose }: PauseUntilDialogProps): JSX.Element {
  const { shell, transfers } = useStores()
  const { common, transfers: messages } = useMessages()
  const words = messages.queue
  const [text, setText] = useState(() => localInput(Date.now() + hourMs))
  const [tried, setTried] = useState(false)
  const untilMs = Date.parse(text)
  const isGood = untilMs > Date.now()
  const pause = (): void => {
    setTried(true)
    if (!isGood) return
    const until = new Date(untilMs).toISOString()
    transfers.getState().pause(transferId, until).catch(shell.getState().fail)
    onClose()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    pause()
  }
  return (
    <Dialog
      title={transferId === null ? words.pauseAllTitle : words.pauseTitle}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{common.actions.cancel}</Button>
          <Button variant="primary" onPress={pause}>
            {words.pauseConfirm}
          </Button>
        </>
      }
    >
      <form onSubmit={submit}>
        <TextField
          autoFocus
          type="datetime-local"
          label={words.until}
          description={words.untilHelp}
          error={tried && !isGood ? words.untilPast : null}
          value={text}
          onChange={setText}
        />
      </form>
    </Dialog>
  )
}
