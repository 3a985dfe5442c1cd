import { type JSX, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { SectionState } from '../../../shared/bucket-config.ts'
import type { SectionWords } from '../../../shared/oss/section.ts'
import { type Preview, previewOf } from '../../../shared/oss/sections/preview.ts'
import { sectionOf } from '../../../shared/oss/sections.ts'
import type { BucketConfigStore } from '../../stores/bucket-config.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { ApplyFailure } from './apply-failure.tsx'
import { Changes } from './changes.tsx'
import { DocumentFold } from './document-fold.tsx'
import { type Effect, effectOf } from './effect.ts'
import { RiskList } from './risk-list.tsx'

export interface ReviewProps {
  readonly store: BucketConfigStore
  readonly saved: SectionState
  readonly words: SectionWords
  readonly step: 'review' | 'review-undo'
}

/** What will change, in sentences, before anything is sent. */
export function Review({ store, saved, words, step }: ReviewProps): JSX.Element {
  const state = useStore(store)
  const texts = words.config.page
  const section = sectionOf(saved.section)
  const undoing = step === 'review-undo'
  const after = undoing ? saved.undo?.previous : state.draft
  const preview = useMemo(
    () => previewOf(section, saved.document, section.schema.parse(after), words),
    [section, saved.document, after, words],
  )
  const effect = effectOf(saved, after, preview, words, undoing)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="config-stack config-review">
      <h2 ref={heading} tabIndex={-1}>
        {undoing ? texts.undoTitle : texts.preview.title}
      </h2>
      <Changes changes={preview.changes} texts={texts.preview} />
      <Risks preview={preview} title={texts.preview.warnings} />
      <DocumentFold section={saved.section} document={after} words={words} />
      <ApplyFailure store={store} words={words} />
      <ReviewBar
        store={store}
        effect={effect}
        preview={preview}
        back={undoing ? texts.cancel : texts.preview.back}
        cancel={texts.cancel}
        onApply={() => (undoing ? state.undo() : state.apply())}
      />
    </div>
  )
}

interface RisksProps {
  readonly preview: Preview
  readonly title: string
}

function Risks({ preview, title }: RisksProps): JSX.Element | null {
  if (preview.risks.length === 0) return null
  const danger = preview.risks.some((risk) => risk.level === 'danger')
  return (
    <Banner tone={danger ? 'danger' : 'warning'} title={title}>
      <RiskList risks={preview.risks} />
    </Banner>
  )
}

interface ReviewBarProps {
  readonly store: BucketConfigStore
  readonly effect: Effect
  readonly preview: Preview
  readonly back: string
  readonly cancel: string
  readonly onApply: () => Promise<void>
}

/** The safe way out first. What makes files public is asked once more, by its name. */
function ReviewBar(props: ReviewBarProps): JSX.Element {
  const { store, effect, preview, onApply } = props
  const [asking, setAsking] = useState(false)
  const { busy, back, failure } = useStore(store)
  // Applying on top of somebody else's change would only be refused again.
  const outdated = failure?.failure.code === 'config.changed-meanwhile'
  const apply = async (): Promise<void> => {
    await onApply()
    setAsking(false)
  }
  return (
    <div className="config-bar">
      <span />
      <Button isDisabled={busy} onPress={back}>
        {props.back}
      </Button>
      <Button
        variant={effect.danger ? 'danger' : 'primary'}
        isPending={busy}
        isDisabled={outdated}
        onPress={() => (effect.question === null ? void apply() : setAsking(true))}
      >
        {effect.label}
      </Button>
      {asking && effect.question !== null ? (
        <ConfirmDialog
          title={effect.question}
          confirmLabel={effect.label}
          cancelLabel={props.cancel}
          tone="danger"
          onConfirm={apply}
          onCancel={() => setAsking(false)}
        >
          <RiskList risks={preview.risks} />
        </ConfirmDialog>
      ) : null}
    </div>
  )
}
