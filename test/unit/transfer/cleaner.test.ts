import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../../electron/db/open.ts'
import { Cleaner } from '../../../electron/transfer/cleaner.ts'
import type { RemoteStorage } from '../../../electron/transfer/remote/remote.ts'
import { addTransfer } from '../../../electron/transfer/specs.ts'
import { migrations } from '../../../electron/transfer/store/migrations.ts'
import { createStore, type Store } from '../../../electron/transfer/store/store.ts'
import { FailureError, localFailure } from '../../../shared/ipc/failure.ts'

const hourMs = 60 * 60 * 1000
let store: Store
let cleaner: Cleaner
let nowMs = 0
let aborts = 0
let answer: () => void = () => undefined
let close: () => void

beforeEach(() => {
  const { db } = openDatabase(':memory:', migrations)
  store = createStore(db)
  nowMs = 1_000_000
  aborts = 0
  const remote = {
    abort: async () => {
      aborts++
      answer()
    },
  } as unknown as RemoteStorage
  const remoteOf = async (): Promise<RemoteStorage> => remote
  cleaner = new Cleaner({ store, remoteOf, now: () => nowMs, random: () => 0.5 })
  close = () => db.close()
})
afterEach(async () => {
  await cleaner.stop()
  close()
})

/** An upload on the server that a cancelled transfer left behind. */
function leaveUpload(): void {
  const spec = { kind: 'upload', accountId: 'a', bucket: 'b', prefix: '', conflict: 'ask' } as const
  const id = addTransfer(store, { ...spec, paths: ['/x'] }, 0)
  const root = { transferId: id, number: 1 }
  const item = store.items.add(root, [{ kind: 'file', rest: '', large: true, sizeBytes: 9 }])
  store.checkpoints.intendUpload(item, 'x', 1, 0)
  store.checkpoints.setUploadId(item, 'upload-1')
  store.cleanups.addOfItem(item)
}

async function passHours(count: number): Promise<void> {
  for (let hour = 0; hour < count; hour++) {
    nowMs += hourMs
    cleaner.wake()
    await turn()
    await turn()
  }
}

function refusal(code: string, status: number): FailureError {
  return new FailureError({ ...localFailure('internal', code), code, status })
}

test('a month without network gives no abort up', async () => {
  leaveUpload()
  answer = () => {
    throw new FailureError(localFailure('network.dns', 'offline', {}, true))
  }
  await passHours(720)
  expect(aborts).toBeGreaterThan(500)
  answer = () => undefined
  await passHours(1)
  expect(store.cleanups.nextDueMs()).toBeNull()
})

test.each([
  ['an expired token', () => refusal('SecurityTokenExpired', 403)],
  ['a busy service', () => refusal('ServiceUnavailable', 503)],
])('%s counts as little', async (_name, error) => {
  leaveUpload()
  answer = () => {
    throw error()
  }
  await passHours(500)
  expect(store.cleanups.nextDueMs()).not.toBeNull()
})

test('a bucket that is gone keeps nothing of ours', async () => {
  leaveUpload()
  answer = () => {
    throw refusal('NoSuchBucket', 404)
  }
  await passHours(1)
  expect(aborts).toBe(1)
  expect(store.cleanups.nextDueMs()).toBeNull()
})

test('a lasting refusal is tried for days, then given up', async () => {
  leaveUpload()
  answer = () => {
    throw refusal('AccessDenied', 403)
  }
  await passHours(150)
  expect(store.cleanups.nextDueMs()).not.toBeNull()
  await passHours(200)
  expect(store.cleanups.nextDueMs()).toBeNull()
})

test('while one upload of an account cannot be reached, the others are not tried in turn', async () => {
  for (let count = 0; count < 5; count++) leaveUpload()
  answer = () => {
    throw new FailureError(localFailure('network.refused', 'offline', {}, true))
  }
  await passHours(1)
  expect(aborts).toBe(1)
  answer = () => undefined
  store.cleanups.wakeAccount('a')
  cleaner.wake()
  await expect.poll(() => store.cleanups.nextDueMs()).toBeNull()
  expect(aborts).toBe(6)
})
