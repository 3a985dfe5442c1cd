import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeTree } from './transfer-kit/files.ts'
import { openWorkbench, type Workbench } from './transfer-kit/workbench.ts'

let bench: Workbench
beforeEach(async () => {
  bench = await openWorkbench()
  await writeTree(bench.source, { 'large.bin': 2_000_000 })
})
afterEach(() => bench.desk.close())

test('pausing lets parts in flight arrive, so that nothing is sent twice', async () => {
  const { desk } = bench
  const slowly = { kind: 'slow', body: 'request', bytesPerSecond: 300_000 } as const
  desk.server.faults.add({ operation: 'UploadPart', effect: slowly })
  const id = await bench.upload(['large.bin'])
  await desk.until(id, ({ doneBytes }) => doneBytes > 0)
  const paused = desk.transfers.commands.pause(id)
  expect(await desk.row(id)).toMatchObject({ state: 'pausing' })
  const before = (await desk.row(id)).doneBytes
  await paused
  const row = await desk.row(id)
  expect(row).toMatchObject({ state: 'paused', items: { running: 0, waiting: 1 } })
  expect(row.doneBytes).toBeGreaterThanOrEqual(before)
  expect(row.doneBytes).toBeLessThan(2_000_000)
  desk.server.faults.clear()
  await desk.transfers.commands.resume(id)
  await desk.finished(id)
  const parts = desk.server.requests.list(0, ['UploadPart']).map(({ partNumber }) => partNumber)
  expect(parts.length).toBe(20)
  expect(new Set(parts).size).toBe(20)
})

test('pausing a second time gives up what does not arrive', async () => {
  const { desk } = bench
  desk.server.faults.add({ operation: 'UploadPart', skip: 2, effect: { kind: 'hang' } })
  const id = await bench.upload(['large.bin'])
  await desk.until(id, ({ doneBytes }) => doneBytes >= 200_000)
  const { commands } = desk.transfers
  const order: string[] = []
  const first = commands.pause(id).then(() => order.push('first'))
  await commands.pause(id).then(() => order.push('second'))
  await first
  expect(order).toEqual(['first', 'second'])
  expect(await desk.row(id)).toMatchObject({ state: 'paused', doneBytes: 2 * 102_400 })
})

test('continuing while it still pauses goes on as if nothing had been said', async () => {
  const { desk } = bench
  const slowly = { kind: 'slow', body: 'request', bytesPerSecond: 600_000 } as const
  desk.server.faults.add({ operation: 'UploadPart', effect: slowly })
  const id = await bench.upload(['large.bin'])
  await desk.until(id, ({ doneBytes }) => doneBytes > 0)
  const paused = desk.transfers.commands.pause(id)
  await desk.transfers.commands.resume(id)
  await paused
  expect(await desk.finished(id)).toMatchObject({ state: 'done' })
  expect(desk.server.requests.list(0, ['UploadPart']).length).toBe(20)
})
