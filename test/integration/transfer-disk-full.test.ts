import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { accountId, bucket, type Desk } from './transfer-kit/desk.ts'
import { readTree, writeTree } from './transfer-kit/files.ts'
import { SmallDisk } from './transfer-kit/small-disk.ts'
import { openWorkbench, type Workbench } from './transfer-kit/workbench.ts'

let bench: Workbench
let desk: Desk
let disk: SmallDisk
beforeEach(async () => {
  bench = await openWorkbench()
  desk = bench.desk
  const folder = join(desk.folder, 'disk')
  await mkdir(folder)
  disk = new SmallDisk(folder, '256k')
})
afterEach(async () => {
  disk.unmount()
  await desk.close()
})

test('a full disk stops the transfer with its reason, and with room it is finished', async (context) => {
  if (!disk.mounted) context.skip('a small disk cannot be mounted here')
  const small = Object.fromEntries(Array.from({ length: 5 }, (_, at) => [`set/${at}.bin`, 60_000]))
  await writeTree(bench.source, { ...small, 'set/large.bin': 700_000 })
  await desk.finished(await bench.upload(['set']))
  const { transferId } = await desk.transfers.commands.add({
    ...{ kind: 'download', accountId, bucket, basePrefix: '', keys: [], prefixes: ['set/'] },
    ...{ folder: disk.folder, conflict: 'ask' },
  })
  const full = await desk.until(transferId, (row) => row.state === 'needs-attention')
  expect(full.attention).toBe('disk-full')
  disk.resize('4m')
  await desk.transfers.commands.decide({ transferId, itemIds: null, choice: 'retry' })
  expect(await desk.finished(transferId)).toMatchObject({ state: 'done', items: { done: 6 } })
  expect(await readTree(join(disk.folder, 'set'))).toEqual(
    await readTree(join(bench.source, 'set')),
  )
  expect((await readdir(join(disk.folder, 'set'))).filter((name) => name.startsWith('.'))).toEqual(
    [],
  )
})
