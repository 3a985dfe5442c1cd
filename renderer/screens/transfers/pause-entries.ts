import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import { useStores } from '../../stores/stores.tsx'
import type { MenuEntry } from '../../ui/menu.tsx'
import { pauseTimes } from './pause-times.ts'

/** Entries of a menu that pause one transfer, or all of them (null), until a time. */
export function usePauseEntries(transferId: string | null): readonly MenuEntry[] {
  const { shell, transfers } = useStores()
  const { queue } = useMessages().transfers
  const format = useFormat()
  const pause = (until: string | null): void => {
    transfers.getState().pause(transferId, until).catch(shell.getState().fail)
  }
  const times = pauseTimes(Date.now()).map((ms) => ({
    id: String(ms),
    label: queue.pauseUntil(format.upcoming(ms)),
    onAction: () => pause(new Date(ms).toISOString()),
  }))
  return [
    ...times,
    {
      id: 'other',
      label: queue.pauseUntilOther,
      onAction: () => shell.getState().ask({ kind: 'pause-until', transferId }),
    },
  ]
}
