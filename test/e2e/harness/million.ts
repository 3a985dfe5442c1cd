import { join } from 'node:path'
import { openDatabase } from '../../../electron/db/open.ts'
import { addTransfer } from '../../../electron/transfer/specs.ts'
import { migrations } from '../../../electron/transfer/store/migrations.ts'
import type { NewItem } from '../../../electron/transfer/store/records.ts'
import { createStore } from '../../../electron/transfer/store/store.ts'

export const million = 1_000_000
export const nameAt = (index: number): string => `IMG_${String(index).padStart(7, '0')}.jpg`

/**
 * Leaves a queue behind as if a million files had been found and the program had ended then. They
 * wait: nobody is signed in to their account.
 */
export function leaveMillion(userDataDir: string): void {
  const { db } = openDatabase(join(userDataDir, 'queue.db'), migrations)
  const store = createStore(db)
  const spec = { kind: 'upload', accountId: 'gone', bucket: 'photos', prefix: '' } as const
  const transferId = addTransfer(
    store,
    { ...spec, conflict: 'ask', paths: ['/photos'] },
    Date.now(),
  )
  const root = { transferId, number: 1 }
  const atOnce = 10_000
  for (let first = 0; first < million; first += atOnce) {
    const items = Array.from(
      { length: atOnce },
      (_, index): NewItem => ({
        ...{ kind: 'file', rest: nameAt(first + index), large: false, sizeBytes: 4096 },
        ...(first + index < million - 3 ? {} : { settled: failed }),
      }),
    )
    store.atomically(() => store.items.add(root, items))
  }
  store.transfers.setEnumerated(transferId, true)
  db.close()
}

const failed: NonNullable<NewItem['settled']> = {
  state: 'failed',
  attention: null,
  failure: {
    code: 'local.denied',
    message: 'EACCES',
    status: null,
    requestId: null,
    ec: null,
    retryable: false,
    details: {},
  },
}
