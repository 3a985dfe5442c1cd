import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { putObject } from '../../electron/oss/operations/objects.ts'
import { accountId, bucket, type Desk } from './transfer-kit/desk.ts'
import { openWorkbench, type Workbench } from './transfer-kit/workbench.ts'

let bench: Workbench
let desk: Desk
beforeEach(async () => {
  bench = await openWorkbench()
  desk = bench.desk
})
afterEach(() => desk.close())

const names = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, number) => `file-${number}.txt`)

test('files arrive while the rest of their listing is still to come', async () => {
  const put = (name: string) =>
    desk.client.call(putObject, { bucket, key: `album/${name}`, body: name })
  await Promise.all(names(1100).map(put))
  desk.server.faults.add({ operation: 'ListObjectsV2', skip: 1, effect: { kind: 'hang' } })
  const { target } = bench
  const spec = { accountId, bucket, basePrefix: '', folder: target, conflict: 'ask' } as const
  const down = { ...spec, kind: 'download' as const, keys: [], prefixes: ['album/'] }
  const { transferId } = await desk.transfers.commands.add(down)
  const row = await desk.until(transferId, ({ items }) => items.done === 1000)
  expect(row).toMatchObject({ enumerated: false, state: 'running', items: { total: 1000 } })
  await desk.transfers.commands.pause(transferId)
  desk.server.faults.clear()
  await desk.transfers.commands.resume(transferId)
  expect(await desk.finished(transferId)).toMatchObject({ state: 'done', items: { done: 1100 } })
  expect(await readdir(join(target, 'album'))).toHaveLength(1100)
})
