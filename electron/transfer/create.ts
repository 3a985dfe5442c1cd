import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FailureError } from '../../shared/ipc/failure.ts'
import { choosePartSize } from '../../shared/oss/limits.ts'
import type { TransferChoices } from '../../shared/settings.ts'
import type { TransfersSnapshot } from '../../shared/transfer/view.ts'
import type { Sessions } from '../accounts/sessions.ts'
import { openDatabase } from '../db/open.ts'
import { createCrc64 } from '../oss/crc64.ts'
import type { ObjectsChanged } from './changed-prefixes.ts'
import { TransferCommands } from './commands.ts'
import type { DataPlane } from './data-plane/data-plane.ts'
import { Engine } from './engine.ts'
import type { TransferLimits } from './limits.ts'
import { ConnectionBudget } from './pace/budget.ts'
import { remoteOfSessions } from './remote/remote-oss.ts'
import { Folders } from './run/folders.ts'
import { Commits } from './schedule/commits.ts'
import { migrations } from './store/migrations.ts'
import { withQueue } from './store/queue-failure.ts'
import { lockQueue } from './store/queue-lock.ts'
import { createStore } from './store/store.ts'

export interface TransfersOptions {
  readonly dbPath: string
  readonly sessions: Sessions
  readonly plane: DataPlane
  readonly choices: TransferChoices
  readonly limits?: TransferLimits
  readonly now?: () => number
  readonly random?: () => number
  readonly onSnapshot: (snapshot: TransfersSnapshot) => void
  readonly onObjectsChanged: (changed: ObjectsChanged) => void
  /** The queue cannot be written any more: this engine is of no use, and another one has to begin. */
  readonly onQueueBroken: (failure: FailureError) => void
}

export interface Transfers {
  readonly commands: TransferCommands
  /** Where a damaged queue was moved to; null = it was fine. */
  readonly movedAside: string | null
  /** Aborts what is in flight, keeps what arrived, closes the database. */
  stop(): Promise<void>
}

const mib = 1024 * 1024

/** Sizes for the real service. */
export const usualLimits: TransferLimits = {
  singleBytes: 16 * mib,
  partSizeOf: (sizeBytes) => choosePartSize(sizeBytes),
  // The service documents up to 1 GB; smaller pieces answer sooner, show progress and can be resumed.
  copyBytes: 200 * mib,
  copyPartSizeOf: (sizeBytes) => choosePartSize(sizeBytes, 64 * mib),
}

/**
 * The whole engine in this thread. Work of an earlier run goes on at once, by itself. Throws a
 * `queue.*` failure when the queue cannot be written, or another process works on it.
 */
export function createTransfers(options: TransfersOptions): Transfers {
  const unlock = lockQueue(options.dbPath)
  const { db, movedAside } = withQueue(() => openDatabase(options.dbPath, migrations))
  const crc64 = createCrc64()
  const store = createStore(db, options.onQueueBroken)
  const run = randomBytes(8).toString('hex')
  let names = 0
  const now = options.now ?? Date.now
  const engine = new Engine({
    tools: {
      store,
      commits: new Commits(store),
      folders: new Folders(now),
      plane: options.plane,
      budget: new ConnectionBudget(1, {
        rankOf: (transferId) => store.queue.rankOf(transferId),
        accountOf: (transferId) => store.queue.accountOf(transferId),
        ceilingOf: (accountId) => engine.ceilingOf(accountId),
      }),
      limits: options.limits ?? usualLimits,
      now,
      randomName: () => `${run}-${(names++).toString(36)}`,
      combine: (crcA, crcB, lengthB) =>
        crc64.combine(BigInt(crcA), BigInt(crcB), lengthB).toString(),
      platform: process.platform,
      remoteOf: remoteOfSessions(options.sessions),
      relayed: new Set(),
    },
    random: options.random ?? Math.random,
    sleep: (ms, signal) => sleep(ms, undefined, { signal }),
    onSnapshot: options.onSnapshot,
    choices: options.choices,
    onObjectsChanged: options.onObjectsChanged,
  })
  const commands = new TransferCommands(engine)
  engine.start(!options.choices.continueOnLaunch)
  return {
    commands,
    movedAside,
    stop: async () => {
      await engine.stop()
      await options.plane.stop()
      db.close()
      unlock()
    },
  }
}
