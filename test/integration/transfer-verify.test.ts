import { readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deleteObject } from '../../electron/oss/operations/deleting.ts'
import { putObject } from '../../electron/oss/operations/objects.ts'
import { bucket, type Desk } from './transfer-kit/desk.ts'
import { readTree, writeTree } from './transfer-kit/files.ts'
import { openWorkbench, type Workbench } from './transfer-kit/workbench.ts'

let bench: Workbench
let desk: Desk
beforeEach(async () => {
  bench = await openWorkbench()
  desk = bench.desk
})
afterEach(() => desk.close())

const files = { 'a.txt': 'aaaa', 'b.bin': 300_000, 'c.txt': 'cccc', 'd.txt': 'dddd' }
const names = Object.keys(files)

async function uploaded(): Promise<string> {
  await writeTree(bench.source, files)
  const id = await bench.upload(names)
  await desk.finished(id)
  return id
}

/** What the check found, by name: `done`, or the code of what is wrong. */
async function found(checkId: string): Promise<Readonly<Record<string, string>>> {
  const items = await desk.items(checkId)
  return Object.fromEntries(items.map(({ name, state, failure }) => [name, failure?.code ?? state]))
}

async function verified(transferId: string): Promise<string> {
  const { transferId: id } = await desk.transfers.commands.verify(transferId)
  await desk.until(id, ({ finishedAt }) => finishedAt !== null)
  return id
}

/** Changes one bit in place. */
async function flip(path: string): Promise<void> {
  const content = await readFile(path)
  const at = content.byteLength >> 1
  content.writeUInt8(content.readUInt8(at) ^ 1, at)
  await writeFile(path, content)
}

test('an upload is compared with the objects, and nothing is written by that', async () => {
  const id = await uploaded()
  const put = (key: string, text: string): Promise<unknown> =>
    desk.client.call(putObject, { bucket, key, body: Buffer.from(text) })
  await put('c.txt', 'CCCC')
  await desk.client.call(deleteObject, { bucket, key: 'd.txt' })
  const before = desk.server.requests.list(0).length
  const check = await verified(id)
  expect(await found(check)).toEqual({
    ...{ 'a.txt': 'done', 'b.bin': 'done' },
    ...{ 'c.txt': 'verify.changed', 'd.txt': 'verify.gone' },
  })
  const methods = desk.server.requests
    .list(0)
    .slice(before)
    .map(({ method }) => method)
  expect(new Set(methods)).toEqual(new Set(['HEAD']))
  // The receipt itself stays as it was, and says how the check went.
  const { sums, check: told } = await desk.transfers.commands.receipt(id)
  expect(sums).toMatchObject({ found: 4, done: 4 })
  expect(told).toMatchObject({ transfer: { id: check }, sums: { found: 4, done: 2, failed: 2 } })
  expect(told?.transfer.finishedAt).not.toBeNull()

  await put('c.txt', 'cccc')
  await desk.transfers.commands.retry(check)
  await desk.finished(check)
  expect(await found(check)).toMatchObject({ 'c.txt': 'done', 'd.txt': 'verify.gone' })
})

test('the files that were sent are read again, and what was done to them is no fault of the object', async () => {
  await writeTree(bench.source, { ...files, 'e.txt': 'eeee', 'f.txt': 'ffff', 'g.txt': 'gggg' })
  const path = (name: string): string => join(bench.source, name)
  const then = new Date('2026-01-02T03:04:05Z')
  await utimes(path('d.txt'), then, then)
  const all = [...names, 'e.txt', 'f.txt', 'g.txt']
  const id = await bench.upload(all)
  await desk.finished(id)
  await flip(path('b.bin'))
  await rm(path('c.txt'))
  // Nothing seems to have changed it.
  await flip(path('d.txt'))
  await utimes(path('d.txt'), then, then)
  // Touched, with the same content.
  await utimes(path('e.txt'), then, then)
  await writeFile(path('f.txt'), 'longer than it was')
  await rm(path('g.txt'))
  await symlink('g.txt', path('g.txt'))
  const check = await verified(id)
  expect(await found(check)).toEqual({
    ...{ 'a.txt': 'done', 'e.txt': 'done' },
    ...{ 'b.bin': 'verify.source-changed', 'f.txt': 'verify.source-changed' },
    ...{ 'c.txt': 'verify.source-gone', 'g.txt': 'verify.source-unread' },
    'd.txt': 'verify.source-damaged',
  })
  const { sums, transfer } = await desk.transfers.commands.receipt(check)
  expect(sums).toMatchObject({ found: 7, done: 6, skipped: 0, failed: 1 })
  expect(transfer).toMatchObject({ failure: { code: 'verify.source-damaged' } })

  await flip(path('d.txt'))
  await desk.transfers.commands.retry(check)
  expect(await desk.finished(check)).toMatchObject({ state: 'done', items: { done: 7 } })
})

test('what the service states no checksum of is not called right, and not wrong', async () => {
  const id = await uploaded()
  const { objects } = desk.server.store
  const stored = objects.find(bucket, 'a.txt')
  if (stored === null) throw new Error('the object is not there')
  objects.replace({ ...stored, crc64: null })
  const check = await verified(id)
  expect(await found(check)).toMatchObject({ 'a.txt': 'verify.unknown', 'b.bin': 'done' })
  const { sums, transfer } = await desk.transfers.commands.receipt(check)
  expect(sums).toMatchObject({ found: 4, done: 3, skipped: 1, failed: 0 })
  expect(transfer.state).toBe('done')
})

test('a download is read again from the disk, without asking the service', async () => {
  await uploaded()
  const id = await bench.download(names)
  await desk.finished(id)
  await flip(join(bench.target, 'b.bin'))
  await writeFile(join(bench.target, 'c.txt'), 'longer than it was')
  await rm(join(bench.target, 'd.txt'))
  const disk = await readTree(bench.target)
  const before = desk.server.requests.list(0).length
  expect(await found(await verified(id))).toEqual({
    ...{ 'a.txt': 'done', 'b.bin': 'verify.file-changed' },
    ...{ 'c.txt': 'verify.file-changed', 'd.txt': 'verify.file-gone' },
  })
  expect(desk.server.requests.list(0)).toHaveLength(before)
  expect(await readTree(bench.target)).toEqual(disk)
})

test('only what arrived is checked, and a check that was interrupted ends after a restart', async () => {
  await writeTree(bench.source, files)
  const { faults } = desk.server
  const refused = { kind: 'status', status: 400, code: 'InvalidArgument' } as const
  faults.add({ operation: 'PutObject', key: 'a.txt', effect: refused })
  const id = await bench.upload(names)
  await desk.finished(id)
  faults.add({ operation: 'HeadObject', key: 'c.txt', times: 1, effect: { kind: 'hang' } })
  const { transferId: check } = await desk.transfers.commands.verify(id)
  await desk.until(check, ({ items }) => items.done === 2)
  await rm(join(bench.source, 'c.txt'))
  await desk.restart()
  expect(await desk.finished(check)).toMatchObject({ state: 'done', items: { total: 3, done: 3 } })
  expect(await found(check)).toEqual({
    ...{ 'b.bin': 'done', 'd.txt': 'done' },
    'c.txt': 'verify.source-gone',
  })
})

test('a deletion has nothing to check', async () => {
  await desk.client.call(putObject, { bucket, key: 'x.txt', body: Buffer.from('x') })
  const spec = { accountId: 'account', bucket, keys: ['x.txt'], prefixes: [], listed: [] } as const
  const deletion = { kind: 'delete', versions: 'current', ...spec } as const
  const { transferId } = await desk.transfers.commands.add(deletion)
  await desk.finished(transferId)
  await expect(desk.transfers.commands.verify(transferId)).rejects.toMatchObject({
    failure: { code: 'input.invalid' },
  })
})
