import { z } from 'zod'

/**
 * Where an account's buckets live. `region`: the public endpoint of a region. `custom`: a host
 * given by hand, with or without scheme and port; `region` is needed there only when it cannot be
 * read from the host (a custom domain, an IP address, acceleration). `cname` says that the host is a
 * custom domain bound to one bucket, so the bucket is not put before it.
 */
export const endpointChoiceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('region'), region: z.string().min(1) }),
  z.object({
    kind: z.literal('custom'),
    host: z.string().min(1),
    region: z.string().min(1).nullable(),
    cname: z.boolean(),
  }),
])
export type EndpointChoice = z.infer<typeof endpointChoiceSchema>

/** Crosses the IPC border once, on the way in, and never comes back. */
export const credentialsSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('access-key'),
    accessKeyId: z.string().trim().min(1),
    accessKeySecret: z.string().trim().min(1),
  }),
  z.object({
    kind: z.literal('sts'),
    accessKeyId: z.string().trim().min(1),
    accessKeySecret: z.string().trim().min(1),
    securityToken: z.string().trim().min(1),
  }),
])
export type Credentials = z.infer<typeof credentialsSchema>

/** `keychain`: encrypted with the system's keychain. `session`: in memory until the app quits. */
export const keepSchema = z.enum(['keychain', 'session'])
export type Keep = z.infer<typeof keepSchema>

export const accountDraftSchema = z.object({
  /** Shown in the tree; empty = the access key id. */
  name: z.string().trim().max(100),
  endpoint: endpointChoiceSchema,
  credentials: credentialsSchema,
  /** `oss://bucket/prefix/` for keys that may not list buckets; null = list them. */
  preset: z.string().trim().min(1).nullable(),
  keep: keepSchema,
})
export type AccountDraft = z.infer<typeof accountDraftSchema>

/** What the renderer may know of an account: never a secret, never a token. */
export interface Account {
  readonly id: string
  readonly name: string
  readonly endpoint: EndpointChoice
  readonly credentialsKind: Credentials['kind']
  readonly accessKeyId: string
  readonly preset: string | null
  readonly keep: Keep
  /** `locked`: the secret is not at hand (session ended, keychain changed): ask for it again. */
  readonly state: 'ready' | 'locked'
}
