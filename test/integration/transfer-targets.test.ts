import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
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
beforeEach(async () => {
  bench = await openWorkbench()
  desk = bench.desk
  source = bench.source
  target = bench.target
})
afterEach(() => desk.close())

async function put(key: string, body: string): Promise<void> {
  await desk.client.call(putObject, { bucket, key, body })
}

async function versionsOf(key: string): Promise<number> {
  const ali = aliOss(desk.server.url, bucket) as unknown as {
    getBucketVersions(query: object): Promise<{ objects?: readonly { name: string }[] }>
  }
  const { objects } = await ali.getBucketVersions({ prefix: key })
  return (objects ?? []).filter(({ name }) => name === key).length
}

async function enableVersions(): Promise<void> {
  const ali = aliOss(desk.server.url, bucket) as unknown as {
    putBucketVersioning(bucket: string, status: string): Promise<unknown>
  }
  await ali.putBucketVersioning(bucket, 'Enabled')
}

describe('folders', () => {
  test('a folder marker with content is never overwritten by an empty one', async () => {
    await put('album/', 'content')
    await mkdir(join(source, 'album'))
    expect(await desk.finished(await bench.upload(['album'], 'replace'))).toMatchObject({
      state: 'done',
    })
    expect(String(await bench.stored('album/'))).toBe('content')
  })

  test('where versions are kept, a folder that is there gets no new version', async () => {
    await enableVersions()
    await put('album/', 'content')
    await mkdir(join(source, 'album'))
    await desk.finished(await bench.upload(['album']))
    expect(await versionsOf('album/')).toBe(1)
  })

  test('an object with content whose key ends in a slash comes beside what is below it', async () => {
    await put('album/', 'content of the folder')
    await put('album/photo.txt', 'photo')
    const spec = { accountId, bucket, basePrefix: '', folder: target, conflict: 'ask' } as const
    const down = { ...spec, kind: 'download' as const, keys: [], prefixes: ['album/'] }
    const { transferId } = await desk.transfers.commands.add(down)
    expect(await desk.finished(transferId)).toMatchObject({ state: 'done', items: { done: 2 } })
    expect((await readdir(join(target, 'album'))).sort()).toEqual(['photo.txt', '\uff05-'])
    expect(await readFile(join(target, 'album', '\uff05-'), 'utf8')).toBe('content of the folder')
  })
})

describe('buckets that keep versions', () => {
  test('asking works there too, where the service itself would overwrite', async () => {
    await enableVersions()
    await put('a.txt', 'old')
    await put('large.bin', 'old')
    await writeTree(source, { 'a.txt': 'new', 'large.bin': 300_000, 'free.txt': 'free' })
    const id = await bench.upload(['a.txt', 'large.bin', 'free.txt'])
    const asking = await desk.until(id, (row) => row.items.attention === 2 && row.items.done === 1)
    expect(asking.attention).toBe('conflict')
    expect([await versionsOf('a.txt'), await versionsOf('large.bin')]).toEqual([1, 1])
    await desk.transfers.commands.decide({ transferId: id, itemIds: null, choice: 'replace' })
    await desk.finished(id)
    expect([await versionsOf('a.txt'), await versionsOf('large.bin')]).toEqual([2, 2])
  })
})

describe('after a kill', () => {
  /** Stops the download of `large.bin` after some parts; the row says that publishing began. */
  async function stopWhilePublishing(): Promise<string> {
    await writeTree(source, { 'large.bin': 300_000 })
    await desk.finished(await bench.upload(['large.bin']))
    const hang = { operation: 'GetObject', skip: 1, effect: { kind: 'hang' } } as const
    desk.server.faults.add(hang)
    const id = await bench.download(['large.bin'])
    await desk.until(id, (row) => row.doneBytes > 0)
    await desk.transfers.commands.pause(id)
    desk.server.faults.clear()
    const db = new DatabaseSync(join(desk.folder, 'queue.db'))
    db.exec('UPDATE downloads SET publishing = 1')
    db.close()
    return id
  }

  test('the empty file that kept the name is known as ours', async () => {
    const id = await stopWhilePublishing()
    await writeFile(join(target, 'large.bin'), '')
    await desk.transfers.commands.resume(id)
    expect(await desk.finished(id)).toMatchObject({ state: 'done' })
    const [sent, got] = [join(source, 'large.bin'), join(target, 'large.bin')]
    expect((await readFile(got)).equals(await readFile(sent))).toBe(true)
    expect(await readdir(target)).toEqual(['large.bin'])
  })

  test('a file that somebody put there meanwhile is not, and it is asked about', async () => {
    const id = await stopWhilePublishing()
    await writeFile(join(target, 'large.bin'), 'mine')
    await desk.transfers.commands.resume(id)
    const asking = await desk.until(id, (row) => row.state === 'needs-attention')
    expect(asking.attention).toBe('conflict')
    expect(await readFile(join(target, 'large.bin'), 'utf8')).toBe('mine')
  })

  test('a small file that was published just before is not fetched again', async () => {
    await writeTree(source, { 'small.txt': 'small' })
    await desk.finished(await bench.upload(['small.txt']))
    const hang = { operation: 'GetObject', effect: { kind: 'hang' } } as const
    desk.server.faults.add(hang)
    const id = await bench.download(['small.txt'])
    await expect.poll(() => desk.server.requests.list(0, ['GetObject']).length).toBe(1)
    await desk.transfers.commands.pause(id)
    desk.server.faults.clear()
    await writeFile(join(target, 'small.txt'), 'small')
    await desk.transfers.commands.resume(id)
    expect(await desk.finished(id)).toMatchObject({ state: 'done' })
    expect(desk.server.requests.list(0, ['GetObject']).length).toBe(1)
  })
})

test('removing a failed upload takes its parts off the server', async () => {
  await writeTree(source, { 'large.bin': 800_000 })
  desk.server.faults.add({
    operation: 'UploadPart',
    skip: 2,
    effect: { kind: 'status', status: 400, code: 'InvalidArgument' },
  })
  const id = await bench.upload(['large.bin'])
  expect(await desk.finished(id)).toMatchObject({ state: 'failed' })
  const ali = aliOss(desk.server.url, bucket)
  const uploads = async (): Promise<number> =>
    (await ali.listUploads({ 'max-uploads': 10 })).uploads?.length ?? 0
  expect(await uploads()).toBe(1)
  await desk.transfers.commands.remove(id)
  await expect.poll(uploads).toBe(0)
})

test('a folder that vanishes between two small files is made again', async () => {
  await writeTree(source, { 'set/a.txt': 'a', 'set/b.txt': 'b' })
  await desk.finished(await bench.upload(['set']))
  const spec = { accountId, bucket, basePrefix: '', folder: target, conflict: 'ask' } as const
  const down = { ...spec, kind: 'download' as const, prefixes: [] }
  const first = await desk.transfers.commands.add({ ...down, keys: ['set/a.txt'] })
  await desk.finished(first.transferId)
  await rm(join(target, 'set'), { recursive: true })
  const second = await desk.transfers.commands.add({ ...down, keys: ['set/b.txt'] })
  expect(await desk.finished(second.transferId)).toMatchObject({ state: 'done' })
  expect(await readdir(join(target, 'set'))).toEqual(['b.txt'])
})
