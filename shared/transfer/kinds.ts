import { z } from 'zod'
import { storageClasses } from '../objects.ts'

/**
 * What to do when the target already exists. `ask`: stop that file and let the person decide.
 * `replace-if-different`: by size and CRC64. Where the conditions cannot be told, it is asked.
 */
export const conflictPolicies = [
  'ask',
  'skip',
  'replace-if-newer',
  'replace-if-different',
  'keep-both',
  'replace',
] as const
export const conflictPolicySchema = z.enum(conflictPolicies)
export type ConflictPolicy = z.infer<typeof conflictPolicySchema>

const location = { accountId: z.string().min(1), bucket: z.string().min(1) }

const selection = {
  keys: z.array(z.string().min(1)).readonly(),
  /** Everything below each; they end in `/`. */
  prefixes: z.array(z.string().endsWith('/')).readonly(),
}

/** Empty, or ending in `/`. */
const folderPrefix = z.string().regex(/^$|\/$/)

const uploadSpecSchema = z.object({
  kind: z.literal('upload'),
  ...location,
  /** Target prefix: empty or ending in `/`. */
  prefix: z.string(),
  /** Absolute local paths of files and folders. */
  paths: z.array(z.string().min(1)).min(1),
  conflict: conflictPolicySchema,
})

const downloadSpecSchema = z.object({
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

const deleteSpecSchema = z.object({
  kind: z.literal('delete'),
  ...location,
  ...selection,
  /**
   * `current`: as people delete; where the bucket keeps versions, older ones stay and a delete
   * marker hides them. `all`: every version and delete marker, for good.
   */
  versions: z.enum(['current', 'all']),
  /** These versions alone, for good. */
  listed: z.array(z.object({ key: z.string().min(1), versionId: z.string().min(1) })).readonly(),
})

/** From there to `accountId`, `bucket` and `prefix`, the target. */
const copying = {
  ...location,
  prefix: folderPrefix,
  source: z.object({
    ...location,
    /** Names below the target are relative to this prefix. */
    basePrefix: folderPrefix,
    ...selection,
  }),
  /** The new name (one segment, no `/`) of the one key or prefix that is named; null = as it is. */
  rename: z
    .string()
    .regex(/^[^/]+$/)
    .nullable(),
  conflict: conflictPolicySchema,
}

const copySpecSchema = z.object({ kind: z.literal('copy'), ...copying })

/** A copy, verified, then the deletion of exactly what was copied. */
const moveSpecSchema = z.object({ kind: z.literal('move'), ...copying })

const restoreSpecSchema = z.object({
  kind: z.literal('restore'),
  ...location,
  ...selection,
  /** How long the objects stay readable. */
  days: z.number().int().min(1).max(365),
  /** For ColdArchive and DeepColdArchive (which has no Bulk); Archive knows none. */
  tier: z.enum(['Expedited', 'Standard', 'Bulk']),
})

const storageClassSpecSchema = z.object({
  kind: z.literal('storage-class'),
  ...location,
  ...selection,
  storageClass: z.enum(storageClasses),
})

/** `default`: as the bucket. */
export const objectAcls = ['default', 'private', 'public-read', 'public-read-write'] as const

const aclSpecSchema = z.object({
  kind: z.literal('acl'),
  ...location,
  ...selection,
  acl: z.enum(objectAcls),
})

/** A value is set, null takes it away, what is not named stays. */
const changes = z.record(z.string().min(1), z.string().nullable())

/** Metadata with a meaning of their own, under the service's names. */
export const metadataHeaders = [
  'content-type',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
] as const

const metadataSpecSchema = z.object({
  kind: z.literal('metadata'),
  ...location,
  ...selection,
  headers: z.partialRecord(z.enum(metadataHeaders), z.string().nullable()),
  /** By name without `x-oss-meta-`. */
  metadata: changes,
  /** Whether user metadata that is not named goes; `headers` always stay. */
  replace: z.boolean(),
})

const tagsSpecSchema = z.object({
  kind: z.literal('tags'),
  ...location,
  ...selection,
  tags: changes,
  /** Whether tags that are not named go. */
  replace: z.boolean(),
})

/** Compares what is there now with the receipt of another transfer; nothing is changed. */
const verifySpecSchema = z.object({
  kind: z.literal('verify'),
  ...location,
  prefix: z.string(),
  /** The folder of a download. */
  folder: z.string().nullable(),
  /** What is checked, as its transfer is called. */
  name: z.string(),
  transferId: z.string().min(1),
})

/** What can be started without naming anything on this computer. */
export const remoteSpecSchema = z.discriminatedUnion('kind', [
  deleteSpecSchema,
  copySpecSchema,
  moveSpecSchema,
  restoreSpecSchema,
  storageClassSpecSchema,
  aclSpecSchema,
  metadataSpecSchema,
  tagsSpecSchema,
])

/** What the user asked for. Credentials are never part of it: they are looked up when needed. */
export const transferSpecSchema = z.discriminatedUnion('kind', [
  uploadSpecSchema,
  downloadSpecSchema,
  verifySpecSchema,
  ...remoteSpecSchema.options,
])
export type TransferSpec = z.infer<typeof transferSpecSchema>
export type TransferKind = TransferSpec['kind']
export type SpecOf<Kind extends TransferKind> = Extract<TransferSpec, { readonly kind: Kind }>

/** Whether there is something to compare with its receipt later. */
export function canVerify(kind: TransferKind): boolean {
  return movesBytes(kind)
}

/** Whether bytes are counted; otherwise only files are. */
export function movesBytes(kind: TransferKind): boolean {
  return kind === 'upload' || kind === 'download' || kind === 'copy' || kind === 'move'
}
