import { InconsistencyError, NetworkError, OssError } from './errors.ts'

const baseMs = 200
const capMs = 20_000
/** A service that asks for more is answered by giving the error to the caller instead. */
const maxObeyedMs = 60_000

/**
 * Whether to send again. What does not leave the same state when sent twice is repeated only if the
 * service cannot have acted on it: the connection never stood, or it was turned away at the door.
 */
export function mayRetry(error: unknown, idempotent: boolean): boolean {
  if (error instanceof NetworkError) {
    const { code } = error.failure
    return error.failure.retryable && (idempotent || beforeSending.has(code))
  }
  if (error instanceof InconsistencyError) return idempotent
  if (!(error instanceof OssError) || !error.failure.retryable) return false
  if ((error.retryAfterMs ?? 0) > maxObeyedMs) return false
  return idempotent || error.class === 'throttled'
}

const beforeSending: ReadonlySet<string> = new Set(['network.dns', 'network.refused'])

/** Full jitter over an exponential back-off, and never less than the service asked for. */
export function delayMs(error: unknown, attempt: number, random: () => number): number {
  const backoff = random() * Math.min(capMs, baseMs * 2 ** (attempt - 1))
  const asked = error instanceof OssError ? (error.retryAfterMs ?? 0) : 0
  return Math.round(Math.max(backoff, asked))
}
