import { FailureError } from '../../../../shared/ipc/failure.ts'
import { isCredentialsRefused } from '../../../../shared/oss/error-codes.ts'
import type { RemoteOf, RemoteStorage } from '../../remote/remote.ts'

/**
 * The storage of another account than the transfer's own. When its keys are refused, the failure
 * names that account (`accountId`), so that the right one is asked to sign in again.
 */
export async function foreignRemote(remoteOf: RemoteOf, accountId: string): Promise<RemoteStorage> {
  const named = (error: unknown): never => {
    if (!(error instanceof FailureError)) throw error
    const { failure } = error
    if (failure.code !== 'account.absent' && !isCredentialsRefused(failure.code)) throw error
    throw new FailureError({ ...failure, details: { ...failure.details, accountId } })
  }
  const remote = await remoteOf(accountId).catch(named)
  const methods = Object.entries(remote).map(([name, method]) => [
    name,
    (...args: readonly unknown[]) => method(...args).catch(named),
  ])
  return Object.fromEntries(methods)
}
