import type { JSX } from 'react'
import { useMessages } from '../../i18n/i18n.tsx'
import { useSettings } from '../../stores/stores.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { useUpdate } from './use-update.ts'

export function ComputerSettings(): JSX.Element {
  const words = useMessages().settings.computer
  const settings = useSettings((state) => state.settings)
  const update = useUpdate()
  return (
    <>
      <Checkbox
        isSelected={settings.continueOnLaunch}
        description={words.continueOnLaunchHelp}
        onChange={(continueOnLaunch) => update({ continueOnLaunch })}
      >
        {words.continueOnLaunch}
      </Checkbox>
      <Checkbox
        isSelected={settings.keepAwake}
        description={words.keepAwakeHelp}
        onChange={(keepAwake) => update({ keepAwake })}
      >
        {words.keepAwake}
      </Checkbox>
      <Checkbox
        isSelected={settings.startWithSystem}
        onChange={(startWithSystem) => update({ startWithSystem })}
      >
        {words.startWithSystem}
      </Checkbox>
    </>
  )
}
