import type { JSX } from 'react'
import type { TransfersSnapshot } from '../../../shared/transfer/view.ts'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { FailurePanel } from '../failure-panel.tsx'
import { usePace } from '../settings/use-pace.ts'

/** Why nothing moves although nobody paused it. */
export function QueueNotes({ snapshot }: { readonly snapshot: TransfersSnapshot }): JSX.Element {
  const { shell, transfers } = useStores()
  const { queue } = useMessages().transfers
  const format = useFormat()
  const { allowance } = usePace()
  const { heldAtStart, active, stopped } = snapshot
  const until = allowance.untilMs === null ? null : format.upcoming(allowance.untilMs)
  return (
    <>
      {stopped === null ? null : <FailurePanel layout="inline" failure={stopped} />}
      {heldAtStart > 0 ? (
        <Banner
          title={queue.held(heldAtStart, format.count(heldAtStart))}
          action={
            <Button
              onPress={() => void transfers.getState().resumeAll().catch(shell.getState().fail)}
            >
              {queue.resumeAll}
            </Button>
          }
        >
          {queue.heldWhy}
        </Banner>
      ) : null}
      {allowance.mode === 'pause' && active > 0 ? (
        <Banner
          title={until === null ? queue.quiet : queue.quietUntil(until)}
          action={
            <Button onPress={() => shell.getState().go({ kind: 'settings' })}>
              {queue.openTimetable}
            </Button>
          }
        />
      ) : null}
    </>
  )
}
