import { Undo2 } from 'lucide-react'
import type { JSX } from 'react'
import { useStore } from 'zustand'
import type { SectionState } from '../../../shared/bucket-config.ts'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import { type BucketConfigStore, isDirty } from '../../stores/bucket-config.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'

export interface NoticesProps {
  readonly store: BucketConfigStore
  readonly saved: SectionState
}

/** What the last change came to, with its undo. */
export function Notices({ store, saved }: NoticesProps): JSX.Element | null {
  const state = useStore(store)
  const messages = useMessages().config.page
  const format = useFormat()
  const canUndo = saved.undo !== null && !isDirty(state)
  const undo = canUndo ? (
    <Button icon={<Undo2 size={14} />} onPress={() => state.reviewUndo()}>
      {messages.undo}
    </Button>
  ) : null
  const dismiss = { onDismiss: () => state.dismissNotice(), dismissLabel: messages.dismiss }
  switch (state.notice) {
    case 'applied':
      return (
        <Banner tone="success" action={undo} {...dismiss}>
          {messages.applied}
        </Banner>
      )
    case 'differs':
      return (
        <Banner tone="warning" action={undo} {...dismiss}>
          {messages.appliedDiffers}
        </Banner>
      )
    case 'undone':
      return (
        <Banner tone="success" {...dismiss}>
          {messages.undone}
        </Banner>
      )
    case null:
      if (saved.undo === null || !canUndo) return null
      return <Banner action={undo}>{messages.lastChange(format.date(saved.undo.appliedAt))}</Banner>
  }
}
