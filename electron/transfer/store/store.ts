import type { DatabaseSync } from 'node:sqlite'
import { transaction } from '../../db/migrate.ts'
import { CheckpointStore } from './checkpoint-store.ts'
import { CleanupStore } from './cleanup-store.ts'
import { ItemStore } from './item-store.ts'
import { RootStore } from './root-store.ts'
import { Statements } from './statements.ts'
import { TransferStore } from './transfer-store.ts'

/** The queue's tables. Everything is synchronous: it lives in the transfer worker. */
export interface Store {
  readonly transfers: TransferStore
  readonly items: ItemStore
  readonly roots: RootStore
  readonly checkpoints: CheckpointStore
  readonly cleanups: CleanupStore
  /** All or nothing; does not nest. */
  atomically<Result>(work: () => Result): Result
}

export function createStore(db: DatabaseSync): Store {
  const sql = new Statements(db)
  return {
    transfers: new TransferStore(sql),
    items: new ItemStore(sql),
    roots: new RootStore(sql),
    checkpoints: new CheckpointStore(sql),
    cleanups: new CleanupStore(sql),
    atomically: (work) => transaction(db, work),
  }
}
