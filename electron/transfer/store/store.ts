import type { DatabaseSync } from 'node:sqlite'
import type { FailureError } from '../../../shared/ipc/failure.ts'
import { transaction } from '../../db/migrate.ts'
import { CheckpointStore } from './checkpoint-store.ts'
import { CleanupStore } from './cleanup-store.ts'
import { ItemPages } from './item-pages.ts'
import { ItemStore } from './item-store.ts'
import { QueueGuard } from './queue-failure.ts'
import { QueueStore } from './queue-store.ts'
import { ReceiptStore } from './receipt-store.ts'
import { RootStore } from './root-store.ts'
import { Statements } from './statements.ts'
import { SweepStore } from './sweep-store.ts'
import { TransferStore } from './transfer-store.ts'

/** The queue's tables. Everything is synchronous: it lives in the transfer worker. */
export interface Store {
  readonly transfers: TransferStore
  readonly queue: QueueStore
  readonly items: ItemStore
  readonly pages: ItemPages
  readonly roots: RootStore
  readonly checkpoints: CheckpointStore
  readonly cleanups: CleanupStore
  readonly sweeps: SweepStore
  readonly receipts: ReceiptStore
  /** All or nothing; does not nest. */
  atomically<Result>(work: () => Result): Result
}

/** `onBroken`: the queue cannot be written any more; nothing is, from then on, and no more is read. */
export function createStore(
  db: DatabaseSync,
  onBroken: (failure: FailureError) => void = () => undefined,
): Store {
  const guard = new QueueGuard(onBroken)
  const sql = new Statements(db, guard)
  const roots = new RootStore(sql)
  const checkpoints = new CheckpointStore(sql)
  const cleanups = new CleanupStore(sql)
  return {
    transfers: new TransferStore(sql),
    queue: new QueueStore(sql),
    items: new ItemStore(sql),
    pages: new ItemPages(sql),
    roots,
    checkpoints,
    cleanups,
    sweeps: new SweepStore(sql, { roots, checkpoints, cleanups }),
    receipts: new ReceiptStore(sql),
    atomically: (work) => guard.run(() => transaction(db, work)),
  }
}
