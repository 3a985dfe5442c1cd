import { type JSX, useState } from 'react'
import type { SpecOf } from '../../../shared/transfer/kinds.ts'
import { useMessages } from '../../i18n/i18n.tsx'
import { useStores } from '../../stores/stores.tsx'
import { RadioCards } from '../../ui/choice.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { ActionDialog } from './action-dialog.tsx'
import { ClassesNow, Scope, type ScopeProps } from './scope.tsx'
import { useObjectWords } from './use-words.ts'

export interface RestoreDialogProps extends ScopeProps {
  readonly onClose: () => void
}

const tiers: readonly SpecOf<'restore'>['tier'][] = ['Standard', 'Expedited', 'Bulk']

export function RestoreDialog({ place, selected, onClose }: RestoreDialogProps): JSX.Element {
  const { files } = useStores()
  const words = useMessages().objects.restore
  const what = useObjectWords().what(selected)
  const [days, setDays] = useState<number | null>(3)
  const [tier, setTier] = useState<SpecOf<'restore'>['tier']>('Standard')
  const valid = days !== null && days >= 1 && days <= 365
  return (
    <ActionDialog
      title={words.title(what)}
      size="wide"
      confirmLabel={words.confirm}
      isConfirmDisabled={!valid}
      started={words.started(what)}
      onStart={async () => {
        if (days !== null) await files.change(place, selected, { kind: 'restore', days, tier })
      }}
      onClose={onClose}
    >
      <div>
        <Scope place={place} selected={selected} />
        <ClassesNow selected={selected} />
      </div>
      <p>{words.text}</p>
      <NumberField
        autoFocus
        label={words.days}
        suffix={words.unit}
        value={days}
        error={valid ? null : words.daysWrong}
        onChange={setDays}
      />
      <RadioCards
        label={words.tier}
        description={words.archive}
        value={tier}
        onChange={(value) => setTier(tiers.find((known) => known === value) ?? tier)}
        options={tiers.map((value) => ({
          value,
          title: words.tiers[value],
          description: words.tierHelp[value],
        }))}
      />
      <p className="muted">{words.cost}</p>
    </ActionDialog>
  )
}
