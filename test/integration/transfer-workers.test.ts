import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { getObject } from '../../electron/oss/operations/objects.ts'
import { startTransfers } from '../../electron/transfer/start.ts'
import { settingsSchema } from '../../shared/settings.ts'
import { isFinished } from '../../shared/transfer/state.ts'
import type { TransfersSnapshot } from '../../shared/transfer/view.ts'
import { accountId, bucket, type Desk, openDesk, signingOf } from './transfer-kit/desk.ts'
import { writeTree } from './transfer-kit/files.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
  desk.server.createBucket({ name: bucket })
})
afterEach(() => desk.close())

test('the same engine works in worker threads and reports by itself', async () => {
  const source = join(desk.folder, 'source')
  await writeTree(source, { 'large.bin': 20 * 1024 * 1024, 'small.txt': 'small' })
  const snapshots: TransfersSnapshot[] = []
  const changedPrefixes: string[] = []
  const handle = await startTransfers({
    workerUrl: new URL('../../electron/transfer/worker.ts', import.meta.url),
    dataPlaneUrl: new URL('../../electron/transfer/data-plane/worker.ts', import.meta.url),
    dbPath: join(desk.folder, 'workers.db'),
    signing: signingOf(desk),
    choices: settingsSchema.parse({ connections: 4 }),
    onSnapshot: (snapshot) => snapshots.push(snapshot),
    onObjectsChanged: (changed) => changedPrefixes.push(...changed.prefixes),
  })
  try {
    expect(handle.movedAside).toBeNull()
    const { transferId } = await handle.service.add({
      kind: 'upload',
      accountId,
      bucket,
      prefix: 'in/',
      paths: [join(source, 'large.bin'), join(source, 'small.txt')],
      conflict: 'ask',
    })
    const last = (): TransfersSnapshot['transfers'][number] | undefined =>
      snapshots.at(-1)?.transfers.find(({ id }) => id === transferId)
    while (!isFinished(last()?.state ?? 'waiting')) await sleep(10)
    expect(last()).toMatchObject({ state: 'done', doneBytes: 20 * 1024 * 1024 + 5 })
    const { body } = await desk.client.call(getObject, { bucket, key: 'in/large.bin' })
    expect(Buffer.compare(body, await readFile(join(source, 'large.bin')))).toBe(0)
    expect(changedPrefixes).toContain('in/')
    await expect(handle.service.pause('999')).rejects.toMatchObject({
      failure: { code: 'transfer.unknown' },
    })
  } finally {
    await handle.stop()
  }
})
