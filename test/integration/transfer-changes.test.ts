import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { getObjectAcl, putObjectAcl } from '../../electron/oss/operations/object-acl.ts'
import { getObjectTagging } from '../../electron/oss/operations/object-tags.ts'
import { putSymlink } from '../../electron/oss/operations/symlinks.ts'
import type { SpecOf, TransferKind } from '../../shared/transfer/kinds.ts'
import { accountId, bucket, type Desk } from './transfer-kit/desk.ts'
import { justBefore, type Objects, openObjects } from './transfer-kit/objects.ts'

let objects: Objects
let desk: Desk
beforeEach(async () => {
  objects = await openObjects()
  desk = objects.desk
})
afterEach(() => desk.close())

type Changing = Extract<TransferKind, 'restore' | 'storage-class' | 'acl' | 'metadata' | 'tags'>
type What = {
  [Kind in Changing]: Omit<SpecOf<Kind>, 'accountId' | 'bucket' | 'keys' | 'prefixes'>
}[Changing]

async function start(what: What, keys: readonly string[], prefixes: readonly string[] = []) {
  const spec = { ...what, accountId, bucket, keys, prefixes }
  return (await desk.transfers.commands.add(spec)).transferId
}

async function change(what: What, keys: readonly string[], prefixes: readonly string[] = []) {
  const id = await start(what, keys, prefixes)
  const { state, items, totalBytes } = await desk.finished(id)
  return { state, items, totalBytes, codes: await objects.codes(id) }
}

async function tagsOf(key: string): Promise<Readonly<Record<string, string>>> {
  const tags = await desk.client.call(getObjectTagging, { bucket, key })
  return Object.fromEntries(tags.map((tag) => [tag.key, tag.value]))
}

const described = {
  'content-type': 'text/x-odd',
  'cache-control': 'no-cache',
  'x-oss-meta-author': 'li',
  'x-oss-meta-note': 'n',
  'x-oss-storage-class': 'IA',
  'x-oss-tagging': 'a=1',
  'x-oss-object-acl': 'public-read',
  'x-oss-server-side-encryption': 'AES256',
}

describe('restoring', () => {
  const restore = { kind: 'restore', days: 2, tier: 'Standard' } as const

  test('asks for what is archived, and says of the rest why it was left out', async () => {
    await objects.put('set/archive', 'x', { 'x-oss-storage-class': 'Archive' })
    await objects.put('set/cold', 'x', { 'x-oss-storage-class': 'ColdArchive' })
    await objects.put('set/warm', 'x')
    const first = await change(restore, ['gone'], ['set/'])
    expect(first).toMatchObject({ items: { done: 2, skipped: 1, failed: 1 }, totalBytes: 0 })
    expect(first.codes).toEqual([null, null, 'transfer.not-archived', 'NoSuchKey'])
    for (const key of ['set/archive', 'set/cold']) {
      expect((await objects.facts(key)).restore).toBe('ongoing-request="true"')
    }
    const second = await change(restore, ['set/cold'])
    expect(second).toMatchObject({ state: 'done', items: { skipped: 1 } })
    expect(second.codes).toEqual(['RestoreAlreadyInProgress'])
    // A faster way is taken while the slower one is under way.
    expect(await change({ ...restore, tier: 'Expedited' }, ['set/cold'])).toMatchObject({
      items: { done: 1 },
    })
  })

  test('the coldest are asked for in a way that they know', async () => {
    await objects.put('a', 'x', { 'x-oss-storage-class': 'DeepColdArchive' })
    expect(await change({ ...restore, tier: 'Bulk' }, ['a'])).toMatchObject({ items: { done: 1 } })
  })

  test('an answer that was lost counts as what it was', async () => {
    await objects.put('a', 'x', { 'x-oss-storage-class': 'Archive' })
    const lost = { kind: 'reset', when: 'before-answer' } as const
    desk.server.faults.add({ operation: 'RestoreObject', times: 1, effect: lost })
    expect(await change(restore, ['a'])).toMatchObject({ items: { done: 1 }, codes: [null] })
  })
})

describe('the storage class', () => {
  const toIa = { kind: 'storage-class', storageClass: 'IA' } as const

  test.each([1, 500_000])('of %i bytes changes, and nothing else', async (sizeBytes) => {
    const bytes = randomBytes(sizeBytes)
    await objects.put('a', bytes, { ...described, 'x-oss-storage-class': 'Standard' })
    const before = await objects.facts('a')
    expect(await change(toIa, ['a'])).toMatchObject({ state: 'done', items: { done: 1 } })
    const { etag, modifiedAt, type, transitionAt, ...rest } = await objects.facts('a')
    expect({ ...before, etag, modifiedAt, type, transitionAt, storageClass: 'IA' }).toEqual({
      ...{ ...rest, etag, modifiedAt, type, transitionAt },
    })
    expect(await objects.stored('a')).toEqual(bytes)
    expect(await tagsOf('a')).toEqual({ a: '1' })
    expect(await desk.client.call(getObjectAcl, { bucket, key: 'a' })).toBe('public-read')
    expect(await change(toIa, ['a'])).toMatchObject({
      ...{ items: { skipped: 1 }, codes: ['transfer.already-so'] },
    })
  })

  test('of what is archived or a symlink stays, and that is said', async () => {
    await objects.put('cold', 'x', { 'x-oss-storage-class': 'ColdArchive' })
    await objects.put('file', 'x')
    await desk.client.call(putSymlink, { bucket, key: 'link', target: 'file' })
    expect((await change(toIa, ['cold', 'link'])).codes).toEqual([
      'InvalidObjectState',
      'transfer.link',
    ])
  })

  test('a lost answer in parts leaves no upload, and the class is the new one', async () => {
    await objects.put('a', randomBytes(400_000))
    const lost = { kind: 'reset', when: 'before-answer' } as const
    for (const operation of ['UploadPartCopy', 'CompleteMultipartUpload']) {
      desk.server.faults.add({ operation, times: 1, effect: lost })
    }
    expect(await change(toIa, ['a'])).toMatchObject({ items: { done: 1 } })
    expect((await objects.facts('a')).storageClass).toBe('IA')
    expect(desk.server.store.uploads.counts(bucket).uploads).toBe(0)
  })
})

describe('metadata', () => {
  const headers = { 'content-type': 'image/png', 'cache-control': null }
  const some = { kind: 'metadata', headers, metadata: { Author: null, new: 'x' }, replace: false }
  const asked = some as What

  test('what is named changes, everything else stays', async () => {
    await objects.put('a', 'bytes', described)
    const before = await objects.facts('a')
    expect(await change(asked, ['a'])).toMatchObject({ state: 'done', items: { done: 1 } })
    const after = await objects.facts('a')
    expect(after).toEqual({
      ...before,
      ...{ etag: after.etag, modifiedAt: after.modifiedAt },
      ...{ contentType: 'image/png', cacheControl: null, metadata: { note: 'n', new: 'x' } },
    })
    expect(await tagsOf('a')).toEqual({ a: '1' })
    expect(await desk.client.call(getObjectAcl, { bucket, key: 'a' })).toBe('public-read')
    expect((await change(asked, ['a'])).codes).toEqual(['transfer.already-so'])
    await change({ ...asked, headers: {}, metadata: {}, replace: true } as What, ['a'])
    expect(await objects.facts('a')).toMatchObject({ metadata: {}, contentType: 'image/png' })
  })

  test('what somebody writes meanwhile is not lost', async () => {
    await objects.put('a', 'old', described)
    justBefore(desk, 'CopyObject', 'a', () => objects.put('a', 'newer', described))
    expect(await change(asked, ['a'])).toMatchObject({ items: { done: 1 } })
    expect(String(await objects.stored('a'))).toBe('newer')
    expect(await objects.facts('a')).toMatchObject({ contentType: 'image/png' })
  })
})

test('who can open a file changes, for files and folders', async () => {
  await objects.put('set/a', 'x')
  await objects.put('b', 'x')
  await desk.client.call(putObjectAcl, { bucket, key: 'b', acl: 'public-read' })
  const open = await change({ kind: 'acl', acl: 'public-read' }, ['b', 'gone'], ['set/'])
  expect(open).toMatchObject({ state: 'failed', items: { done: 2, failed: 1 } })
  expect((await fetch(`${desk.server.url}/${bucket}/set/a`)).status).toBe(200)
  await change({ kind: 'acl', acl: 'default' }, ['b'], ['set/'])
  expect((await fetch(`${desk.server.url}/${bucket}/set/a`)).status).toBe(403)
})

test('tags are added, replaced and taken away', async () => {
  await objects.put('a', 'x', { 'x-oss-tagging': 'a=1&b=2' })
  const tags = (values: Readonly<Record<string, string | null>>, replace = false) =>
    change({ kind: 'tags', tags: values, replace } as What, ['a'])
  expect(await tags({ b: null, c: '3' })).toMatchObject({ items: { done: 1 } })
  expect(await tagsOf('a')).toEqual({ a: '1', c: '3' })
  expect((await tags({ c: '3' })).codes).toEqual(['transfer.already-so'])
  await tags({ d: '4' }, true)
  expect(await tagsOf('a')).toEqual({ d: '4' })
  const many = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`t${index}`, '']))
  expect(await tags(many)).toMatchObject({ state: 'failed', codes: ['InvalidTag'] })
  expect(await tagsOf('a')).toEqual({ d: '4' })
  await tags({}, true)
  expect(await tagsOf('a')).toEqual({})
})

test('a busy service is asked more slowly, and a restart goes on where it was', async () => {
  for (let index = 0; index < 30; index++) await objects.put(`set/${index}`, 'x')
  const busy = { kind: 'status', status: 503, code: 'ServerBusy' } as const
  desk.server.faults.add({ operation: 'PutObjectACL', probability: 0.2, times: 4, effect: busy })
  const id = await start({ kind: 'acl', acl: 'private' }, [], ['set/'])
  await desk.until(id, ({ items }) => items.done > 3)
  await desk.restart()
  expect(await desk.finished(id)).toMatchObject({ state: 'done', items: { total: 30, done: 30 } })
})
