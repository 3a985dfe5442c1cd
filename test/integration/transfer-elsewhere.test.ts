import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { getObjectTagging } from '../../electron/oss/operations/object-tags.ts'
import { headObject, putObject } from '../../electron/oss/operations/objects.ts'
import { type OssServer, startOssServer } from '../oss-server/server.ts'
import { bucket, type Desk } from './transfer-kit/desk.ts'
import {
  addAccount,
  justBefore,
  type Neighbour,
  type Objects,
  openObjects,
} from './transfer-kit/objects.ts'

const elsewhere = 'elsewhere'
const headers = {
  'content-type': 'text/x-odd',
  'x-oss-meta-author': 'li',
  'x-oss-storage-class': 'IA',
  'x-oss-tagging': 'a=1',
}

let objects: Objects
let desk: Desk
beforeEach(async () => {
  objects = await openObjects()
  desk = objects.desk
})
afterEach(async () => {
  await desk.close()
  for (const close of closing.splice(0)) await close()
})
/** What is closed after the desk. */
const closing: (() => Promise<void>)[] = []

/** Into `elsewhere`, which the account `to` writes. */
function start(kind: 'copy' | 'move', keys: readonly string[], to: string): Promise<string> {
  return objects.start(kind, keys, { accountId: to, bucket: elsewhere })
}

describe('into another region', () => {
  beforeEach(() => desk.server.createBucket({ name: elsewhere, region: 'cn-beijing' }))

  test('bytes pass through, checked on both sides, with all that is said about them', async () => {
    const large = randomBytes(700_000)
    await objects.put('large', large, headers)
    await objects.put('small', 'x', headers)
    await objects.put('empty', '', headers)
    const id = await start('move', ['large', 'small', 'empty'], 'account')
    expect(await desk.finished(id)).toMatchObject({ state: 'done', items: { done: 3 } })
    expect(await objects.keys()).toEqual([])
    expect(await objects.keys(elsewhere)).toEqual(['to/empty', 'to/large', 'to/small'])
    expect(await objects.stored('to/large', elsewhere)).toEqual(large)
    for (const key of ['to/empty', 'to/large', 'to/small']) {
      const object = { bucket: elsewhere, key }
      expect(await desk.client.call(headObject, object), key).toMatchObject({
        ...{ contentType: 'text/x-odd', storageClass: 'IA', metadata: { author: 'li' } },
      })
      expect(await desk.client.call(getObjectTagging, object)).toEqual([{ key: 'a', value: '1' }])
    }
    expect(desk.server.requests.list(0, ['UploadPart'])).toHaveLength(7)
  })

  test('what exists is asked about, and what came first stays', async () => {
    await objects.put('a', 'new')
    await desk.finished(await start('copy', ['a'], 'account'))
    await objects.put('a', 'newer')
    const id = await start('copy', ['a'], 'account')
    await desk.until(id, ({ attention }) => attention === 'conflict')
    expect(String(await objects.stored('to/a', elsewhere))).toBe('new')
  })

  test('faults on either side cost a try, and damaged bytes never arrive', async () => {
    const large = randomBytes(500_000)
    await objects.put('large', large)
    await objects.put('small', 'x'.repeat(90_000))
    const corrupt = { kind: 'corrupt', body: 'response', atByte: 100 } as const
    for (const key of ['large', 'small']) {
      desk.server.faults.add({ operation: 'GetObject', key, times: 1, effect: corrupt })
    }
    const cut = { kind: 'truncate', afterBytes: 50_000 } as const
    desk.server.faults.add({ operation: 'GetObject', times: 1, skip: 3, effect: cut })
    const lost = { kind: 'reset', when: 'before-answer' } as const
    const reset = { kind: 'reset', when: 'request-body', afterBytes: 1000 } as const
    const busy = { kind: 'status', status: 503, code: 'ServerBusy' } as const
    desk.server.faults.add({ operation: 'UploadPart', times: 1, effect: lost })
    desk.server.faults.add({ operation: 'UploadPart', times: 1, skip: 2, effect: reset })
    desk.server.faults.add({ operation: 'PutObject', key: 'to/small', times: 1, effect: busy })
    const id = await start('move', ['large', 'small'], 'account')
    expect(await desk.finished(id)).toMatchObject({ state: 'done', items: { done: 2 } })
    expect(await objects.stored('to/large', elsewhere)).toEqual(large)
    expect(String(await objects.stored('to/small', elsewhere))).toBe('x'.repeat(90_000))
    expect(desk.server.store.uploads.counts(elsewhere).uploads).toBe(0)
  })

  test('an archived source says so, and a restart goes on with the parts that are there', async () => {
    await objects.put('cold', 'x', { 'x-oss-storage-class': 'ColdArchive' })
    const cold = await start('copy', ['cold'], 'account')
    expect(await desk.finished(cold)).toMatchObject({ state: 'failed' })
    expect(await objects.codes(cold)).toEqual(['InvalidObjectState'])

    await objects.put('large', randomBytes(800_000))
    const hang = { operation: 'UploadPart', skip: 3, effect: { kind: 'hang' } } as const
    const rule = desk.server.faults.add(hang)
    const id = await start('copy', ['large'], 'account')
    await desk.until(id, ({ doneBytes }) => doneBytes >= 3 * 102_400)
    await desk.restart()
    desk.server.faults.remove(rule)
    await desk.finished(id)
    const parts = desk.server.requests
      .list(0, ['UploadPart'])
      .filter(({ status }) => status === 200)
    expect(new Set(parts.map(({ partNumber }) => partNumber)).size).toBe(parts.length)
  })
})

describe('into another account', () => {
  let server: OssServer
  let neighbour: Neighbour
  beforeEach(async () => {
    const dataDir = join(desk.folder, 'neighbour')
    server = await startOssServer({ dataDir, minPartSizeBytes: 1024 })
    server.createBucket({ name: elsewhere })
    neighbour = addAccount(desk, 'neighbour', server)
    closing.push(neighbour.close, server.close)
  })

  test('of another service, although it has a bucket of the same name', async () => {
    server.createBucket({ name: bucket })
    const large = randomBytes(300_000)
    await objects.put('large', large)
    await objects.put('small', 'here')
    await neighbour.client.call(putObject, { bucket, key: 'small', body: 'there' })
    const id = await start('move', ['large', 'small'], 'neighbour')
    expect(await desk.finished(id)).toMatchObject({ state: 'done', items: { done: 2 } })
    expect(await objects.keys()).toEqual([])
    expect(await objects.stored('to/large', elsewhere, server)).toEqual(large)
    expect(String(await objects.stored('to/small', elsewhere, server))).toBe('here')
  })

  test('that cannot be reached for a while: the work waits, and goes on by itself', async () => {
    const large = randomBytes(300_000)
    await neighbour.client.call(putObject, { bucket: elsewhere, key: 'large', body: large })
    const account = 'neighbour'
    let rule = ''
    const goOffline = async (): Promise<void> => {
      rule = server.faults.add({ effect: { kind: 'offline' } })
    }
    justBefore(desk, 'GetObject', 'large', goOffline, { account })
    const source = { accountId: account, bucket: elsewhere, keys: ['large'] }
    const id = await objects.start('move', ['large'], { source })
    await desk.until(id, ({ state }) => state === 'waiting-for-network')
    server.faults.remove(rule)
    expect(await desk.finished(id)).toMatchObject({ state: 'done', items: { done: 1 } })
    expect(await objects.stored('to/large')).toEqual(large)
    expect(await objects.keys(elsewhere, server)).toEqual([])
  })

  test('that is signed out: it is the one that is asked to sign in', async () => {
    await objects.put('a', 'x')
    neighbour.credentials = null
    const source = { accountId: 'neighbour', bucket: elsewhere, keys: ['gone'] }
    const id = await objects.start('copy', ['gone'], { source })
    const row = await desk.until(id, ({ attention }) => attention === 'credentials')
    expect(row.failure?.details.accountId).toBe('neighbour')
    neighbour.credentials = { ...desk.credentials } as NonNullable<typeof desk.credentials>
    await desk.transfers.commands.credentialsChanged('neighbour')
    expect(await desk.finished(id)).toMatchObject({ state: 'failed', attention: null })
    expect(await objects.codes(id)).toEqual(['NoSuchKey'])
  })
})
