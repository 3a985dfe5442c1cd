import { afterEach, beforeEach, expect, test } from 'vitest'
import { settingsSchema } from '../../shared/settings.ts'
import { fullWeek } from '../../shared/transfer/timetable.ts'
import { type Desk, openDesk } from './transfer-kit/desk.ts'
import { writeTree } from './transfer-kit/files.ts'
import { openWorkbench, type Workbench } from './transfer-kit/workbench.ts'

let bench: Workbench
let desk: Desk
beforeEach(async () => {
  bench = await openWorkbench()
  desk = bench.desk
  await writeTree(bench.source, {
    'a.txt': 'a',
    'b.txt': 'b',
    'c.txt': 'c',
    'large.bin': 1_000_000,
  })
})
afterEach(() => desk.close())

const order = async (): Promise<readonly string[]> =>
  (await desk.transfers.commands.snapshot()).transfers.map(({ id }) => id)

const everyHour = (mode: 'full' | 'pause') => ({
  on: true,
  slowBytesPerSecond: 1_000_000,
  week: fullWeek().map((day) => day.map(() => mode)),
})

test('the order is what people make it, lasts, and what is over is below it', async () => {
  const { commands } = desk.transfers
  await commands.setChoices(settingsSchema.parse({ timetable: everyHour('pause') }))
  const [a, b, c] = [
    await bench.upload(['a.txt']),
    await bench.upload(['b.txt']),
    await bench.upload(['c.txt']),
  ]
  expect(await order()).toEqual([a, b, c])
  await commands.move(c, a)
  await commands.move(a, null)
  expect(await order()).toEqual([c, b, a])
  await commands.pauseAll(null)
  await desk.restart()
  expect(await order()).toEqual([c, b, a])
  await desk.transfers.commands.resumeAll()
  for (const id of [a, b, c]) await desk.finished(id)
  await expect.poll(order).toEqual([c, b, a])
  const sent = desk.server.requests.list(0, ['PutObject']).map(({ key }) => key)
  expect(sent).toHaveLength(3)
})

test('all are paused and continued together, and those added later go on', async () => {
  const { commands } = desk.transfers
  desk.server.faults.add({ operation: 'UploadPart', skip: 2, effect: { kind: 'hang' } })
  const large = await bench.upload(['large.bin'])
  await desk.until(large, ({ doneBytes }) => doneBytes > 0)
  await commands.pauseAll(null)
  expect(await desk.row(large)).toMatchObject({ state: 'paused', pausedUntil: null })
  await desk.finished(await bench.upload(['a.txt']))
  desk.server.faults.clear()
  await commands.resumeAll()
  expect(await desk.finished(large)).toMatchObject({ state: 'done' })
})

test('a pause ends by itself at its time, also when the app was closed meanwhile', async () => {
  const { commands } = desk.transfers
  await commands.setChoices(settingsSchema.parse({ timetable: everyHour('pause') }))
  const [soon, later, never] = [
    await bench.upload(['a.txt']),
    await bench.upload(['b.txt']),
    await bench.upload(['c.txt']),
  ]
  const at = (ms: number): string => new Date(Date.now() + ms).toISOString()
  const moment = at(1500)
  await commands.pause(soon, moment)
  await commands.pause(later, at(3_600_000))
  await commands.pause(never)
  expect(await desk.row(soon)).toMatchObject({ state: 'paused', pausedUntil: moment })
  await desk.restart()
  expect(await desk.finished(soon)).toMatchObject({ state: 'done', pausedUntil: null })
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(moment))
  expect((await desk.row(later)).state).toBe('paused')
  // What waits for its own time is asked again by a pause of all; what is paused for good is not.
  await desk.transfers.commands.pauseAll(at(50))
  await desk.finished(later)
  expect(await desk.row(never)).toMatchObject({ state: 'paused', pausedUntil: null })
})

test('the timetable stops what runs and lets it go on, without a part sent twice', async () => {
  const { commands } = desk.transfers
  const slowly = { kind: 'slow', body: 'request', bytesPerSecond: 300_000 } as const
  desk.server.faults.add({ operation: 'UploadPart', effect: slowly })
  const large = await bench.upload(['large.bin'])
  await desk.until(large, ({ doneBytes }) => doneBytes > 0)
  await commands.setChoices(settingsSchema.parse({ timetable: everyHour('pause') }))
  const row = await desk.until(large, ({ items }) => items.running === 0)
  expect(row).toMatchObject({ state: 'waiting', items: { waiting: 1 } })
  desk.server.faults.clear()
  await commands.setChoices(settingsSchema.parse({ timetable: everyHour('full') }))
  await desk.finished(large)
  expect(desk.server.requests.list(0, ['UploadPart'])).toHaveLength(10)
})

test('a computer that falls asleep uses up no try, and wakes to go on', async () => {
  const { commands } = desk.transfers
  desk.server.faults.add({ operation: 'UploadPart', skip: 3, effect: { kind: 'hang' } })
  const large = await bench.upload(['large.bin'])
  await desk.until(large, ({ doneBytes }) => doneBytes >= 300_000)
  await commands.suspend()
  expect((await desk.row(large)).items).toMatchObject({ running: 0, waiting: 1 })
  const small = await bench.upload(['a.txt'])
  expect((await desk.row(small)).items.done).toBe(0)
  desk.server.faults.clear()
  await commands.wake()
  await desk.finished(large)
  await desk.finished(small)
  expect((await desk.items(large)).map(({ attempts }) => attempts)).toEqual([0])
})

test('where nothing is to go on by itself, transfers wait after a start and say so', async () => {
  const own = await openDesk({ continueOnLaunch: false })
  try {
    own.server.createBucket({ name: 'desk-bucket' })
    own.server.faults.add({ operation: 'UploadPart', skip: 2, effect: { kind: 'hang' } })
    const spec = {
      kind: 'upload',
      accountId: 'account',
      bucket: 'desk-bucket',
      prefix: '',
    } as const
    const paths = [`${bench.source}/large.bin`]
    const { commands } = own.transfers
    const { transferId } = await commands.add({ ...spec, paths, conflict: 'ask' })
    await own.until(transferId, ({ doneBytes }) => doneBytes > 0)
    await own.restart()
    expect(await own.row(transferId)).toMatchObject({ state: 'paused' })
    expect((await own.transfers.commands.snapshot()).heldAtStart).toBe(1)
    own.server.faults.clear()
    await own.transfers.commands.resumeAll()
    expect((await own.transfers.commands.snapshot()).heldAtStart).toBe(0)
    await own.finished(transferId)
  } finally {
    await own.close()
  }
})
