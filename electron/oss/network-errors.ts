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
  const refused = proxyRefusal(facts)
  if (facts.code === 'UND_ERR_INVALID_ARG' && !refused) {
    return new FailureError(localFailure('internal', facts.message), { cause: error })
  }
  const details: Record<string, string> = {}
  if (facts.code !== '') details.cause = facts.code
  const host = facts.host || (origin ?? '').replace(/^https?:\/\//, '')
  if (host !== '') details.host = host
  const code = refused ? 'network.proxy' : codeOf(facts.code)
  return new NetworkError(code, facts.message, details, { cause: error })
}

/** A proxy that wants another name or password. undici has no code of its own for that over HTTP. */
function proxyRefusal({ code, message }: Facts): boolean {
  return /^UND_ERR_SOCKS5_AUTH/.test(code) || /^Proxy [^\n]*\(407\)/.test(message)
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
  UND_ERR_SOCKS5_REPLY_2: 'network.proxy',
  UND_ERR_SOCKS5_REPLY_3: 'network.unreachable',
  UND_ERR_SOCKS5_REPLY_4: 'network.unreachable',
  UND_ERR_SOCKS5_REPLY_5: 'network.refused',
  UND_ERR_SOCKS5_REPLY_6: 'network.timeout',
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
