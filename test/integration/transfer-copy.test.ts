import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { getObjectTagging } from '../../electron/oss/operations/object-tags.ts'
import { getSymlink, putSymlink } from '../../electron/oss/operations/symlinks.ts'
import { bucket, type Desk } from './transfer-kit/desk.ts'
import { type Objects, openObjects } from './transfer-kit/objects.ts'

let objects: Objects
let desk: Desk
beforeEach(async () => {
  objects = await openObjects()
  desk = objects.desk
})
afterEach(() => desk.close())

describe('what a copy is', () => {
  test('metadata, tags and storage class come along, in one request and in parts', async () => {
    const large = randomBytes(500_000)
    const headers = {
      'content-type': 'text/x-odd',
      'cache-control': 'no-cache',
      'x-oss-meta-author': 'li',
      'x-oss-storage-class': 'IA',
      'x-oss-tagging': 'a=1&b=%2F',
    }
    await objects.put('small', 'x', headers)
    await objects.put('large', large, headers)
    const row = await desk.finished(await objects.start('copy', ['small', 'large']))
    expect(row).toMatchObject({ state: 'done', totalBytes: 500_001, doneBytes: 500_001 })
    expect(await objects.stored('to/large')).toEqual(large)
    for (const key of ['to/small', 'to/large']) {
      expect(await objects.facts(key), key).toMatchObject({
        ...{ contentType: 'text/x-odd', cacheControl: 'no-cache', storageClass: 'IA' },
        metadata: { author: 'li' },
      })
      expect(await desk.client.call(getObjectTagging, { bucket, key })).toEqual([
        { key: 'a', value: '1' },
        { key: 'b', value: '/' },
      ])
    }
    expect(desk.server.requests.list(0, ['UploadPartCopy'])).toHaveLength(5)
    // The bytes never left the service.
    expect(readsOf('large')).toBe(0)
  })

  test('a folder, with its markers and everything below, under another name', async () => {
    for (const key of ['a/b/1', 'a/b/c/2', 'a/bc/3']) await objects.put(key, key)
    await objects.put('a/b/', '')
    const id = await objects.start('copy', [], {
      ...{ prefix: 'a/', rename: 'z' },
      source: { basePrefix: 'a/', prefixes: ['a/b/'] },
    })
    expect(await desk.finished(id)).toMatchObject({
      state: 'done',
      rename: 'z',
      items: { done: 3 },
    })
    expect(await objects.keys()).toEqual([
      ...['a/b/', 'a/b/1', 'a/b/c/2', 'a/bc/3', 'a/z/', 'a/z/1', 'a/z/c/2'],
    ])
    expect((await desk.items(id)).map(({ name }) => name)).toEqual(['z/', 'z/1', 'z/c/2'])
  })

  test('an archived file says that it must be restored first, and the rest goes on', async () => {
    await objects.put('cold', 'x', { 'x-oss-storage-class': 'Archive' })
    await objects.put('warm', 'x')
    const id = await objects.start('copy', ['cold', 'warm', 'gone'])
    expect(await desk.finished(id)).toMatchObject({
      state: 'failed',
      items: { done: 1, failed: 2 },
    })
    expect(await objects.codes(id)).toEqual(['InvalidObjectState', null, 'NoSuchKey'])
  })

  test('a symlink is copied as one in its bucket, and left out for another', async () => {
    await objects.put('file', 'x')
    await desk.client.call(putSymlink, { bucket, key: 'link', target: 'file' })
    desk.server.createBucket({ name: 'other-bucket' })
    await desk.finished(await objects.start('copy', ['link']))
    expect((await desk.client.call(getSymlink, { bucket, key: 'to/link' })).target).toBe('file')
    const away = await objects.start('copy', ['link', 'file'], { bucket: 'other-bucket' })
    expect((await desk.finished(away)).items).toMatchObject({ done: 1, skipped: 1 })
    expect(await objects.codes(away)).toEqual(['transfer.link', null])
    expect(await objects.keys('other-bucket')).toEqual(['to/file'])
  })
})

describe('where something is already', () => {
  test.each([
    ['skip', 'old', ['a', 'to/a']],
    ['replace', 'new', ['a', 'to/a']],
    ['keep-both', 'old', ['a', 'to/a', 'to/a (2)']],
  ] as const)('%s', async (choice, left, keys) => {
    await objects.put('a', 'new')
    await objects.put('to/a', 'old')
    const id = await objects.start('copy', ['a'])
    const row = await desk.until(id, ({ state }) => state === 'needs-attention')
    expect(row.attention).toBe('conflict')
    await desk.transfers.commands.decide({ transferId: id, itemIds: null, choice })
    expect(await desk.finished(id)).toMatchObject({ state: 'done' })
    expect(await objects.keys()).toEqual(keys)
    expect(String(await objects.stored('to/a'))).toBe(left)
  })

  test('in parts, too, what came first stays', async () => {
    await objects.put('a', randomBytes(400_000))
    await objects.put('to/a', 'old')
    const id = await objects.start('move', ['a'], { conflict: 'skip' })
    expect((await desk.finished(id)).items).toMatchObject({ skipped: 1 })
    expect(String(await objects.stored('to/a'))).toBe('old')
    expect(await objects.keys()).toEqual(['a', 'to/a'])
  })

  test('nothing goes into or onto itself, but a second one beside itself', async () => {
    await objects.put('a/b', 'x')
    const into = { prefix: 'a/', source: { prefixes: ['a/'] } }
    await expect(objects.start('move', [], into)).rejects.toMatchObject({
      failure: { code: 'transfer.into-itself' },
    })
    const deeper = { prefix: 'a/c/', source: { prefixes: ['a/'] } }
    await expect(objects.start('copy', [], deeper)).rejects.toThrow()
    const onto = { prefix: 'a/', source: { basePrefix: 'a/' } }
    for (const kind of ['copy', 'move'] as const) {
      await expect(objects.start(kind, ['a/b'], onto)).rejects.toMatchObject({
        failure: { code: 'transfer.onto-itself' },
      })
    }
    const same = { ...onto, accountId: 'other', conflict: 'replace' } as const
    await expect(objects.start('move', ['a/b'], same)).rejects.toThrow()
    const two = { prefix: 'c/', rename: 'n', source: { prefixes: ['a/', 'd/'] } }
    await expect(objects.start('move', [], two)).rejects.toThrow()
    await desk.finished(await objects.start('copy', ['a/b'], { ...onto, conflict: 'keep-both' }))
    expect(await objects.keys()).toEqual(['a/b', 'a/b (2)'])
  })
})

describe('what goes wrong', () => {
  test('busy and lost answers are tried again, and no part is copied twice', async () => {
    const large = randomBytes(600_000)
    await objects.put('large', large)
    await objects.put('small', 'x')
    const busy = { kind: 'status', status: 503, code: 'ServerBusy' } as const
    const lost = { kind: 'reset', when: 'before-answer' } as const
    for (const operation of ['CopyObject', 'UploadPartCopy', 'InitiateMultipartUpload']) {
      desk.server.faults.add({ operation, times: 1, effect: busy })
      desk.server.faults.add({ operation, times: 1, effect: lost })
    }
    desk.server.faults.add({ operation: 'CompleteMultipartUpload', times: 1, effect: lost })
    const row = await desk.finished(await objects.start('copy', ['large', 'small']))
    expect(row).toMatchObject({ state: 'done', items: { done: 2 } })
    expect(await objects.stored('to/large')).toEqual(large)
    expect(openUploads()).toBe(0)
  })

  test('a source that changes meanwhile is copied as it is then, never mixed', async () => {
    await objects.put('a', randomBytes(500_000))
    const operation = 'UploadPartCopy'
    const rule = desk.server.faults.add({ operation, skip: 2, effect: { kind: 'hang' } })
    const id = await objects.start('copy', ['a'])
    await desk.until(id, ({ doneBytes }) => doneBytes > 200_000)
    const other = randomBytes(450_000)
    await objects.put('a', other)
    desk.server.faults.remove(rule)
    await desk.restart()
    expect(await desk.finished(id)).toMatchObject({ state: 'done', totalBytes: 450_000 })
    expect(await objects.stored('to/a')).toEqual(other)
    await expect.poll(openUploads).toBe(0)
  })

  test('a restart goes on with the parts that are there; cancelling leaves none', async () => {
    await objects.put('a', randomBytes(800_000))
    const hang = { operation: 'UploadPartCopy', skip: 3, effect: { kind: 'hang' } } as const
    const rule = desk.server.faults.add(hang)
    const id = await objects.start('copy', ['a'])
    await desk.until(id, ({ doneBytes }) => doneBytes >= 3 * 122_880)
    await desk.restart()
    desk.server.faults.remove(rule)
    await desk.finished(id)
    const parts = desk.server.requests
      .list(0, ['UploadPartCopy'])
      .filter(({ status }) => status === 200)
    expect(parts).toHaveLength(7)
    expect(new Set(parts.map(({ partNumber }) => partNumber)).size).toBe(7)

    desk.server.faults.add({ ...hang, skip: 1 })
    const again = await objects.start('copy', ['a'], { prefix: 'again/' })
    await desk.until(again, ({ doneBytes }) => doneBytes > 0)
    await desk.transfers.commands.cancel(again)
    await expect.poll(openUploads).toBe(0)
    expect(await objects.keys()).toEqual(['a', 'to/a'])
  })
})

function readsOf(key: string): number {
  return desk.server.requests.list(0, ['GetObject']).filter((request) => request.key === key).length
}

function openUploads(): number {
  return desk.server.store.uploads.counts(bucket).uploads
}
