import type { Credentials } from '../../shared/accounts.ts'
import { signV1 } from './sign-v1.ts'
import { signV4 } from './sign-v4.ts'

/**
 * Signing as a port. The secret stays with whoever implements it, in the main thread; a client in a
 * worker thread gets an implementation that asks the main thread (`electron/accounts/remote-sessions.ts`).
 */
export interface UnsignedRequest {
  readonly method: string
  /** null for service operations. The same in the signature whatever the host style. */
  readonly bucket: string | null
  /** Raw key, never encoded; null for bucket and service operations. */
  readonly key: string | null
  /** Decoded. null = the name alone (`?acl`). */
  readonly query: Readonly<Record<string, string | null>>
  /** Lower-case names, unencoded values. */
  readonly headers: Readonly<Record<string, string>>
  /** Short id of the bucket's region. */
  readonly region: string
  /** Milliseconds since the epoch, already corrected for clock skew. */
  readonly atMs: number
  /** Overrides the signer's own: V1 is the only one that works without knowing the region. */
  readonly version?: SignatureVersion
}

export type SignatureVersion = 'v1' | 'v4'

/** Adds the date, token and authorization headers; everything that was given stays as it is. */
export type Signer = (request: UnsignedRequest) => Promise<SignatureHeaders>

/** The same for many, in order. */
export type SignAll = (requests: readonly UnsignedRequest[]) => Promise<readonly SignatureHeaders[]>

export type SignatureHeaders = Readonly<Record<string, string>>

/** What signing needs of credentials. */
export type SigningKey = Pick<Credentials, 'accessKeyId' | 'accessKeySecret'> & {
  readonly securityToken?: string
}

/**
 * A signer that asks for the credentials at every request, so that renewed ones are used at once.
 * What `credentials` throws (`client.credentials-missing`) reaches the caller of the client.
 */
export function createSigner(options: {
  readonly credentials: () => Credentials | Promise<Credentials>
  readonly version?: SignatureVersion
  /** V4 only, see `SignV4Options`. */
  readonly additionalHeaders?: readonly string[]
}): Signer {
  const v4 = options.additionalHeaders ? { additionalHeaders: options.additionalHeaders } : {}
  return async (request) => {
    const credentials = await options.credentials()
    const version = request.version ?? options.version ?? 'v4'
    return version === 'v4' ? signV4(request, credentials, v4) : signV1(request, credentials)
  }
}

/** For public buckets: signs nothing. */
export const anonymousSigner: Signer = () => Promise.resolve({})
