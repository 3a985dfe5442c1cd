import type { Migration } from '../../db/migrate.ts'
import { queue } from './migrations/0001-queue.ts'
import { cleanupRefusals } from './migrations/0002-cleanup-refusals.ts'
import { itemsByNumber } from './migrations/0003-items-by-number.ts'
import { kinds } from './migrations/0004-kinds.ts'
import { order } from './migrations/0005-order.ts'
import { receipts } from './migrations/0006-receipts.ts'

/** In order, never changed after a release; a new step is one file and one line. */
export const migrations: readonly Migration[] = [
  queue,
  cleanupRefusals,
  itemsByNumber,
  kinds,
  order,
  receipts,
]
