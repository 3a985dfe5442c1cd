import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { getObject } from '../../electron/oss/operations/objects.ts'
import { startTransfers, type TransfersHandle } from '../../electron/transfer/start.ts'
import { settingsSchema } from '../../shared/settings.ts'
import type { TransfersSnapshot } from '../../shared/transfer/view.ts'
import { accountId, bucket, type Desk, openDesk, signingOf } from './transfer-kit/desk.ts'
import { writeTree } from './transfer-kit/files.ts'
import { SmallDisk } from './transfer-kit/small-disk.ts'

const electron = (path: string): URL => new URL(`../../electron/transfer/${path}`, import.meta.url)
const partBytes = 8 * 1024 * 1024
const patience = { timeout: 60_000, interval: 20 }

let desk: Desk
let disk: SmallDisk
let source: string
const handles: TransfersHandle[] = []
beforeEach(async () => {
  desk = await openDesk()
  desk.server.createBucket({ name: bucket })
  source = join(desk.folder, 'source')
  const folder = join(desk.folder, 'disk')
  await mkdir(folder)
  disk = new SmallDisk(folder, '2m')
})
afterEach(async () => {
  for (const handle of handles.splice(0)) await handle.stop()
  disk.unmount()
  await desk.close()
})

/** The engine as the app starts it, with its queue on the small disk. */
async function start(): Promise<TransfersHandle> {
  const handle = await startTransfers({
    workerUrl: electron('worker.ts'),
    dataPlaneUrl: electron('data-plane/worker.ts'),
    dbPath: join(disk.folder, 'queue.db'),
    choices: settingsSchema.parse({ connections: 2 }),
    signing: signingOf(desk),
    onSnapshot: () => undefined,
    onObjectsChanged: () => undefined,
  })
  handles.push(handle)
  return handle
}

const stoppedBy = async ({ service }: TransfersHandle): Promise<string | null> =>
  (await service.snapshot()).stopped?.code ?? null

/** null: the thread has just ended. */
const rowsOf = async ({ service }: TransfersHandle): Promise<TransfersSnapshot['transfers']> =>
  (await service.snapshot().catch(() => null))?.transfers ?? []

const upload = (handle: TransfersHandle, names: readonly string[]) =>
  handle.service.add({
    ...{ kind: 'upload', accountId, bucket, prefix: '', conflict: 'ask' },
    paths: names.map((name) => join(source, name)),
  })

async function expectStored(name: string): Promise<void> {
  const { body } = await desk.client.call(getObject, { bucket, key: name })
  expect(Buffer.compare(body, await readFile(join(source, name)))).toBe(0)
}

test('a full disk of the queue stops everything with its reason, and with room it goes on', async (context) => {
  if (!disk.mounted) context.skip('a small disk cannot be mounted here')
  const small = Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`set/${at}`, 'x']))
  await writeTree(source, { 'large.bin': 6 * partBytes, ...small })
  desk.server.faults.add({ operation: 'UploadPart', effect: { kind: 'latency', ms: 300 } })
  const handle = await start()
  await upload(handle, ['large.bin'])
  await expect.poll(async () => (await rowsOf(handle))[0]?.doneBytes, patience).toBeGreaterThan(0)
  const filler = join(disk.folder, 'filler')
  // Until there is no more room: the write that fails is what was wanted.
  await writeFile(filler, Buffer.alloc(4 * 1024 * 1024)).catch(() => undefined)
  await upload(handle, ['set']).catch(() => undefined)
  await expect.poll(() => stoppedBy(handle), patience).toMatch(/^queue\.(disk-full|unwritable)$/)
  const [row] = await rowsOf(handle)
  expect(row).toMatchObject({ state: 'waiting', bytesPerSecond: 0 })
  await expect(handle.service.pauseAll(null)).rejects.toMatchObject({
    failure: { code: expect.stringMatching(/^queue\./) },
  })
  await rm(filler)
  await expect.poll(() => stoppedBy(handle), patience).toBe(null)
  await expect
    .poll(async () => (await rowsOf(handle)).map(({ state }) => state), patience)
    .toContain('done')
  await expectStored('large.bin')
  const parts = desk.server.requests
    .list(0, ['UploadPart'])
    .filter(({ acknowledged, status }) => acknowledged && status === 200)
  expect(new Set(parts.map(({ uploadId }) => uploadId)).size).toBe(1)
  expect(new Set(parts.map(({ partNumber }) => partNumber)).size).toBe(parts.length)
})

test('of two programs on one queue the second waits and says so, and takes over', async () => {
  await writeTree(source, { 'a.txt': 'a' })
  const first = await start()
  const second = await start()
  expect(await stoppedBy(first)).toBe(null)
  expect(await stoppedBy(second)).toBe('queue.in-use')
  await expect(upload(second, ['a.txt'])).rejects.toMatchObject({
    failure: { code: 'queue.in-use' },
  })
  await upload(first, ['a.txt'])
  await expect.poll(async () => (await rowsOf(first))[0]?.state, patience).toBe('done')
  await expectStored('a.txt')
  await first.stop()
  handles.splice(handles.indexOf(first), 1)
  await expect.poll(() => stoppedBy(second), patience).toBe(null)
  expect(await rowsOf(second)).toMatchObject([{ state: 'done' }])
  expect(desk.server.requests.list(0, ['PutObject'])).toHaveLength(1)
})
