import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { getObject } from '../../electron/oss/operations/objects.ts'
import { startTransfers, type TransfersHandle } from '../../electron/transfer/start.ts'
import { settingsSchema } from '../../shared/settings.ts'
import { accountId, bucket, type Desk, openDesk, signingOf } from './transfer-kit/desk.ts'
import { writeTree } from './transfer-kit/files.ts'

const partBytes = 8 * 1024 * 1024
const here = (path: string): URL => new URL(path, import.meta.url)
const worker = here('../../electron/transfer/worker.ts')
const lane = here('../../electron/transfer/data-plane/worker.ts')

let desk: Desk
let source: string
let flag: string
beforeEach(async () => {
  desk = await openDesk()
  desk.server.createBucket({ name: bucket })
  source = join(desk.folder, 'source')
  flag = join(desk.folder, 'died')
  await writeTree(source, { 'large.bin': 5 * partBytes, 'small.txt': 'small' })
  // Slow enough that the thread ends in the middle of the work.
  desk.server.faults.add({ operation: 'UploadPart', effect: { kind: 'latency', ms: 400 } })
})
afterEach(async () => {
  delete process.env.MORTAL_LANE
  delete process.env.MORTAL_TRANSFERS
  await desk.close()
})

function start(workerUrl: URL, dataPlaneUrl: URL, crashes: Error[]): Promise<TransfersHandle> {
  return startTransfers({
    ...{ workerUrl, dataPlaneUrl, dbPath: join(desk.folder, 'threads.db') },
    choices: settingsSchema.parse({ connections: 2 }),
    signing: signingOf(desk),
    onSnapshot: () => undefined,
    onObjectsChanged: () => undefined,
    onCrash: (error) => crashes.push(error),
  })
}

async function upload(handle: TransfersHandle): Promise<string> {
  const paths = ['large.bin', 'small.txt'].map((name) => join(source, name))
  const spec = { kind: 'upload', accountId, bucket, prefix: '', paths, conflict: 'ask' } as const
  return (await handle.service.add({ ...spec, paths })).transferId
}

/** The state of the transfer; null while the thread is being started again. */
async function stateOf(handle: TransfersHandle, id: string): Promise<string | null> {
  const snapshot = await handle.service.snapshot().catch(() => null)
  return snapshot?.transfers.find((row) => row.id === id)?.state ?? null
}

async function expectArrived(): Promise<void> {
  expect(existsSync(flag)).toBe(true)
  const { body } = await desk.client.call(getObject, { bucket, key: 'large.bin' })
  expect(Buffer.compare(body, await readFile(join(source, 'large.bin')))).toBe(0)
  const parts = desk.server.requests
    .list(0, ['UploadPart'])
    .filter(({ acknowledged, status }) => acknowledged && status === 200)
  expect(new Set(parts.map(({ uploadId }) => uploadId)).size).toBe(1)
}

const patience = { timeout: 60_000, interval: 50 }

test('a data-plane thread that dies is replaced, and its parts are sent again', async () => {
  process.env.MORTAL_LANE = flag
  const crashes: Error[] = []
  const handle = await start(worker, here('transfer-kit/child-mortal-lane.ts'), crashes)
  try {
    const id = await upload(handle)
    await expect.poll(() => stateOf(handle, id), patience).toBe('done')
    await expectArrived()
    expect(crashes).toEqual([])
  } finally {
    await handle.stop()
  }
})

test('a transfer thread that dies is started again and goes on by itself', async () => {
  process.env.MORTAL_TRANSFERS = flag
  const crashes: Error[] = []
  const handle = await start(here('transfer-kit/child-mortal-transfers.ts'), lane, crashes)
  try {
    const id = await upload(handle)
    await expect.poll(() => stateOf(handle, id), patience).toBe('done')
    await expectArrived()
    expect(crashes).toHaveLength(1)
  } finally {
    await handle.stop()
  }
})
