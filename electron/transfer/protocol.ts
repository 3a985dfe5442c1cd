import type { TransferChoices } from '../../shared/settings.ts'
import type { TransfersService } from '../ipc/services.ts'
import type { TransferCommands } from './commands.ts'

/** What the transfer worker gets when it is started. */
export interface TransferWorkerData {
  readonly dbPath: string
  /** URL of the entry file of a data-plane thread. */
  readonly dataPlaneUrl: string
  readonly choices: TransferChoices
}

/** Names under which the two threads find each other's services. */
export const transfersName = 'transfers'
export const signingName = 'signing'
export const snapshotEvent = 'snapshot'
export const objectsChangedEvent = 'objects-changed'

/** What the worker offers to the main thread. */
export interface TransferWorkerService
  extends TransfersService,
    Pick<TransferCommands, 'credentialsChanged' | 'setChoices' | 'suspend' | 'wake'> {
  /** Settles when the queue is open; answers where a damaged one was moved to, or null. */
  ready(): Promise<string | null>
  stop(): Promise<void>
}
