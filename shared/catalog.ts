import { z } from 'zod'
import type { Failure } from './ipc/failure.ts'
import type { ListingRow } from './objects.ts'

export const sortColumns = ['name', 'size', 'type', 'modified'] as const
export const sortSchema = z.object({
  column: z.enum(sortColumns),
  direction: z.enum(['ascending', 'descending']),
})
export type Sort = z.infer<typeof sortSchema>

/** The part of a view that the screen shows: folders always come before files. */
export const windowSchema = z.object({
  viewId: z.string().min(1),
  sort: sortSchema,
  /** Case-insensitive part of the name; empty = everything. */
  filter: z.string().max(1023),
  /** `folders` for the tree. */
  only: z.enum(['all', 'folders']),
  offset: z.number().int().min(0),
  count: z.number().int().min(1).max(1000),
})
export type Window = z.infer<typeof windowSchema>

/** What the view covers right now, so that the screen can always say it. */
export interface ViewStatus {
  readonly viewId: string
  readonly accountId: string
  readonly bucket: string
  readonly prefix: string
  /** `listing`: pages are still coming. `failed`: what is here stays usable. */
  readonly state: 'listing' | 'complete' | 'failed'
  readonly folders: number
  readonly files: number
  readonly sizeBytes: number
  /** When the newest page arrived, ISO 8601; null before the first. */
  readonly listedAt: string | null
  readonly failure: Failure | null
  /** Grows with every change of the rows; a window with an older one is stale. */
  readonly revision: number
}

export interface WindowPage {
  readonly rows: readonly ListingRow[]
  /** Rows that pass the filter, in the whole view. */
  readonly total: number
  readonly revision: number
}

/** What a selection holds, counted by listing it. */
export interface SelectionCount {
  readonly files: number
  readonly sizeBytes: number
  /** False when the count stopped at its limit: there are at least this many. */
  readonly complete: boolean
}
