import type { Credentials } from '../../shared/accounts.ts'
import { FailureError, localFailure } from '../../shared/ipc/failure.ts'

/** Where a client gets its keys from, anew for every request. */
export interface CredentialsProvider {
  /** Valid now. Throws `client.credentials-missing`. */
  get(): Promise<Credentials>
  /** The service calls what `get` gave expired. Answers whether there is something newer now. */
  renew(): Promise<boolean>
}

/** Always the same: an access key, or a token that nobody renews. */
export function staticCredentials(credentials: Credentials): CredentialsProvider {
  return { get: () => Promise.resolve(credentials), renew: () => Promise.resolve(false) }
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * `OSS_ACCESS_KEY_ID`, `OSS_ACCESS_KEY_SECRET` and, with a token, `OSS_SESSION_TOKEN`. Read at every
 * request, so that a changed environment counts at once.
 */
export function environmentCredentials(environment: Environment): CredentialsProvider {
  return {
    get: async () => {
      const accessKeyId = environment.OSS_ACCESS_KEY_ID?.trim()
      const accessKeySecret = environment.OSS_ACCESS_KEY_SECRET?.trim()
      const securityToken = environment.OSS_SESSION_TOKEN?.trim()
      if (!accessKeyId || !accessKeySecret) {
        throw missing('OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET are not both set')
      }
      const keys = { accessKeyId, accessKeySecret }
      return securityToken
        ? { kind: 'sts', ...keys, securityToken }
        : { kind: 'access-key', ...keys }
    },
    renew: () => Promise.resolve(false),
  }
}

export interface TemporaryCredentials {
  readonly credentials: Credentials
  /** Milliseconds since the epoch; null = not known, they are used until the service refuses them. */
  readonly expiresAtMs: number | null
}

export interface RefreshingOptions {
  readonly load: () => Promise<TemporaryCredentials>
  readonly now: () => number
  /** How long before they expire new ones are fetched; default five minutes. */
  readonly earlyMs?: number
}

/**
 * Temporary credentials that are fetched again before they expire: whoever asks meanwhile gets those
 * that still work, and however many ask, they are fetched once. A failed attempt hurts nobody
 * as long as the old ones last.
 */
export function refreshingCredentials(options: RefreshingOptions): CredentialsProvider {
  const { load, now, earlyMs = 5 * 60_000 } = options
  let current: TemporaryCredentials | null = null
  let loading: Promise<TemporaryCredentials> | null = null

  const reload = (): Promise<TemporaryCredentials> => {
    loading ??= load()
      .then((loaded) => {
        current = loaded
        return loaded
      })
      .finally(() => {
        loading = null
      })
    return loading
  }
  const expired = (early: number): boolean =>
    current === null || (current.expiresAtMs !== null && current.expiresAtMs - early <= now())

  return {
    get: async () => {
      if (current === null || expired(0)) return (await reload()).credentials
      if (expired(earlyMs)) reload().catch(() => undefined)
      return current.credentials
    },
    renew: async () => {
      const before = current
      const loaded = await reload()
      return loaded.credentials !== before?.credentials
    },
  }
}

function missing(message: string): FailureError {
  return new FailureError(localFailure('client.credentials-missing', message))
}
