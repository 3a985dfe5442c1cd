import { Globe, Lock, PencilLine } from 'lucide-react'
import type { JSX } from 'react'
import { bucketAcls } from '../../../shared/objects.ts'
import { type AclDocument, isBucketAcl, withGrant } from '../../../shared/oss/sections/acl.ts'
import { Banner } from '../../ui/banner.tsx'
import { RadioCards } from '../../ui/choice.tsx'
import type { EditorProps } from './editing.ts'
import { notesAt } from './editing.ts'

const icons = {
  private: <Lock size={16} aria-hidden />,
  'public-read': <Globe size={16} aria-hidden />,
  'public-read-write': <PencilLine size={16} aria-hidden />,
} as const

/** Three cards in plain words; the consequence shows as soon as a public one is chosen. */
export function AclEditor(props: EditorProps<AclDocument>): JSX.Element {
  const { document, onChange, words } = props
  const texts = words.config.acl
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
          icon: icons[value],
        }))}
      />
      <p className="muted">{texts.objectNote}</p>
    </div>
  )
}
