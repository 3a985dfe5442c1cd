import type { JSX } from 'react'
import { useStore } from 'zustand'
import type { SectionIssue } from '../../../shared/oss/section.ts'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import { type BucketConfigStore, isDirty } from '../../stores/bucket-config.ts'
import { Button } from '../../ui/button.tsx'

export interface DraftBarProps {
  readonly store: BucketConfigStore
  readonly issues: readonly SectionIssue[]
}

/** Stays at the bottom while there is something that was not applied. */
export function DraftBar({ store, issues }: DraftBarProps): JSX.Element | null {
  const state = useStore(store)
  const messages = useMessages().config.page
  const format = useFormat()
  const errors = issues.filter((issue) => issue.severity === 'error').length
  if (!isDirty(state)) return null
  return (
    <div className="config-bar">
      <span className={state.showMissing && errors > 0 ? 'field-error' : 'muted'} role="status">
        {state.showMissing && errors > 0
          ? messages.toFix(errors, format.count(errors))
          : messages.draftMark}
      </span>
      <Button onPress={() => state.discard()}>{messages.discard}</Button>
      <Button variant="primary" onPress={() => state.review()}>
        {messages.review}
      </Button>
    </div>
  )
}
