import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { putBucket } from '../../electron/oss/operations/bucket.ts'
import { accountId, bucket, type Desk, openDesk } from './transfer-kit/desk.ts'
import { readTree, writeTree } from './transfer-kit/files.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
  await desk.client.call(putBucket, { bucket })
})
afterEach(() => desk.close())

const tree = {
  'trip/a.txt': 'hello',
  'trip/empty': '',
  'trip/empty folder': null,
  'trip/nested/deep/b.bin': 20_000,
  'trip/nested/large.bin': 450_001,
  'trip/exactly one part more.bin': 204_800,
  'trip/名字 with ünïcode \u{1f600}.txt': 'x',
  'trip/%2e%2e & ? # + \'".txt': 'y',
}

test('a folder arrives, comes back, and is the same', async () => {
  const source = join(desk.folder, 'source')
  await writeTree(source, tree)
  const { commands } = desk.transfers
  const up = await commands.add({
    kind: 'upload',
    accountId,
    bucket,
    prefix: 'target/',
    paths: [join(source, 'trip')],
    conflict: 'ask',
  })
  const uploaded = await desk.finished(up.transferId)
  expect(uploaded).toMatchObject({ state: 'done', failure: null, attention: null })
  expect(uploaded.items).toMatchObject({ total: 8, done: 8 })
  expect(uploaded.doneBytes).toBe(uploaded.totalBytes)

  const back = join(desk.folder, 'back')
  await mkdir(back)
  const down = await commands.add({
    kind: 'download',
    accountId,
    bucket,
    basePrefix: 'target/',
    keys: [],
    prefixes: ['target/trip/'],
    folder: back,
    conflict: 'ask',
  })
  const downloaded = await desk.finished(down.transferId)
  expect(downloaded).toMatchObject({ state: 'done', failure: null })
  expect(await readTree(back)).toEqual(await readTree(source))

  const gone = await commands.add({
    kind: 'delete',
    accountId,
    bucket,
    keys: ['target/trip/a.txt'],
    prefixes: ['target/trip/nested/'],
    versions: 'current',
    listed: [],
  })
  const deleted = await desk.finished(gone.transferId)
  expect(deleted.items).toMatchObject({ total: 3, done: 3 })
})
