import type { JSX } from 'react'
import { maxConnections, settingsPatchSchema } from '../../../shared/settings.ts'
import { conflictPolicies } from '../../../shared/transfer/kinds.ts'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import { useSettings } from '../../stores/stores.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { Select } from '../../ui/select.tsx'
import { useUpdate } from './use-update.ts'

/** What a person who takes over begins with. */
const firstConnections = 8

export function TransferSettings(): JSX.Element {
  const words = useMessages().settings.transfers
  const { connections, conflict } = useSettings((state) => state.settings)
  const format = useFormat()
  const update = useUpdate()
  return (
    <>
      <div className="settings-narrow">
        <Select
          label={words.conflict}
          description={words.conflictHelp}
          value={conflict}
          onChange={(value) => update(settingsPatchSchema.parse({ conflict: value }))}
          options={conflictPolicies.map((id) => ({ id, label: words.conflicts[id] }))}
        />
      </div>
      <Checkbox
        isSelected={connections === 'automatic'}
        description={words.automaticHelp}
        onChange={(on) => update({ connections: on ? 'automatic' : firstConnections })}
      >
        {words.automatic}
      </Checkbox>
      {connections === 'automatic' ? null : (
        <div className="settings-indented">
          <NumberField
            label={words.connections}
            description={words.connectionsHelp(format.count(maxConnections))}
            value={connections}
            minValue={1}
            maxValue={maxConnections}
            onChange={(count) => update({ connections: count ?? 'automatic' })}
          />
        </div>
      )}
    </>
  )
}
