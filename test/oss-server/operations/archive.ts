import { ServiceError } from '../errors.ts'
import type { BucketExchange } from '../exchange.ts'
import type { StoredObject } from '../store/object-rows.ts'
import { isSwitchedOn, switches } from './configuration/configured.ts'

type RestoreState = 'none' | 'ongoing' | 'restored'

/** Classes whose bytes are not readable without a restore. */
export function isArchived(storageClass: string): boolean {
  return storageClass !== 'Standard' && storageClass !== 'IA'
}

/** Throws InvalidObjectState while the bytes are in the archive only. */
export function checkReadable(exchange: BucketExchange, object: StoredObject): void {
  const { server } = exchange
  if (!isArchived(object.storageClass) || object.type === 'Symlink') return
  if (restoreState(object, server.now()) === 'restored') return
  const { store } = server
  const direct = object.storageClass === 'Archive'
  if (direct && isSwitchedOn(store, object.bucket, switches.archiveDirectRead)) return
  throw new ServiceError(403, 'InvalidObjectState', 'The operation is not valid for the state.', {
    fields: { Key: object.key },
  })
}

export function restoreState(object: StoredObject, nowMs: number): RestoreState {
  const { restore } = object
  if (restore === null || restore.expiresMs <= nowMs) return 'none'
  return restore.readyMs > nowMs ? 'ongoing' : 'restored'
}

/** What HEAD and listings say about a restore; null = nothing. */
export function restoreInfo(object: StoredObject, nowMs: number): string | null {
  const state = restoreState(object, nowMs)
  if (state === 'none' || object.restore === null) return null
  if (state === 'ongoing') return 'ongoing-request="true"'
  const expiry = new Date(object.restore.expiresMs).toUTCString()
  return `ongoing-request="false", expiry-date="${expiry}"`
}
