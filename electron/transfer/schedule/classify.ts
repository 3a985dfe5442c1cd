import { type Failure, toFailure } from '../../../shared/ipc/failure.ts'
import { errorClassOf, isCredentialsRefused } from '../../../shared/oss/error-codes.ts'
import type { TransferKind } from '../../../shared/transfer/kinds.ts'
import type { AttentionReason } from '../../../shared/transfer/state.ts'
import type { Outcome } from './outcome.ts'

/** What anything thrown during a try means for the file. */
export function classify(error: unknown, kind: TransferKind): Outcome {
  const failure = toFailure(error)
  const { code } = failure
  if (code === 'client.cancelled') return { kind: 'interrupted' }
  if (code.startsWith('network.')) return { kind: 'network', failure }
  if (code.startsWith('local.')) return classifyLocal(failure, kind)
  if (code === 'account.absent' || isCredentialsRefused(code)) {
    return { kind: 'needs-user', reason: 'credentials', failure }
  }
  if (code === 'NoSuchBucket') return { kind: 'needs-user', reason: 'bucket-missing', failure }
  if (code === 'client.crc-mismatch' || code === 'internal') return retryOrFail(failure, code)
  switch (errorClassOf(code, failure.status)) {
    case 'auth':
      return { kind: 'needs-user', reason: 'denied', failure }
    case 'throttled':
      return { kind: 'throttled', afterMs: retryAfterMs(failure), failure }
    case 'retry':
      return { kind: 'retry', afterMs: retryAfterMs(failure), failure }
    default:
      return { kind: 'failed', failure }
  }
}

function retryOrFail(failure: Failure, code: string): Outcome {
  return failure.retryable || code === 'client.crc-mismatch'
    ? { kind: 'retry', afterMs: null, failure }
    : { kind: 'failed', failure }
}

function classifyLocal(failure: Failure, kind: TransferKind): Outcome {
  const reason = localReason(failure.code, kind)
  return reason === null
    ? { kind: 'retry', afterMs: null, failure }
    : { kind: 'needs-user', reason, failure }
}

function localReason(code: string, kind: TransferKind): AttentionReason | null {
  switch (code) {
    case 'local.not-found':
      return kind === 'download' ? 'target-missing' : 'source-missing'
    case 'local.denied':
    case 'local.read-only':
      return 'denied'
    case 'local.disk-full':
      return 'disk-full'
    case 'local.changed':
      return 'source-changed'
    case 'local.unsupported-name':
      return 'unsafe-name'
    default:
      return null
  }
}

function retryAfterMs(failure: Failure): number | null {
  const value = failure.details.retryAfterMs
  return value === undefined ? null : Number(value)
}
