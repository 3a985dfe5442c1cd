import { z } from 'zod'

/** The sections there are. The table `shared/oss/sections.ts` is checked against it. */
export const sectionNames = ['acl', 'cors', 'lifecycle'] as const
export const sectionNameSchema = z.enum(sectionNames)
export type SectionName = z.infer<typeof sectionNameSchema>

export interface SectionState {
  readonly bucket: string
  readonly section: SectionName
  /** The section's document; parsed by `sections[section].schema`. */
  readonly document: unknown
  /** False when the bucket has no such configuration (the document is then the empty one). */
  readonly set: boolean
  /** Identifies what was read; sent back on apply so that a change by somebody else is seen. */
  readonly fingerprint: string
  /** After a change: whether the bucket now has something else than was asked for. */
  readonly differs: boolean
  /** The change that can be undone: made here, and still what the bucket has. */
  readonly undo: { readonly appliedAt: string; readonly previous: unknown } | null
}

export const sectionTargetSchema = z.object({
  accountId: z.string().min(1),
  bucket: z.string().min(1),
  section: sectionNameSchema,
})
export type SectionTarget = z.infer<typeof sectionTargetSchema>

export const sectionChangeSchema = sectionTargetSchema.extend({
  /** `fingerprint` of the state that the person saw. */
  fingerprint: z.string(),
  document: z.unknown(),
})
export type SectionChange = z.infer<typeof sectionChangeSchema>
