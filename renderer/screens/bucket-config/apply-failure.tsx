import type { JSX } from 'react'
import { useStore } from 'zustand'
import type { SectionWords } from '../../../shared/oss/section.ts'
import type { BucketConfigStore } from '../../stores/bucket-config.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { FailurePanel } from '../failure-panel.tsx'

export interface ApplyFailureProps {
  readonly store: BucketConfigStore
  readonly words: SectionWords
}

/** Why a change was not made; a change by somebody else has ways out of its own. */
export function ApplyFailure({ store, words }: ApplyFailureProps): JSX.Element | null {
  const { failure, read } = useStore(store)
  const texts = words.config.page
  if (failure === null) return null
  if (failure.failure.code !== 'config.changed-meanwhile') {
    return (
      <section aria-label={failure.action === 'apply' ? texts.applyFailed : texts.undoFailed}>
        <FailurePanel failure={failure.failure} layout="inline" />
      </section>
    )
  }
  return (
    <Banner tone="danger" title={texts.changedMeanwhile.title}>
      <p>{texts.changedMeanwhile.text}</p>
      <div className="config-banner-actions">
        <Button onPress={() => void read(true)}>{texts.changedMeanwhile.reload}</Button>
        <Button onPress={() => void read()}>{texts.changedMeanwhile.discard}</Button>
      </div>
    </Banner>
  )
}
