import { FailureError, localFailure } from '../../shared/ipc/failure.ts'
import { CancelledError, type NetworkCode, NetworkError } from './errors.ts'

/**
 * What a socket, a resolver, TLS or undici threw, as one of the network codes. For every transport,
 * those of the data plane too. An abort of `signal` is a `CancelledError`; a misuse of undici, which
 * no repetition can help, is `internal`. `origin` names the host where the error itself does not.
 */
export function networkErrorOf(
  error: unknown,
  signal: AbortSignal | undefined,
  origin?: string,
): FailureError {
  if (signal?.aborted) return new CancelledError()
  const facts = factsOf(error)
  if (facts.code === 'UND_ERR_INVALID_ARG') {
    return new FailureError(localFailure('internal', facts.message), { cause: error })
  }
  const details: Record<string, string> = {}
  if (facts.code !== '') details.cause = facts.code
  const host = facts.host || (origin ?? '').replace(/^https?:\/\//, '')
  if (host !== '') details.host = host
  return new NetworkError(codeOf(facts.code), facts.message, details, { cause: error })
}

interface Facts {
  readonly code: string
  readonly message: string
  readonly host: string
}

/** The first cause that has a code: an `AggregateError` has one per address that was tried. */
function factsOf(error: unknown, depth = 0): Facts {
  const thrown = error as {
    readonly code?: unknown
    readonly message?: unknown
    readonly hostname?: unknown
    readonly host?: unknown
    readonly errors?: readonly unknown[]
    readonly cause?: unknown
  } | null
  const message = typeof thrown?.message === 'string' ? thrown.message : String(error)
  const inner = thrown?.errors?.[0] ?? thrown?.cause
  const code = typeof thrown?.code === 'string' ? thrown.code : ''
  // UND_ERR_SOCKET and the like wrap the reason.
  if ((code === '' || code === 'UND_ERR_SOCKET') && inner !== undefined && depth < 4) {
    const below = factsOf(inner, depth + 1)
    if (below.code !== '') return { ...below, message: below.message || message }
  }
  const host = thrown?.hostname ?? thrown?.host
  return { code, message: message || code, host: typeof host === 'string' ? host : '' }
}

const codes: Readonly<Record<string, NetworkCode>> = {
  EAI_AGAIN: 'network.dns',
  EAI_FAIL: 'network.dns',
  EAI_NODATA: 'network.dns',
  EAI_NONAME: 'network.dns',
  ENODATA: 'network.dns',
  ENOTFOUND: 'network.dns',
  ECONNREFUSED: 'network.refused',
  ESOCKETTIMEDOUT: 'network.timeout',
  ETIMEDOUT: 'network.timeout',
  UND_ERR_BODY_TIMEOUT: 'network.timeout',
  UND_ERR_CONNECT_TIMEOUT: 'network.timeout',
  UND_ERR_HEADERS_TIMEOUT: 'network.timeout',
  EACCES: 'network.unreachable',
  EADDRNOTAVAIL: 'network.unreachable',
  EHOSTDOWN: 'network.unreachable',
  EHOSTUNREACH: 'network.unreachable',
  ENETDOWN: 'network.unreachable',
  ENETUNREACH: 'network.unreachable',
  EPERM: 'network.unreachable',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'network.tls',
  EPROTO: 'network.tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'network.tls',
}

function codeOf(code: string): NetworkCode {
  const known = codes[code]
  if (known) return known
  if (/^(ERR_TLS|ERR_SSL|CERT_|CRL_|UNABLE_TO_|INVALID_CA|HOSTNAME_MISMATCH)/.test(code)) {
    return 'network.tls'
  }
  // ECONNRESET, EPIPE, a body shorter than announced, an answer that is no HTTP: the connection
  // did not carry a whole answer.
  return 'network.reset'
}
