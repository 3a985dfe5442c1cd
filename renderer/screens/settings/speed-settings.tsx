import type { JSX } from 'react'
import type { SpeedLimits } from '../../../shared/transfer/pace.ts'
import { useMessages } from '../../i18n/i18n.tsx'
import { useSettings } from '../../stores/stores.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { RateField } from './rate-field.tsx'
import { useUpdate } from './use-update.ts'

const names = ['total', 'upload', 'download'] as const
/** A speed that leaves room on most connections, to begin with. */
const firstRate = 2_000_000

export function SpeedSettings(): JSX.Element {
  const words = useMessages().settings.speed
  const limits = useSettings((state) => state.settings.limits)
  const update = useUpdate()
  const set = (change: Partial<SpeedLimits>): void => update({ limits: { ...limits, ...change } })
  return (
    <div className="settings-rates">
      {names.map((name) => {
        const rate = limits[name]
        return (
          <div key={name} className="settings-rate">
            <Checkbox
              isSelected={rate !== null}
              onChange={(on) => set({ [name]: on ? firstRate : null })}
            >
              {words[name]}
            </Checkbox>
            {rate === null ? null : (
              <RateField
                label={words.rateOf(words[name])}
                isLabelHidden
                bytesPerSecond={rate}
                onChange={(next) => set({ [name]: next })}
              />
            )}
          </div>
        )
      })}
    </div>
  )
}
