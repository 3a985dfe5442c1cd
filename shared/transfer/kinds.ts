import { z } from 'zod'

/** What to do when the target already exists. `ask`: stop that file and let the person decide. */
export const conflictPolicies = ['ask', 'skip', 'replace', 'keep-both'] as const
export const conflictPolicySchema = z.enum(conflictPolicies)
export type ConflictPolicy = z.infer<typeof conflictPolicySchema>

const location = { accountId: z.string().min(1), bucket: z.string().min(1) }

export const uploadSpecSchema = z.object({
  kind: z.literal('upload'),
  ...location,
  /** Target prefix: empty or ending in `/`. */
  prefix: z.string(),
  /** Absolute local paths of files and folders. */
  paths: z.array(z.string().min(1)).min(1),
  conflict: conflictPolicySchema,
})

export const downloadSpecSchema = z.object({
  kind: z.literal('download'),
  ...location,
  /** Names below the target folder are relative to this prefix. */
  basePrefix: z.string(),
  keys: z.array(z.string().min(1)),
  prefixes: z.array(z.string().min(1)),
  /** Absolute path of an existing local folder. */
  folder: z.string().min(1),
  conflict: conflictPolicySchema,
})

export const deleteSpecSchema = z.object({
  kind: z.literal('delete'),
  ...location,
  keys: z.array(z.string().min(1)),
  prefixes: z.array(z.string().min(1)),
})

/** What the user asked for. Credentials are never part of it: they are looked up when needed. */
export const transferSpecSchema = z.discriminatedUnion('kind', [
  uploadSpecSchema,
  downloadSpecSchema,
  deleteSpecSchema,
])
export type TransferSpec = z.infer<typeof transferSpecSchema>
export type TransferKind = TransferSpec['kind']
