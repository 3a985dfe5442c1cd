import { Pause, Play } from 'lucide-react'
import type { JSX } from 'react'
import { canPause, canResume } from '../../../shared/transfer/state.ts'
import type { TransfersSnapshot } from '../../../shared/transfer/view.ts'
import { useMessages } from '../../i18n/i18n.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Button } from '../../ui/button.tsx'
import { MenuOf } from '../../ui/menu.tsx'
import { usePauseEntries } from './pause-entries.ts'

/** What is done to all transfers together. */
export function QueueButtons({ snapshot }: { readonly snapshot: TransfersSnapshot }): JSX.Element {
  const { shell, transfers } = useStores()
  const { queue } = useMessages().transfers
  const times = usePauseEntries(null)
  const states = snapshot.transfers.map(({ state }) => state)
  const { pause, resumeAll } = transfers.getState()
  const { fail } = shell.getState()
  return (
    <div className="transfers-queue">
      {states.some(canResume) ? (
        <Button
          variant="quiet"
          icon={<Play size={14} />}
          onPress={() => void resumeAll().catch(fail)}
        >
          {queue.resumeAll}
        </Button>
      ) : null}
      {states.some(canPause) ? (
        <MenuOf
          label={queue.pauseAll}
          trigger={
            <Button variant="quiet" icon={<Pause size={14} />}>
              {queue.pauseAll}
            </Button>
          }
          entries={[
            {
              id: 'open',
              label: queue.pauseOpen,
              onAction: () => void pause(null, null).catch(fail),
            },
            ...times,
          ]}
        />
      ) : null}
    </div>
  )
}
