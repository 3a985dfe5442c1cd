import { z } from 'zod'
import { type SectionTarget, sectionTargetSchema } from '../../shared/bucket-config.ts'

export const undoRecordSchema = sectionTargetSchema.extend({
  /** ISO 8601. */
  appliedAt: z.string(),
  before: z.unknown(),
  beforeSet: z.boolean(),
  /** Fingerprint of what the bucket had after the change: undo is offered only while it still has it. */
  after: z.string(),
})
export type UndoRecord = z.infer<typeof undoRecordSchema>

/** Keeps the last change of every section of every bucket. */
export interface UndoStore {
  find(target: SectionTarget): Promise<UndoRecord | null>
  /** Replaces the record of the same section. */
  keep(record: UndoRecord): Promise<void>
  forget(target: SectionTarget): Promise<void>
}

export function isSameTarget(left: SectionTarget, right: SectionTarget): boolean {
  return (
    left.accountId === right.accountId &&
    left.bucket === right.bucket &&
    left.section === right.section
  )
}
