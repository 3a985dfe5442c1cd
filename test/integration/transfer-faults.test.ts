import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { putObject } from '../../electron/oss/operations/objects.ts'
import { bucket, type Desk } from './transfer-kit/desk.ts'
import { readTree, writeTree } from './transfer-kit/files.ts'
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

describe('faults on the way', () => {
  test('503 and resets are tried again, and the file is whole', async () => {
    await writeTree(source, { 'large.bin': 600_000, 'small.bin': 9_000 })
    const { faults } = desk.server
    const busy = { kind: 'status', status: 503, code: 'ServiceUnavailable', qosDelayMs: 5 } as const
    faults.add({ operation: 'UploadPart', times: 1, effect: busy })
    faults.add({
      operation: 'UploadPart',
      skip: 2,
      times: 1,
      effect: { kind: 'reset', when: 'request-body', afterBytes: 40_000 },
    })
    faults.add({
      operation: 'PutObject',
      times: 1,
      effect: { kind: 'reset', when: 'before-answer' },
    })
    faults.add({
      operation: 'CompleteMultipartUpload',
      times: 1,
      effect: { kind: 'reset', when: 'before-answer' },
    })
    const row = await desk.finished(await upload(['large.bin', 'small.bin']))
    expect(row).toMatchObject({ state: 'done' })
    for (const name of ['large.bin', 'small.bin']) {
      expect((await stored(name)).equals(await readFile(join(source, name)))).toBe(true)
    }
    expect(desk.server.faults.list().map(({ hits }) => hits)).toEqual([1, 1, 1, 1])
    const complete = desk.server.requests.list(0, ['CompleteMultipartUpload'])
    expect(complete).toHaveLength(1)
  })

  test('bytes that were damaged on the way up are sent again', async () => {
    await writeTree(source, { 'large.bin': 300_000, 'small.bin': 9_000 })
    const effect = { kind: 'corrupt', body: 'request', atByte: 77 } as const
    desk.server.faults.add({ operation: 'UploadPart', times: 1, effect })
    desk.server.faults.add({ operation: 'PutObject', times: 1, effect })
    const row = await desk.finished(await upload(['large.bin', 'small.bin']))
    expect(row).toMatchObject({ state: 'done' })
    for (const name of ['large.bin', 'small.bin']) {
      expect((await stored(name)).equals(await readFile(join(source, name)))).toBe(true)
    }
  })

  test('damage that never ends is told, and nothing is deleted', async () => {
    await writeTree(source, { 'small.bin': 9_000 })
    const effect = { kind: 'corrupt', body: 'request', atByte: 77 } as const
    desk.server.faults.add({ operation: 'PutObject', effect })
    const row = await desk.finished(await upload(['small.bin']))
    expect(row).toMatchObject({ state: 'failed', failure: { code: 'client.crc-mismatch' } })
    expect(desk.server.requests.list(0, ['DeleteObject'])).toEqual([])
  })

  test('a damaged or cut download is fetched again', async () => {
    await writeTree(source, { 'large.bin': 600_000, 'small.bin': 90_000 })
    await desk.finished(await upload(['large.bin', 'small.bin']))
    const { faults } = desk.server
    const operation = 'GetObject'
    faults.add({ operation, times: 2, effect: { kind: 'truncate', afterBytes: 1_000 } })
    faults.add({ operation, skip: 3, times: 1, effect: { kind: 'corrupt', body: 'response' } })
    const row = await desk.finished(await download(['large.bin', 'small.bin']))
    expect(row).toMatchObject({ state: 'done' })
    expect(await readTree(target)).toEqual(await readTree(source))
  })

  test('an upload that the service forgot starts again by itself', async () => {
    await writeTree(source, { 'large.bin': 600_000 })
    const effect = { kind: 'status', status: 404, code: 'NoSuchUpload' } as const
    desk.server.faults.add({ operation: 'UploadPart', skip: 3, times: 1, effect })
    const row = await desk.finished(await upload(['large.bin']))
    expect(row).toMatchObject({ state: 'done' })
    expect((await stored('large.bin')).equals(await readFile(join(source, 'large.bin')))).toBe(true)
  })

  test('without network everything waits and goes on by itself', async () => {
    await writeTree(source, { 'large.bin': 600_000 })
    const slow = desk.server.faults.add({
      operation: 'UploadPart',
      skip: 2,
      effect: { kind: 'hang' },
    })
    const id = await upload(['large.bin'])
    await desk.until(id, (row) => row.doneBytes > 0)
    const offline = desk.server.faults.add({ effect: { kind: 'offline' } })
    await desk.until(id, (row) => row.state === 'waiting-for-network')
    expect((await desk.items(id))[0]).toMatchObject({ state: 'waiting-for-network', attempts: 0 })
    expect((await desk.transfers.commands.snapshot()).online).toBe(false)
    desk.server.faults.remove(offline)
    desk.server.faults.remove(slow)
    expect(await desk.finished(id)).toMatchObject({ state: 'done' })
    expect((await desk.transfers.commands.snapshot()).online).toBe(true)
  })
})

describe('files that change', () => {
  test('a source that was edited in between is never finished with mixed parts', async () => {
    await writeTree(source, { 'large.bin': 600_000 })
    const hang = { kind: 'hang' } as const
    desk.server.faults.add({ operation: 'UploadPart', skip: 2, effect: hang })
    const id = await upload(['large.bin'])
    await desk.until(id, (row) => row.doneBytes > 0)
    await desk.transfers.commands.pause(id)
    await writeTree(source, { 'large.bin': 600_000 })
    desk.server.faults.clear()
    await desk.transfers.commands.resume(id)
    const asking = await desk.until(id, (row) => row.state === 'needs-attention')
    expect(asking.attention).toBe('source-changed')
    await desk.transfers.commands.decide({ transferId: id, itemIds: null, choice: 'retry' })
    expect(await desk.finished(id)).toMatchObject({ state: 'done' })
    expect((await stored('large.bin')).equals(await readFile(join(source, 'large.bin')))).toBe(true)
  })

  test('an object that is replaced during its download comes as the new one', async () => {
    await writeTree(source, { 'large.bin': 600_000 })
    await desk.finished(await upload(['large.bin']))
    desk.server.faults.add({ operation: 'GetObject', skip: 2, effect: { kind: 'hang' } })
    const id = await download(['large.bin'])
    await desk.until(id, (row) => row.doneBytes > 0)
    await desk.transfers.commands.pause(id)
    await writeTree(source, { 'large.bin': 500_000 })
    const body = await readFile(join(source, 'large.bin'))
    await desk.client.call(putObject, { bucket, key: 'large.bin', body })
    desk.server.faults.clear()
    await desk.transfers.commands.resume(id)
    expect(await desk.finished(id)).toMatchObject({ state: 'done', totalBytes: 500_000 })
    expect(await readTree(target)).toEqual(await readTree(source))
  })

  test('a source that is gone is asked about, the rest arrives', async () => {
    await writeTree(source, { 'a.txt': 'a', 'b.txt': 'b' })
    const id = await upload(['a.txt', 'b.txt', 'never-there.txt'])
    const row = await desk.finished(id)
    expect(row).toMatchObject({ state: 'failed', failure: { code: 'local.not-found' } })
    expect(row.items).toMatchObject({ total: 3, done: 2, failed: 1 })
  })
})
