import { afterEach, beforeEach, expect, test } from 'vitest'
import { settingsSchema } from '../../shared/settings.ts'
import { writeTree } from './transfer-kit/files.ts'
import { openWorkbench, type Workbench } from './transfer-kit/workbench.ts'

let bench: Workbench
beforeEach(async () => {
  bench = await openWorkbench()
})
afterEach(() => bench.desk.close())

test('a service that asks to go slowly is obeyed, and everything arrives', async () => {
  const { desk } = bench
  await desk.transfers.commands.setChoices(settingsSchema.parse({}))
  const files = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`set/${at}`, 20_000]))
  await writeTree(bench.source, { ...files, 'large.bin': 2_000_000 })
  desk.server.faults.add({
    operation: ['PutObject', 'UploadPart'],
    times: 12,
    effect: { kind: 'status', status: 503, code: 'SlowDown', retryAfterSeconds: 1 },
  })
  const id = await bench.upload(['set', 'large.bin'])
  const row = await desk.finished(id)
  expect(row).toMatchObject({ state: 'done', items: { done: 41, failed: 0 } })
  expect((await desk.items(id)).every(({ attempts }) => attempts === 0)).toBe(true)
  expect((await bench.stored('large.bin')).byteLength).toBe(2_000_000)
})
