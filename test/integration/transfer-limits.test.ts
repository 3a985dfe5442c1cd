import { afterEach, beforeEach, expect, test } from 'vitest'
import { settingsSchema, type TransferChoices } from '../../shared/settings.ts'
import type { SpeedLimits } from '../../shared/transfer/pace.ts'
import { readTree, writeTree } from './transfer-kit/files.ts'
import { openWorkbench, type Workbench } from './transfer-kit/workbench.ts'

let bench: Workbench
beforeEach(async () => {
  bench = await openWorkbench()
})
afterEach(() => bench.desk.close())

const limited = (limits: Partial<SpeedLimits>): TransferChoices =>
  settingsSchema.parse({ connections: 4, limits })

/** What came or went so far, as the server counted it. */
function moved(): number {
  const records = bench.desk.server.requests.list()
  return records.reduce((sum, { bytesIn, bytesOut }) => sum + bytesIn + bytesOut, 0)
}

/** Slower than the limit is fine on a busy machine; faster never is. */
function expectWithin(bytesPerSecond: number, bytes: number, sinceMs: number): void {
  const seconds = (performance.now() - sinceMs) / 1000
  expect(bytes / (seconds + 0.5)).toBeLessThan(bytesPerSecond * 1.1)
}

test('neither parts nor small files go faster than the limit, in either direction', async () => {
  const { commands } = bench.desk.transfers
  const small = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`small/${at}`, 20_000]))
  await writeTree(bench.source, { 'large.bin': 1_000_000, ...small })
  const before = await readTree(bench.source)

  await commands.setChoices(limited({ upload: 800_000 }))
  let startMs = performance.now()
  await bench.desk.finished(await bench.upload(['large.bin', 'small']))
  expect(moved()).toBeGreaterThan(1_400_000)
  expectWithin(800_000, 1_400_000, startMs)

  await commands.setChoices(limited({ total: 800_000, upload: 100_000 }))
  startMs = performance.now()
  const keys = Object.keys(before)
  await bench.desk.finished(await bench.download(keys))
  expectWithin(800_000, 1_400_000, startMs)
  expect(await readTree(bench.target)).toEqual(before)
})

test('a limit that is taken away lets go at once what waited for it', async () => {
  const { commands } = bench.desk.transfers
  await writeTree(bench.source, { 'large.bin': 20_000_000 })
  await commands.setChoices(limited({ total: 100_000 }))
  const id = await bench.upload(['large.bin'])
  await bench.desk.until(id, ({ doneBytes }) => doneBytes > 0)
  // At this speed it would take three minutes, and the test would end without it.
  await commands.setChoices(limited({}))
  await bench.desk.finished(id)
  expect((await bench.stored('large.bin')).byteLength).toBe(20_000_000)
})
