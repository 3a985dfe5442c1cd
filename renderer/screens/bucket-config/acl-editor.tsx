import { Globe, Lock, PencilLine } from 'lucide-react'
import type { JSX } from 'react'
import { bucketAcls } from '../../../shared/objects.ts'
import { type AclDocument, acl, isBucketAcl, withGrant } from '../../../shared/oss/sections/acl.ts'
import { Banner } from '../../ui/banner.tsx'
import { RadioCards } from '../../ui/choice.tsx'
import type { EditorProps } from './editing.ts'
import { notesAt } from './editing.ts'
import { RiskList } from './risk-list.tsx'

/** Of every kind of access. */
export const aclIcons = {
  private: <Lock size={16} aria-hidden />,
  'public-read': <Globe size={16} aria-hidden />,
  'public-read-write': <PencilLine size={16} aria-hidden />,
} as const

/** Three cards in plain words; the consequence shows as soon as a public one is chosen. */
export function AclEditor(props: EditorProps<AclDocument>): JSX.Element {
  const { document, saved, onChange, words } = props
  const texts = words.config.acl
  const risks = acl.risks(saved, document, words)
  const grant = document.AccessControlList.Grant
  return (
    <div className="config-stack">
      {isBucketAcl(grant) ? null : <Banner tone="warning">{texts.unknown(grant)}</Banner>}
      <RadioCards
        label={texts.label}
        value={grant}
        error={notesAt(props, ['AccessControlList', 'Grant']).error}
        onChange={(value) => {
          if (isBucketAcl(value)) onChange(withGrant(document, value))
        }}
        options={bucketAcls.map((value) => ({
          value,
          title: texts.choice[value],
          description: texts.explain[value],
          icon: aclIcons[value],
        }))}
      />
      {risks.length === 0 ? null : (
        <Banner tone={risks.some((risk) => risk.level === 'danger') ? 'danger' : 'warning'}>
          <RiskList risks={risks} />
        </Banner>
      )}
      <p className="muted">{texts.objectNote}</p>
    </div>
  )
}
