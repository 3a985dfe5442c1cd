import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CatalogHandle, startCatalog } from '../../electron/catalog/start.ts'
import type { ViewStatus, Window } from '../../shared/catalog.ts'
import { type Desk, openDesk } from './services-kit/desk.ts'

const names = Array.from({ length: 2400 }, (_, index) => `many/file ${index}.txt`)
const workerUrl = new URL('../../electron/catalog/worker.ts', import.meta.url)

let desk: Desk
let accountId: string
let catalog: CatalogHandle
const start = (): CatalogHandle =>
  startCatalog({
    workerUrl,
    dbPath: join(desk.folder, 'user', 'catalog.db'),
    userAgent: 'test',
    signing: desk.sessions,
  })

beforeAll(async () => {
  desk = await openDesk()
  desk.server.createBucket({ name: 'photos' })
  accountId = (await desk.accounts.add(desk.draft())).id
  await desk.put('photos', names)
  await desk.put('photos', ['top/', 'top/z//'], '')
  await desk.put('photos', ['top/Bild 10.JPG', 'top/bild 2.jpg', 'top/a/b/c'])
  await desk.put('photos', ['top/large.bin'], 'x'.repeat(1000))
  await desk.put('photos', ['odd/\u0001 +%20&?#.txt', 'odd/Ünïcödé', 'odd/ü', 'odd/文件'])
  catalog = start()
})
afterAll(async () => {
  await catalog.stop()
  await desk.close()
})

const window = (viewId: string, change: Partial<Window> = {}): Window => ({
  viewId,
  sort: { column: 'name', direction: 'ascending' },
  filter: '',
  only: 'all',
  offset: 0,
  count: 100,
  ...change,
})
const namesIn = async (viewId: string, change: Partial<Window> = {}): Promise<readonly string[]> =>
  (await catalog.service.window(window(viewId, change))).rows.map(({ name }) => name)

/** The status of the view once `isReached` holds; pushes announce it. */
function reached(viewId: string, isReached: (status: ViewStatus) => boolean): Promise<ViewStatus> {
  return new Promise((resolve) => {
    const stop = catalog.onChanged((status) => {
      if (status.viewId !== viewId || !isReached(status)) return
      stop()
      resolve(status)
    })
  })
}
async function openWhole(bucket: string, prefix: string): Promise<ViewStatus> {
  const status = await catalog.service.open(accountId, bucket, prefix)
  return status.state === 'listing' ? await reached(status.viewId, ended) : status
}
const ended = ({ state }: ViewStatus): boolean => state !== 'listing'

test('shows folders first, numbers in their order, and never the folder itself', async () => {
  const { viewId, ...status } = await openWhole('photos', 'top/')
  expect(status).toMatchObject({ state: 'complete', folders: 2, files: 3, sizeBytes: 1002 })
  expect(await namesIn(viewId)).toEqual(['a', 'z', 'bild 2.jpg', 'Bild 10.JPG', 'large.bin'])
  expect(await namesIn(viewId, { sort: { column: 'name', direction: 'descending' } })).toEqual([
    ...['z', 'a', 'large.bin', 'Bild 10.JPG', 'bild 2.jpg'],
  ])
  expect(await namesIn(viewId, { sort: { column: 'size', direction: 'descending' } })).toEqual([
    ...['a', 'z', 'large.bin', 'bild 2.jpg', 'Bild 10.JPG'],
  ])
  expect(await namesIn(viewId, { sort: { column: 'type', direction: 'ascending' } })).toEqual([
    ...['a', 'z', 'large.bin', 'bild 2.jpg', 'Bild 10.JPG'],
  ])
  expect(await namesIn(viewId, { only: 'folders' })).toEqual(['a', 'z'])
  expect(await namesIn(viewId, { filter: 'BILD' })).toEqual(['bild 2.jpg', 'Bild 10.JPG'])
})

test('keys arrive exactly, whatever is in them', async () => {
  const { viewId } = await openWhole('photos', 'odd/')
  const { keys } = await catalog.service.keysOf(window(viewId, { count: 100_000 }))
  expect([...keys].sort()).toEqual(
    ['odd/\u0001 +%20&?#.txt', 'odd/Ünïcödé', 'odd/ü', 'odd/文件'].sort(),
  )
  expect(await namesIn(viewId, { filter: 'ÜNÏ' })).toEqual(['Ünïcödé'])
})

test('answers after the first page while the rest streams in', async () => {
  const effect = { kind: 'latency', ms: 150 } as const
  const fault = desk.server.faults.add({ operation: 'ListObjectsV2', skip: 1, effect })
  const first = await catalog.service.open(accountId, 'photos', 'many/')
  expect(first).toMatchObject({ state: 'listing', files: 1000 })
  const last = await reached(first.viewId, ended)
  desk.server.faults.remove(fault)
  expect(last).toMatchObject({ state: 'complete', files: 2400, viewId: first.viewId })
  expect(last.revision).toBeGreaterThan(first.revision)
  const all = await catalog.service.keysOf(window(first.viewId, { count: 100_000 }))
  expect(all.keys).toEqual(names)
  const page = await catalog.service.window(window(first.viewId, { offset: 2398 }))
  expect(page).toMatchObject({ total: 2400, revision: last.revision })
  expect(page.rows.map(({ name }) => name)).toEqual(['file 2398.txt', 'file 2399.txt'])
  await catalog.service.close(first.viewId)
})

test('a folder that was listed opens at once, and rows stay while it is listed again', async () => {
  const { viewId } = await openWhole('photos', 'many/')
  desk.server.requests.clear()
  const effect = { kind: 'latency', ms: 150 } as const
  const fault = desk.server.faults.add({ operation: 'ListObjectsV2', effect })
  expect(await catalog.service.refresh(viewId)).toMatchObject({ state: 'listing', files: 2400 })
  const seen: number[] = []
  const stop = catalog.onChanged((status) => seen.push(status.files))
  expect((await catalog.service.window(window(viewId))).total).toBe(2400)
  await reached(viewId, ended)
  stop()
  desk.server.faults.remove(fault)
  expect(new Set(seen)).toEqual(new Set([2400]))
  await catalog.service.close(viewId)
})

test('what changed through us appears by itself', async () => {
  const { viewId } = await openWhole('photos', 'fresh/')
  await desk.put('photos', ['fresh/new.txt'])
  const arrived = reached(viewId, ({ files, state }) => files === 1 && state === 'complete')
  catalog.objectsChanged({ accountId, bucket: 'photos', prefixes: ['fresh/'] })
  await arrived
  expect(await namesIn(viewId)).toEqual(['new.txt'])
})

test('a failure leaves what is there, says why, and can be tried again', async () => {
  const { viewId } = await openWhole('photos', 'top/')
  const effect = { kind: 'status', status: 403, code: 'AccessDenied' } as const
  const fault = desk.server.faults.add({ operation: 'ListObjectsV2', effect })
  const failed = reached(viewId, ended)
  await catalog.service.refresh(viewId)
  expect(await failed).toMatchObject({
    state: 'failed',
    files: 3,
    failure: { code: 'AccessDenied' },
  })
  expect((await namesIn(viewId)).length).toBe(5)
  const nothing = await catalog.service.open(accountId, 'photos', 'never-seen/')
  expect(nothing).toMatchObject({ state: 'failed', files: 0, failure: { code: 'AccessDenied' } })
  desk.server.faults.remove(fault)
  const good = reached(nothing.viewId, ended)
  await catalog.service.refresh(nothing.viewId)
  expect(await good).toMatchObject({ state: 'complete', failure: null })
})

test('a bucket that is not there is a failed view', async () => {
  expect(await catalog.service.open(accountId, 'not-there', '')).toMatchObject({
    state: 'failed',
    failure: { code: 'NoSuchBucket' },
  })
})

test('a selection is counted by listing it, nothing twice, markers not at all', async () => {
  const count = (keys: readonly string[], prefixes: readonly string[]): Promise<unknown> =>
    catalog.service.count(accountId, 'photos', { keys, prefixes })
  expect(await count(['top/large.bin'], ['many/'])).toEqual({
    ...{ files: 2401, sizeBytes: 3400, complete: true },
  })
  expect(await count(['top/large.bin'], ['top/', 'top/a/'])).toEqual({
    ...{ files: 4, sizeBytes: 1003, complete: true },
  })
})

test('closed views are unknown, and listing for nobody ends', async () => {
  const { viewId } = await openWhole('photos', 'top/')
  await catalog.service.close(viewId)
  await expect(catalog.service.window(window(viewId))).rejects.toMatchObject({
    failure: { code: 'view.unknown' },
  })
})

test('a restart shows stored folders without waiting; a removed account leaves nothing', async () => {
  await catalog.stop()
  catalog = start()
  desk.server.faults.add({ effect: { kind: 'offline' } })
  expect(await catalog.service.open(accountId, 'photos', 'top/')).toMatchObject({ files: 3 })
  desk.server.faults.clear()
  catalog.forgetAccount(accountId)
  desk.server.faults.add({
    operation: 'ListObjectsV2',
    effect: { kind: 'status', status: 403, code: 'AccessDenied' },
  })
  expect(await catalog.service.open(accountId, 'photos', 'top/')).toMatchObject({
    ...{ state: 'failed', files: 0, folders: 0 },
  })
})
