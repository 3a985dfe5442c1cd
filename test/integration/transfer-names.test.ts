import { mkdir, readdir, readFile, rm, stat, symlink } from 'node:fs/promises'
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

describe('hostile names', () => {
  test('no key leads out of the folder, and links are not followed out of it', async () => {
    const outside = join(desk.folder, 'outside')
    await mkdir(outside)
    await symlink(outside, join(target, 'link'))
    const keys = ['../up.txt', 'a/../../up.txt', 'link/in.txt', 'c//d.txt', './e', 'ok.txt']
    for (const key of keys) await desk.client.call(putObject, { bucket, key, body: key })
    const { transferId } = await desk.transfers.commands.add({
      kind: 'download',
      accountId,
      bucket,
      basePrefix: '',
      keys: [],
      prefixes: [''],
      folder: target,
      conflict: 'ask',
    })
    const row = await desk.until(transferId, (at) => at.items.done === 5)
    expect(row.attention).toBe('unsafe-name')
    expect(await readdir(outside)).toEqual([])
    expect((await readdir(desk.folder)).sort()).not.toContain('up.txt')
    expect(await readFile(join(target, 'ok.txt'), 'utf8')).toBe('ok.txt')
  })

  test('links to files are followed, links to folders and odd files are left out', async () => {
    await writeTree(source, { 'set/a.txt': 'a', 'set/sub/b.txt': 'b' })
    await symlink(join(source, 'set', 'a.txt'), join(source, 'set', 'link.txt'))
    await symlink(join(source, 'set'), join(source, 'set', 'loop'))
    await symlink(join(source, 'nowhere'), join(source, 'set', 'broken'))
    const row = await desk.finished(await upload(['set']))
    expect(row.items).toMatchObject({ total: 5, done: 3, skipped: 1, failed: 1 })
    expect(String(await stored('set/link.txt'))).toBe('a')
  })

  test('the target folder is gone: nothing is made in its place', async () => {
    await desk.client.call(putObject, { bucket, key: 'a.txt', body: 'a' })
    await rm(target, { recursive: true })
    const id = await download(['a.txt'])
    expect((await desk.until(id, (row) => row.state === 'needs-attention')).attention).toBe(
      'target-missing',
    )
    await mkdir(target)
    await desk.transfers.commands.retry(id)
    expect(await desk.finished(id)).toMatchObject({ state: 'done' })
  })

  test('a file keeps the time of its object', async () => {
    await desk.client.call(putObject, { bucket, key: 'a.txt', body: 'a' })
    await desk.finished(await download(['a.txt']))
    const { res } = await aliOss(desk.server.url, bucket).head('a.txt')
    const header = (res.headers as Record<string, string>)['last-modified'] ?? ''
    const { mtimeMs } = await stat(join(target, 'a.txt'))
    expect(mtimeMs).toBe(Date.parse(header))
  })
})
