import type { DataPlane } from '../data-plane/data-plane.ts'
import { smallFileBytes } from '../data-plane/protocol.ts'
import type { TransferLimits } from '../limits.ts'
import type { ConnectionBudget } from '../pace/budget.ts'
import type { Proof } from '../proof.ts'
import type { RemoteOf, RemoteStorage } from '../remote/remote.ts'
import type { Commits } from '../schedule/commits.ts'
import type { Outcome } from '../schedule/outcome.ts'
import type { ItemRecord, TransferRecord } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import type { Folders } from './folders.ts'

/** What every runner works with; built once. */
export interface Tools {
  readonly store: Store
  readonly commits: Commits
  readonly folders: Folders
  readonly plane: DataPlane
  readonly budget: ConnectionBudget
  readonly limits: TransferLimits
  readonly now: () => number
  /** A name that no other program or installation uses, for temporary files. */
  readonly randomName: () => string
  readonly combine: (crcA: string, crcB: string, lengthB: number) => string
  readonly platform: NodeJS.Platform
  readonly remoteOf: RemoteOf
  /** Transfers between places where the service may not copy by itself; learnt by trying. */
  readonly relayed: Set<number>
}

/** One try of one file. */
export interface Try {
  readonly tools: Tools
  readonly transfer: TransferRecord
  readonly item: ItemRecord
  readonly remote: RemoteStorage
  /** For the receipt; kept when the try ends as done. */
  readonly proof: Proof
  /** Aborts what is under way: cancelled, quitting, or asked twice to pause. */
  readonly signal: AbortSignal
  /** Aborts as soon as nothing new may begin; requests under way may still end by themselves. */
  readonly halting: AbortSignal
  /** Bytes in flight, for the progress bar: increments, also negative. */
  readonly onBytes: (bytes: number) => void
}

/** Says how the try of one file ended, while others of the same run are still under way. */
export type Settle = (at: Try, outcome: Outcome) => void

/** Runs tries of some files of one transfer. Never throws; each is settled by the time it is over. */
export type Runner = (tries: readonly Try[], settle: Settle) => Promise<void>

/**
 * Small files are handed to the data plane ahead of time and wait there for a connection, so that
 * no connection waits for this thread; everything larger takes one here first.
 */
export function moving<Result>(
  at: Try,
  sizeBytes: number,
  work: () => Promise<Result>,
): Promise<Result> {
  return sizeBytes <= smallFileBytes ? work() : connected(at, work)
}

/** Takes a connection for the time of `work`. Throws `client.cancelled` once the try is halting. */
export function connected<Result>(at: Try, work: () => Promise<Result>): Promise<Result> {
  return at.tools.budget.use(at.transfer.id, at.halting, work)
}
