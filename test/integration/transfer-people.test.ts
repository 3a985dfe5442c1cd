import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { putObject } from '../../electron/oss/operations/objects.ts'
import { aliOss } from './transfer-kit/ali-oss.ts'
import { accountId, bucket, type Desk } from './transfer-kit/desk.ts'
import { writeTree } from './transfer-kit/files.ts'
import { openWorkbench, type Workbench } from './transfer-kit/workbench.ts'

let bench: Workbench
let desk: Desk
let source: string
let target: string
const upload: Workbench['upload'] = (...args) => bench.upload(...args)
const download: Workbench['download'] = (...args) => bench.download(...args)
const stored: Workbench['stored'] = (...args) => bench.stored(...args)
beforeEach(async () => {
  bench = await openWorkbench()
  desk = bench.desk
  source = bench.source
  target = bench.target
})
afterEach(() => desk.close())

describe('targets that exist', () => {
  const existing = 'already there'
  beforeEach(async () => {
    await writeTree(source, { 'a.txt': 'new', 'large.bin': 300_000 })
    for (const key of ['a.txt', 'large.bin']) {
      await desk.client.call(putObject, { bucket, key, body: existing })
    }
  })

  test('ask: nothing is overwritten until the person decides', async () => {
    const id = await upload(['a.txt', 'large.bin'])
    const asking = await desk.until(id, (row) => row.items.attention === 2)
    expect(asking).toMatchObject({ state: 'needs-attention', attention: 'conflict' })
    expect(String(await stored('a.txt'))).toBe(existing)
    await desk.transfers.commands.decide({ transferId: id, itemIds: null, choice: 'replace' })
    expect(await desk.finished(id)).toMatchObject({ state: 'done' })
    expect(String(await stored('a.txt'))).toBe('new')
  })

  test('skip and keep both', async () => {
    expect((await desk.finished(await upload(['a.txt', 'large.bin'], 'skip'))).items).toMatchObject(
      {
        skipped: 2,
        done: 0,
      },
    )
    const both = await desk.finished(await upload(['a.txt', 'large.bin'], 'keep-both'))
    expect(both.items).toMatchObject({ done: 2 })
    expect(String(await stored('a.txt'))).toBe(existing)
    expect(String(await stored('a (2).txt'))).toBe('new')
    expect((await stored('large (2).bin')).byteLength).toBe(300_000)
  })

  test('downloads ask, skip, keep both and replace', async () => {
    await writeFile(join(target, 'a.txt'), 'mine')
    const asked = await download(['a.txt'])
    await desk.until(asked, (row) => row.attention === 'conflict')
    expect((await desk.finished(await download(['a.txt'], 'skip'))).items.skipped).toBe(1)
    await desk.finished(await download(['a.txt'], 'keep-both'))
    expect(await readFile(join(target, 'a.txt'), 'utf8')).toBe('mine')
    expect(await readFile(join(target, 'a (2).txt'), 'utf8')).toBe(existing)
    await desk.finished(await download(['a.txt'], 'replace'))
    expect(await readFile(join(target, 'a.txt'), 'utf8')).toBe(existing)
    expect((await readdir(target)).sort()).toEqual(['a (2).txt', 'a.txt'])
  })
})

describe('what people do', () => {
  test('pause keeps parts, resume sends only the rest', async () => {
    await writeTree(source, { 'large.bin': 800_000 })
    desk.server.faults.add({ operation: 'UploadPart', skip: 3, effect: { kind: 'hang' } })
    const id = await upload(['large.bin'])
    await desk.until(id, (row) => row.doneBytes >= 200_000)
    await desk.transfers.commands.pause(id)
    expect(await desk.row(id)).toMatchObject({ state: 'paused', bytesPerSecond: 0 })
    await desk.restart()
    expect(await desk.row(id)).toMatchObject({ state: 'paused' })
    desk.server.faults.clear()
    await desk.transfers.commands.resume(id)
    expect(await desk.finished(id)).toMatchObject({ state: 'done' })
    const sent = desk.server.requests
      .list(0, ['UploadPart'])
      .filter(({ acknowledged, status }) => acknowledged && status === 200)
      .map(({ partNumber }) => partNumber)
    expect(new Set(sent).size).toBe(sent.length)
  })

  test('cancel takes the upload off the server and the temporary file off the disk', async () => {
    await writeTree(source, { 'large.bin': 800_000 })
    desk.server.faults.add({ operation: 'UploadPart', skip: 3, effect: { kind: 'hang' } })
    const id = await upload(['large.bin'])
    await desk.until(id, (row) => row.doneBytes > 0)
    await desk.transfers.commands.cancel(id)
    expect(await desk.row(id)).toMatchObject({ state: 'cancelled', items: { cancelled: 1 } })
    await desk.restart()
    const ali = aliOss(desk.server.url, bucket)
    await expect
      .poll(async () => (await ali.listUploads({ 'max-uploads': 10 })).uploads?.length ?? 0)
      .toBe(0)
    desk.server.faults.clear()
    await desk.finished(await upload(['large.bin']))
    desk.server.faults.add({ operation: 'GetObject', skip: 3, effect: { kind: 'hang' } })
    const down = await download(['large.bin'])
    await desk.until(down, (row) => row.doneBytes > 0)
    await desk.transfers.commands.remove(down)
    await expect.poll(() => readdir(target)).toEqual([])
    await expect(desk.transfers.commands.folderOf(down)).rejects.toThrow()
  })

  test('signed out: everything of the account waits for keys and then goes on', async () => {
    await writeTree(source, { 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c' })
    const { credentials } = desk
    desk.credentials = null
    const id = await upload(['a.txt', 'b.txt', 'c.txt'])
    const row = await desk.until(id, (at) => at.state === 'needs-attention')
    expect(row.attention).toBe('credentials')
    desk.credentials = credentials
    await desk.transfers.commands.credentialsChanged(accountId)
    expect(await desk.finished(id)).toMatchObject({ state: 'done', items: { done: 3 } })
  })
})
