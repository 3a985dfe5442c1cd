import { Database } from 'lucide-react'
import { type JSX, useState } from 'react'
import { objectAcls } from '../../../shared/transfer/kinds.ts'
import { useMessages } from '../../i18n/i18n.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Banner } from '../../ui/banner.tsx'
import { RadioCards } from '../../ui/choice.tsx'
import { aclIcons } from '../bucket-config/acl-editor.tsx'
import { ActionDialog } from './action-dialog.tsx'
import { Scope, type ScopeProps } from './scope.tsx'
import { useObjectWords } from './use-words.ts'

export interface AccessDialogProps extends ScopeProps {
  readonly onClose: () => void
}

const icons = { default: <Database size={16} aria-hidden />, ...aclIcons } as const

export function AccessDialog({ place, selected, onClose }: AccessDialogProps): JSX.Element {
  const { files } = useStores()
  const { config, objects } = useMessages()
  const words = objects.access
  const what = useObjectWords().what(selected)
  const [acl, setAcl] = useState<(typeof objectAcls)[number] | null>(null)
  const isPublic = acl === 'public-read' || acl === 'public-read-write'
  return (
    <ActionDialog
      title={words.title(what)}
      confirmLabel={words.confirm}
      isConfirmDisabled={acl === null}
      tone={isPublic ? 'danger' : 'normal'}
      started={words.started(what)}
      onStart={async () => {
        if (acl !== null) await files.change(place, selected, { kind: 'acl', acl })
      }}
      onClose={onClose}
    >
      <Scope place={place} selected={selected} />
      <RadioCards
        autoFocus
        label={words.label}
        value={acl}
        onChange={(value) => setAcl(objectAcls.find((known) => known === value) ?? null)}
        options={objectAcls.map((value) => ({
          value,
          title: words.choice[value],
          description: words.help[value],
          icon: icons[value],
        }))}
      />
      {isPublic ? (
        <Banner tone={acl === 'public-read' ? 'warning' : 'danger'}>
          {acl === 'public-read' ? config.acl.risk.publicRead : words.writeRisk}
        </Banner>
      ) : null}
    </ActionDialog>
  )
}
