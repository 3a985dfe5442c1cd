/** A key pair that the server knows, with what it may do. */
export interface Identity {
  readonly accessKeyId: string
  readonly accessKeySecret: string
  /** Present for temporary (STS) keys: requests must carry it. */
  readonly securityToken?: string
  /** Milliseconds since the epoch. */
  readonly tokenExpiresAt?: number
  /** Default true. */
  readonly mayListBuckets?: boolean
  /** Refuses everything that changes something. */
  readonly readOnly?: boolean
  /** When given, nothing outside these buckets and prefixes is allowed. */
  readonly scopes?: readonly IdentityScope[]
  /** The account that owns what this key creates; default `1000000000000000`. */
  readonly ownerId?: string
  /** Of a RAM user of that account, as bucket policies name it; the account itself has none. */
  readonly userId?: string
}

export interface IdentityScope {
  readonly bucket: string
  readonly prefix?: string
  readonly readOnly?: boolean
}

export const defaultOwnerId = '1000000000000000'

export const defaultIdentity: Identity = {
  accessKeyId: 'LTAI5tOssDeskLocalKey',
  accessKeySecret: 'local-secret-for-tests-only-4f1c',
}

export function ownerOf(identity: Identity | null): string | null {
  return identity === null ? null : (identity.ownerId ?? defaultOwnerId)
}
