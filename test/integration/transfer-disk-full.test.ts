import { execFileSync } from 'node:child_process'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { accountId, bucket, type Desk } from './transfer-kit/desk.ts'
import { readTree, writeTree } from './transfer-kit/files.ts'
import { openWorkbench, type Workbench } from './transfer-kit/workbench.ts'

let bench: Workbench
let desk: Desk
let disk: string
let mounted = false
beforeEach(async () => {
  bench = await openWorkbench()
  desk = bench.desk
  disk = join(desk.folder, 'disk')
  await mkdir(disk)
  mounted = mountDisk('size=256k')
})
afterEach(async () => {
  if (mounted) execFileSync('umount', [disk])
  await desk.close()
})

/** Only an administrator may mount; elsewhere there is no small disk to fill. */
function mountDisk(options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test('a full disk stops the transfer with its reason, and with room it is finished', async (context) => {
  if (!mounted) context.skip('a small disk cannot be mounted here')
  const small = Object.fromEntries(Array.from({ length: 5 }, (_, at) => [`set/${at}.bin`, 60_000]))
  await writeTree(bench.source, { ...small, 'set/large.bin': 700_000 })
  await desk.finished(await bench.upload(['set']))
  const { transferId } = await desk.transfers.commands.add({
    ...{ kind: 'download', accountId, bucket, basePrefix: '', keys: [], prefixes: ['set/'] },
    ...{ folder: disk, conflict: 'ask' },
  })
  const full = await desk.until(transferId, (row) => row.state === 'needs-attention')
  expect(full.attention).toBe('disk-full')
  execFileSync('mount', ['-o', 'remount,size=4m', disk])
  await desk.transfers.commands.decide({ transferId, itemIds: null, choice: 'retry' })
  expect(await desk.finished(transferId)).toMatchObject({ state: 'done', items: { done: 6 } })
  expect(await readTree(join(disk, 'set'))).toEqual(await readTree(join(bench.source, 'set')))
  expect((await readdir(join(disk, 'set'))).filter((name) => name.startsWith('.'))).toEqual([])
})
