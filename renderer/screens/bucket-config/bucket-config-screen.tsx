import { ArrowLeft, CalendarClock, Globe, Lock } from 'lucide-react'
import { type JSX, type ReactNode, useState } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import { useStore } from 'zustand'
import {
  type SectionName,
  type SectionTarget,
  sectionNames,
} from '../../../shared/bucket-config.ts'
import { useMessages } from '../../i18n/i18n.tsx'
import { bucketConfigStores, isDirty } from '../../stores/bucket-config.ts'
import { useApi } from '../../stores/stores.tsx'
import { IconButton } from '../../ui/button.tsx'
import { SectionPage } from './section-page.tsx'
import './bucket-config.css'
import './review.css'
import './rules.css'

export interface BucketConfigScreenProps {
  readonly accountId: string
  readonly bucket: string
  /** The section to show first. */
  readonly section?: SectionName
  /** Back to the files. */
  readonly onClose: () => void
}

const icons: Readonly<Record<SectionName, ReactNode>> = {
  acl: <Lock size={16} aria-hidden />,
  cors: <Globe size={16} aria-hidden />,
  lifecycle: <CalendarClock size={16} aria-hidden />,
}

/** The settings of a bucket: sections at the left, the chosen one at the right. */
export function BucketConfigScreen(props: BucketConfigScreenProps): JSX.Element {
  const { accountId, bucket, onClose } = props
  const [section, setSection] = useState<SectionName>(props.section ?? 'acl')
  const texts = useMessages().config
  const target = { accountId, bucket, section }
  return (
    <div className="bucket-config">
      <nav className="bucket-config-nav" aria-label={texts.page.sections}>
        <header>
          <IconButton label={texts.page.back} icon={<ArrowLeft size={16} />} onPress={onClose} />
          <h2>{texts.page.title(bucket)}</h2>
        </header>
        <ListBox
          aria-label={texts.page.sections}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[section]}
          onSelectionChange={(keys) => {
            const [chosen] = [...keys]
            setSection(chosen as SectionName)
          }}
          className="bucket-config-sections"
        >
          {sectionNames.map((name) => (
            <ListBoxItem
              key={name}
              id={name}
              textValue={texts[name].nav}
              className="bucket-config-section"
            >
              {icons[name]}
              <span>{texts[name].nav}</span>
              <DraftMark target={{ accountId, bucket, section: name }} />
            </ListBoxItem>
          ))}
        </ListBox>
      </nav>
      <SectionPage key={JSON.stringify(target)} target={target} />
    </div>
  )
}

/** A dot at sections in which something was changed and not applied. */
function DraftMark({ target }: { readonly target: SectionTarget }): JSX.Element | null {
  const dirty = useStore(bucketConfigStores(useApi()).of(target), isDirty)
  const { draftMark } = useMessages().config.page
  if (!dirty) return null
  return (
    <span className="config-draft-mark" title={draftMark}>
      <span className="visually-hidden">{draftMark}</span>
    </span>
  )
}
