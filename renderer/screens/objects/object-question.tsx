import type { JSX } from 'react'
import { assertNever } from '../../../shared/assert.ts'
import type { Question } from '../../stores/shell.ts'
import { DeleteDialog } from '../browser/delete-dialog.tsx'
import { AccessDialog } from './access-dialog.tsx'
import { MetadataDialog } from './metadata-dialog.tsx'
import { RenameDialog } from './rename-dialog.tsx'
import { RestoreDialog } from './restore-dialog.tsx'
import { StorageClassDialog } from './storage-class-dialog.tsx'
import { TagsDialog } from './tags-dialog.tsx'
import { TargetDialog } from './target-dialog.tsx'

export interface ObjectQuestionProps {
  readonly question: Extract<Question, { readonly kind: 'objects' }>
  readonly onClose: () => void
}

/** The dialog of what is to be done with a selection. */
export function ObjectQuestion({ question, onClose }: ObjectQuestionProps): JSX.Element {
  const { action, place, selected } = question
  const props = { place, selected, onClose }
  switch (action) {
    case 'delete':
      return <DeleteDialog versions="current" {...props} />
    case 'delete-versions':
      return <DeleteDialog versions="all" {...props} />
    case 'copy-to':
      return <TargetDialog kind="copy" {...props} />
    case 'move-to':
      return <TargetDialog kind="move" {...props} />
    case 'rename':
      return <RenameDialog {...props} />
    case 'storage-class':
      return <StorageClassDialog {...props} />
    case 'restore':
      return <RestoreDialog {...props} />
    case 'acl':
      return <AccessDialog {...props} />
    case 'metadata':
      return <MetadataDialog {...props} />
    case 'tags':
      return <TagsDialog {...props} />
    default:
      return assertNever(action)
  }
}
