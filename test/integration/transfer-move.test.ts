import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { putObjectAcl } from '../../electron/oss/operations/object-acl.ts'
import { getSymlink, putSymlink } from '../../electron/oss/operations/symlinks.ts'
import { bucket, type Desk } from './transfer-kit/desk.ts'
import { justBefore, type Objects, openObjects } from './transfer-kit/objects.ts'

let objects: Objects
let desk: Desk
beforeEach(async () => {
  objects = await openObjects()
  desk = objects.desk
})
afterEach(() => desk.close())

describe('moving', () => {
  test('leaves nothing behind, and who can open a file stays as it is', async () => {
    const large = randomBytes(500_000)
    await objects.put('small', 'x')
    await objects.put('large', large)
    for (const key of ['small', 'large']) {
      await desk.client.call(putObjectAcl, { bucket, key, acl: 'public-read' })
    }
    const id = await objects.start('move', ['small', 'large'])
    expect(await desk.finished(id)).toMatchObject({ state: 'done', items: { done: 2 } })
    expect(await objects.keys()).toEqual(['to/large', 'to/small'])
    expect(await objects.stored('to/large')).toEqual(large)
    for (const key of ['to/small', 'to/large']) {
      expect((await fetch(`${desk.server.url}/${bucket}/${key}`)).status).toBe(200)
    }
    const changed = desk.changed.flatMap(({ prefixes }) => prefixes)
    expect(changed).toEqual(expect.arrayContaining(['', 'to/']))
  })

  test('one file or folder gets a new name', async () => {
    await objects.put('a/old.txt', 'x')
    await objects.put('a/', '')
    await objects.put('a/sub/b', 'y')
    const file = { prefix: 'a/', rename: 'new.txt', source: { basePrefix: 'a/' } }
    await desk.finished(await objects.start('move', ['a/old.txt'], file))
    const folder = { prefix: '', rename: 'b', source: { prefixes: ['a/'] } }
    expect(await desk.finished(await objects.start('move', [], folder))).toMatchObject({
      ...{ state: 'done', rename: 'b', firstName: 'a' },
    })
    expect(await objects.keys()).toEqual(['b/', 'b/new.txt', 'b/sub/b'])
  })

  test('symlinks move as what they are', async () => {
    await objects.put('file', 'x')
    await desk.client.call(putSymlink, { bucket, key: 'link', target: 'file' })
    expect(await desk.finished(await objects.start('move', ['link']))).toMatchObject({
      state: 'done',
    })
    expect((await desk.client.call(getSymlink, { bucket, key: 'to/link' })).target).toBe('file')
    expect(await objects.keys()).toEqual(['file', 'to/link'])
  })
})

describe('the source is kept', () => {
  test('when it changed after it was copied, until the person says so', async () => {
    await objects.put('a', 'old')
    // After it was found and copied, before the look at it right before it would be deleted.
    justBefore(desk, 'HeadObject', 'a', () => objects.put('a', 'newer'), { skip: 2 })
    const id = await objects.start('move', ['a'])
    const row = await desk.until(id, ({ state }) => state === 'needs-attention')
    expect(row.attention).toBe('source-changed')
    expect(String(await objects.stored('a'))).toBe('newer')
    expect(await objects.codes(id)).toEqual(['transfer.source-changed'])
    await desk.transfers.commands.retry(id)
    await desk.until(id, ({ attention }) => attention === 'conflict')
    const choice = 'replace'
    await desk.transfers.commands.decide({ transferId: id, itemIds: null, choice })
    await desk.finished(id)
    expect(await objects.keys()).toEqual(['to/a'])
    expect(String(await objects.stored('to/a'))).toBe('newer')
  })

  test('when the copy is not what it should be', async () => {
    await objects.put('a', 'right')
    justBefore(desk, 'HeadObject', 'to/a', () => objects.put('to/a', 'wrong'))
    const id = await objects.start('move', ['a'])
    expect(await desk.finished(id)).toMatchObject({ state: 'failed' })
    expect(await objects.codes(id)).toEqual(['transfer.unverified'])
    expect(await objects.keys()).toEqual(['a', 'to/a'])
  })

  test('when deleting it is refused, and it goes when that is allowed', async () => {
    await objects.put('a', 'x')
    const denied = { kind: 'status', status: 403, code: 'AccessDenied' } as const
    const rule = desk.server.faults.add({ operation: 'DeleteObject', effect: denied })
    const id = await objects.start('move', ['a'])
    await desk.until(id, ({ attention }) => attention === 'denied')
    expect(await objects.keys()).toEqual(['a', 'to/a'])
    desk.server.faults.remove(rule)
    await desk.transfers.commands.retry(id)
    await desk.finished(id)
    expect(await objects.keys()).toEqual(['to/a'])
    expect(desk.server.requests.list(0, ['CopyObject'])).toHaveLength(1)
  })
})

test('a restart between copy and deletion copies nothing twice and loses nothing', async () => {
  await objects.put('a', 'x')
  const hang = { operation: 'DeleteObject', effect: { kind: 'hang' } } as const
  const rule = desk.server.faults.add(hang)
  const id = await objects.start('move', ['a'])
  await expect.poll(() => objects.keys()).toEqual(['a', 'to/a'])
  await desk.restart()
  desk.server.faults.remove(rule)
  expect(await desk.finished(id)).toMatchObject({ state: 'done' })
  expect(await objects.keys()).toEqual(['to/a'])
  expect(desk.server.requests.list(0, ['CopyObject'])).toHaveLength(1)

  // The deletion was carried out, and nobody heard of it.
  await objects.put('b', 'y')
  const lost = { kind: 'reset', when: 'before-answer' } as const
  desk.server.faults.add({ operation: 'DeleteObject', times: 1, effect: lost })
  expect(await desk.finished(await objects.start('move', ['b']))).toMatchObject({ state: 'done' })
  expect(await objects.keys()).toEqual(['to/a', 'to/b'])
})

describe('with versions', () => {
  test('the current one is copied and hidden, and the older ones stay', async () => {
    await objects.keepVersions()
    await objects.put('a', 'first')
    await objects.put('a', 'second')
    expect(await desk.finished(await objects.start('move', ['a']))).toMatchObject({
      state: 'done',
    })
    expect(await objects.keys()).toEqual(['to/a'])
    expect(String(await objects.stored('to/a'))).toBe('second')
    expect(await objects.versions()).toEqual(['a!', 'a', 'a', 'to/a'])
  })

  test('what was written at the last moment is not hidden', async () => {
    await objects.keepVersions()
    await objects.put('a', 'old')
    justBefore(desk, 'DeleteObject', 'a', () => objects.put('a', 'newer'))
    const id = await objects.start('move', ['a'])
    const row = await desk.until(id, ({ state }) => state === 'needs-attention')
    expect(row.attention).toBe('source-changed')
    expect(String(await objects.stored('a'))).toBe('newer')
  })
})
