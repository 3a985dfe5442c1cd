import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { putObject } from '../../electron/oss/operations/objects.ts'
import { listObjectVersions } from '../../electron/oss/operations/versions.ts'
import { accountId, bucket, type Desk } from './transfer-kit/desk.ts'
import { writeTree } from './transfer-kit/files.ts'
import { enableVersions } from './transfer-kit/objects.ts'
import { openWorkbench, type Workbench } from './transfer-kit/workbench.ts'

let bench: Workbench
let desk: Desk
beforeEach(async () => {
  bench = await openWorkbench()
  desk = bench.desk
})
afterEach(() => desk.close())

async function put(keys: readonly string[]): Promise<void> {
  for (const key of keys) await desk.client.call(putObject, { bucket, key, body: 'x' })
}

async function remove(keys: readonly string[], prefixes: readonly string[]): Promise<string> {
  const selection = { accountId, bucket, keys: [...keys], prefixes: [...prefixes] }
  const how = { kind: 'delete', versions: 'current', listed: [] } as const
  const { transferId } = await desk.transfers.commands.add({ ...how, ...selection, listed: [] })
  return transferId
}

describe('deleting', () => {
  test('more than a page and more than a batch, with markers and hostile keys', async () => {
    const many = Array.from({ length: 1100 }, (_, index) => `all/${index}`)
    await put([...many, 'all/sub/', 'all/\u0001control', 'all/<&>"\'', 'kept'])
    const row = await desk.finished(await remove([], ['all/']))
    expect(row.items).toMatchObject({ total: 1103, done: 1103 })
    const batches = desk.server.requests.list(0, ['DeleteMultipleObjects'])
    expect(batches.length).toBeLessThanOrEqual(4)
    const page = await bench.stored('kept')
    expect(String(page)).toBe('x')
    expect(desk.changed.flatMap(({ prefixes }) => prefixes)).toContain('all/')
  })

  test('a batch that fails is tried again; one that is refused asks', async () => {
    await put(['a', 'b', 'c'])
    const operation = 'DeleteMultipleObjects'
    const busy = { kind: 'status', status: 500, code: 'InternalError' } as const
    desk.server.faults.add({ operation, times: 2, effect: busy })
    expect(await desk.finished(await remove(['a', 'b'], []))).toMatchObject({ state: 'done' })
    const denied = { kind: 'status', status: 403, code: 'AccessDenied' } as const
    const rule = desk.server.faults.add({ operation, effect: denied })
    const id = await remove(['c'], [])
    expect((await desk.until(id, (row) => row.state === 'needs-attention')).attention).toBe(
      'denied',
    )
    desk.server.faults.remove(rule)
    await desk.transfers.commands.retry(id)
    expect(await desk.finished(id)).toMatchObject({ state: 'done', items: { done: 1 } })
  })

  test('a prefix that may not be listed asks, and is read when asked again', async () => {
    await put(['deep/a', 'deep/b'])
    const denied = { kind: 'status', status: 403, code: 'AccessDenied' } as const
    const rule = desk.server.faults.add({ operation: 'ListObjectsV2', effect: denied })
    const id = await remove([], ['deep/'])
    const row = await desk.until(id, (at) => at.state === 'needs-attention')
    expect(row).toMatchObject({ attention: 'denied', items: { total: 1, attention: 1 } })
    desk.server.faults.remove(rule)
    await desk.transfers.commands.retry(id)
    expect((await desk.finished(id)).items).toMatchObject({ total: 2, done: 2 })
  })
})

describe('deleting versions', () => {
  async function removeAll(keys: string[], prefixes: string[], listed: Version[] = []) {
    const how = { kind: 'delete', versions: 'all', accountId, bucket } as const
    const { transferId } = await desk.transfers.commands.add({ ...how, keys, prefixes, listed })
    return desk.finished(transferId)
  }
  interface Version {
    readonly key: string
    readonly versionId: string
  }
  async function versions(): Promise<readonly Version[]> {
    return (await desk.client.call(listObjectVersions, { bucket })).versions
  }

  test('an ordinary deletion hides; all versions and markers go for good when that is asked', async () => {
    await desk.client.call(enableVersions, null)
    for (const key of ['set/a', 'set/a', 'set/ab', 'b', 'ba']) await put([key])
    await desk.finished(await remove(['set/a'], []))
    expect(await versions()).toHaveLength(6)
    expect(await removeAll(['b'], ['set/'])).toMatchObject({ items: { total: 5, done: 5 } })
    expect((await versions()).map(({ key }) => key)).toEqual(['ba'])
  })

  test('more than a page of versions of one key', async () => {
    await desk.client.call(enableVersions, null)
    await put(Array.from({ length: 1050 }, () => 'a'))
    await put(['ab'])
    expect(await removeAll(['a'], [])).toMatchObject({ items: { total: 1050, done: 1050 } })
    expect((await versions()).map(({ key }) => key)).toEqual(['ab'])
  })

  test('listed versions alone; a marker that goes brings the file back', async () => {
    await desk.client.call(enableVersions, null)
    await put(['a', 'a'])
    await desk.finished(await remove(['a'], []))
    const [marker, , oldest] = await versions()
    if (!marker || !oldest) throw new Error('no versions')
    const row = await removeAll([], [], [marker, oldest])
    expect(row).toMatchObject({ state: 'done', firstName: 'a', items: { done: 2 } })
    expect(String(await bench.stored('a'))).toBe('x')
    expect(await versions()).toHaveLength(1)
  })
})

test('a bucket with versions ignores forbid-overwrite, so the key is looked up first', async () => {
  await desk.client.call(enableVersions, null)
  await put(['a.txt'])
  await writeTree(bench.source, { 'a.txt': 'new' })
  const id = await bench.upload(['a.txt'])
  expect((await desk.until(id, (row) => row.state === 'needs-attention')).attention).toBe(
    'conflict',
  )
  expect(
    desk.server.requests.list(0, ['PutObject']).filter(({ key }) => key === 'a.txt'),
  ).toHaveLength(1)
  await desk.transfers.commands.decide({ transferId: id, itemIds: null, choice: 'skip' })
  expect(await desk.finished(id)).toMatchObject({ state: 'done', items: { skipped: 1 } })
  expect(join(bench.source, 'a.txt')).toBe((await desk.items(id))[0]?.path)
})
