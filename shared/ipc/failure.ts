/**
 * The one shape in which anything that went wrong crosses a thread or process border.
 *
 * `code` is the service's own code where the service answered (`NoSuchBucket`), otherwise one of
 * `LocalCode`. `message` is technical English for the Details fold and the log; what a person
 * reads is made in the renderer from `code` and `details` through the catalogs. It never holds a
 * secret: see `electron/oss/errors.ts` for what is left out.
 */
export interface Failure {
  readonly code: string
  readonly message: string
  /** HTTP status, or null when no answer came. */
  readonly status: number | null
  readonly requestId: string | null
  /** The service's fine-grained error code (`0026-00000001`). */
  readonly ec: string | null
  /** Whether doing the same again later may succeed. */
  readonly retryable: boolean
  /** Extra facts by name: `Endpoint`, `Key`, `field`, `path`, `seconds` … */
  readonly details: Readonly<Record<string, string>>
}

/** Codes that are ours, not the service's. */
export const localCodes = [
  'network.dns',
  'network.refused',
  'network.timeout',
  'network.tls',
  'network.proxy',
  'network.reset',
  'network.unreachable',
  'client.cancelled',
  'client.crc-mismatch',
  'client.bad-response',
  'client.credentials-missing',
  'input.invalid',
  'ipc.refused',
  'internal',
  'vault.unavailable',
  'vault.unreadable',
  'account.absent',
  'config.changed-meanwhile',
  'config.nothing-to-undo',
  'grant.unknown',
  'view.unknown',
  'transfer.unknown',
  'transfer.into-itself',
  'transfer.onto-itself',
  'transfer.unverified',
  'transfer.source-changed',
  'transfer.not-archived',
  'transfer.already-so',
  'transfer.link',
  'verify.gone',
  'verify.changed',
  'verify.file-gone',
  'verify.file-changed',
  'verify.source-gone',
  'verify.source-changed',
  'verify.source-unread',
  'verify.source-damaged',
  'verify.unknown',
  'queue.disk-full',
  'queue.unwritable',
  'queue.in-use',
  'local.not-found',
  'local.denied',
  'local.disk-full',
  'local.read-only',
  'local.changed',
  'local.unsupported-name',
  'local.special-file',
  'local.io',
] as const
export type LocalCode = (typeof localCodes)[number]

/** A refusal that knows its `Failure`; everything thrown on purpose in this project is one. */
export class FailureError extends Error {
  readonly failure: Failure

  constructor(failure: Failure, options?: { cause?: unknown }) {
    super(failure.message, options)
    this.name = 'FailureError'
    this.failure = failure
  }
}

export function localFailure(
  code: LocalCode,
  message: string,
  details: Readonly<Record<string, string>> = {},
  retryable = false,
): Failure {
  return { code, message, status: null, requestId: null, ec: null, retryable, details }
}

/** Anything thrown, as a `Failure`. An unknown error becomes `internal` with its message only. */
export function toFailure(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure
  if (isFailure(error)) return error
  return localFailure('internal', error instanceof Error ? error.message : String(error))
}

export function isFailure(value: unknown): value is Failure {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Failure).code === 'string' &&
    typeof (value as Failure).retryable === 'boolean' &&
    typeof (value as Failure).details === 'object'
  )
}

/** What every IPC call answers. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure }
