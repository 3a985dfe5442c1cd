import { z } from 'zod'
import {
  type Account,
  type Credentials,
  endpointChoiceSchema,
  keepSchema,
} from '../../shared/accounts.ts'
import { FailureError, localFailure } from '../../shared/ipc/failure.ts'
import type { Vault } from './vault.ts'

/** An account as it lies on disk. The secret is there only as ciphertext of the system's keychain. */
export const recordSchema = z.object({
  id: z.string().min(1),
  name: z.string(),
  endpoint: endpointChoiceSchema,
  preset: z.string().nullable(),
  credentialsKind: z.enum(['access-key', 'sts']),
  accessKeyId: z.string().min(1),
  keep: keepSchema,
  /** Base64; null for `keep: 'session'`, whose secret never leaves the memory of the process. */
  sealed: z.base64().nullable(),
})
export type AccountRecord = z.infer<typeof recordSchema>

export const accountsFileSchema = z.object({
  version: z.literal(1),
  accounts: z.array(recordSchema),
})
export type AccountsFile = z.infer<typeof accountsFileSchema>

/** What is encrypted: the parts of the credentials that nobody may see. */
const secretSchema = z.object({
  accessKeySecret: z.string().min(1),
  securityToken: z.string().min(1).nullable(),
})

export function accountOf(record: AccountRecord, state: Account['state']): Account {
  const { id, name, endpoint, preset, credentialsKind, accessKeyId, keep } = record
  return { id, name, endpoint, preset, credentialsKind, accessKeyId, keep, state }
}

export function requireVault(vault: Vault): void {
  const info = vault.info()
  if (info.available) return
  throw new FailureError(
    localFailure('vault.unavailable', 'secrets cannot be kept encrypted on this system', {
      backend: info.backend,
      reason: info.reason ?? '',
    }),
  )
}

/** Throws `vault.unavailable`; the cause is left out because a library may quote its input. */
export function seal(vault: Vault, credentials: Credentials): string {
  requireVault(vault)
  const securityToken = credentials.kind === 'sts' ? credentials.securityToken : null
  const secret = JSON.stringify({ accessKeySecret: credentials.accessKeySecret, securityToken })
  try {
    return Buffer.from(vault.encrypt(secret)).toString('base64')
  } catch {
    throw new FailureError(localFailure('vault.unavailable', 'the keychain refused to encrypt'))
  }
}

/** null when the secret cannot be had: session account, keychain changed or not at hand. */
export function unseal(vault: Vault, record: AccountRecord): Credentials | null {
  if (record.sealed === null) return null
  try {
    const text = vault.decrypt(Buffer.from(record.sealed, 'base64'))
    const { accessKeySecret, securityToken } = secretSchema.parse(JSON.parse(text))
    const key = { accessKeyId: record.accessKeyId, accessKeySecret }
    if (record.credentialsKind === 'access-key') return { kind: 'access-key', ...key }
    return securityToken === null ? null : { kind: 'sts', ...key, securityToken }
  } catch {
    return null
  }
}
