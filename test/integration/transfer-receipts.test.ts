import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { putObject } from '../../electron/oss/operations/objects.ts'
import type { ItemRow } from '../../shared/transfer/view.ts'
import '../property-seed.ts'
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

const files = {
  'empty.txt': '',
  'large.bin': 600_000,
  'middle.bin': 90_000,
  'small.txt': '123456789',
}
const names = Object.keys(files)
const busy = { kind: 'status', status: 503, code: 'ServiceUnavailable', qosDelayMs: 1 } as const
const denied = { kind: 'status', status: 400, code: 'InvalidArgument' } as const

function byName(items: readonly ItemRow[]): Readonly<Record<string, ItemRow>> {
  return Object.fromEntries(items.map((item) => [item.name, item]))
}

async function sumsOf(transferId: string): Promise<Record<string, number>> {
  return { ...(await desk.transfers.commands.receipt(transferId)).sums }
}

function expectProven(items: readonly ItemRow[]): void {
  expect(items.map(({ name }) => name).sort()).toEqual(names)
  for (const item of items) {
    expect(item).toMatchObject({ state: 'done', crc64: expect.stringMatching(/^\d+$/) })
    expect(item.serviceCrc64).toBe(item.crc64)
    expect(Date.parse(item.settledAt ?? '')).toBeGreaterThan(Date.now() - 60_000)
    expect(item.tries).toBe(1)
  }
}

describe('what is kept of each file', () => {
  test('uploads and downloads of any size keep both checksums, and they are the same', async () => {
    await writeTree(bench.source, files)
    const up = await bench.upload(names)
    await desk.finished(up)
    expectProven(await desk.items(up))
    const down = await bench.download(names)
    await desk.finished(down)
    expectProven(await desk.items(down))
    const [sent, received] = [byName(await desk.items(up)), byName(await desk.items(down))]
    for (const name of names) expect(received[name]?.crc64).toBe(sent[name]?.crc64)
    // The check value of CRC-64/XZ, so that it is the real thing and not two equal inventions.
    expect(sent['small.txt']?.crc64).toBe('11051210869376104954')
    expect(await sumsOf(up)).toEqual({
      ...{ found: 4, done: 4, skipped: 0, failed: 0, cancelled: 0, open: 0 },
      unreadFolders: 0,
    })
  })

  test('the version that was stored, where the bucket keeps versions', async () => {
    await desk.client.call(enableVersions, null)
    await writeTree(bench.source, files)
    const up = await bench.upload(names, 'replace')
    await desk.finished(up)
    const versions = (await desk.items(up)).map(({ versionId }) => versionId)
    expect(new Set(versions).size).toBe(names.length)
    expect(versions).not.toContain(null)
  })

  test('every try counts, and the cause of a failure has its request id', async () => {
    await writeTree(bench.source, { 'bad.txt': 'bad', 'slow.txt': 'slow' })
    const { faults } = desk.server
    faults.add({ operation: 'PutObject', key: 'slow.txt', times: 2, effect: busy })
    const refusal = faults.add({ operation: 'PutObject', key: 'bad.txt', effect: denied })
    const id = await bench.upload(['bad.txt', 'slow.txt'])
    await desk.finished(id)
    const { 'bad.txt': bad, 'slow.txt': slow } = byName(await desk.items(id))
    expect(slow).toMatchObject({ state: 'done', tries: 3, attempts: expect.any(Number) })
    expect(bad).toMatchObject({ state: 'failed', tries: 1, crc64: null, serviceCrc64: null })
    expect(bad?.failure?.requestId).toMatch(/^\w{10,}$/)
    expect(bad?.settledAt).not.toBeNull()
    const before = slow?.settledAt

    faults.remove(refusal)
    const puts = desk.server.requests.list(0, ['PutObject']).length
    await desk.transfers.commands.retry(id)
    expect(await desk.finished(id)).toMatchObject({ state: 'done' })
    // Only what had failed was sent again.
    expect(desk.server.requests.list(0, ['PutObject'])).toHaveLength(puts + 1)
    const after = byName(await desk.items(id))
    expect(after['slow.txt']?.settledAt).toBe(before)
    expect(after['bad.txt']).toMatchObject({ state: 'done', tries: 2, failure: null })
    expect(await sumsOf(id)).toMatchObject({ found: 2, done: 2, failed: 0 })
  })
})

test('counters that went wrong are made anew before a transfer is called finished', async () => {
  await writeTree(bench.source, files)
  desk.server.faults.add({ operation: 'PutObject', key: 'small.txt', effect: denied })
  const id = await bench.upload(names)
  await desk.until(id, ({ finishedAt }) => finishedAt !== null)
  const db = new DatabaseSync(join(desk.folder, 'queue.db'))
  db.exec('UPDATE transfers SET n_skipped = n_skipped + 7, total_bytes = 1')
  db.close()
  expect((await desk.row(id)).items).toMatchObject({ total: 4, skipped: 7 })
  desk.server.faults.clear()
  await desk.transfers.commands.retry(id)
  const row = await desk.until(id, ({ finishedAt }) => finishedAt !== null)
  const bytes = await Promise.all(names.map((name) => readFile(join(bench.source, name))))
  expect(row).toMatchObject({ state: 'done', items: { total: 4, done: 4, skipped: 0 } })
  expect(row.totalBytes).toBe(bytes.reduce((sum, { byteLength }) => sum + byteLength, 0))
})

const fates = ['fine', 'busy', 'refused', 'exists', 'cut'] as const
const run = fc.record({
  fates: fc.array(fc.constantFrom(...fates), { minLength: 1, maxLength: 12 }),
  policy: fc.constantFrom('skip', 'replace', 'keep-both', 'ask'),
  end: fc.constantFrom('none', 'retry', 'cancel'),
} as const)

test('whatever happens, the sums of the receipt add up and are those of the files', async () => {
  let count = 0
  await fc.assert(
    fc.asyncProperty(run, async ({ fates: wanted, policy, end }) => {
      const folder = `run${count++}`
      const { faults } = desk.server
      faults.clear()
      for (const [index, fate] of wanted.entries()) {
        const key = `${folder}/${index}.txt`
        await writeTree(bench.source, { [key]: `${key} of this run` })
        const hit = { operation: 'PutObject', key } as const
        if (fate === 'busy') faults.add({ ...hit, times: 1, effect: busy })
        if (fate === 'refused') faults.add({ ...hit, effect: denied })
        if (fate === 'cut') {
          faults.add({ ...hit, times: 1, effect: { kind: 'reset', when: 'before-answer' } })
        }
        if (fate === 'exists') {
          const body = Buffer.from('there already')
          await desk.client.call(putObject, { bucket, key, body })
        }
      }
      const paths = [join(bench.source, folder)]
      const spec = {
        kind: 'upload',
        accountId,
        bucket,
        prefix: '',
        paths,
        conflict: policy,
      } as const
      const { transferId } = await desk.transfers.commands.add(spec)
      if (end === 'cancel') await desk.transfers.commands.cancel(transferId)
      const row = await desk.until(
        transferId,
        ({ finishedAt, state }) => finishedAt !== null || state === 'needs-attention',
      )
      if (row.state === 'needs-attention') {
        await desk.transfers.commands.decide({ transferId, itemIds: null, choice: 'skip' })
      }
      await desk.finished(transferId)
      if (end === 'retry') {
        faults.clear()
        await desk.transfers.commands.retry(transferId)
        await desk.finished(transferId)
      }
      await expectTrue(transferId)
    }),
    { numRuns: 25 },
  )
})

async function expectTrue(transferId: string): Promise<void> {
  const items = await desk.items(transferId)
  const { found, unreadFolders, ...states } = await sumsOf(transferId)
  const sum = Object.values(states).reduce((total, count) => total + count, 0)
  expect(sum).toBe(found)
  expect(unreadFolders).toBe(0)
  expect(states.open).toBe(0)
  for (const state of ['done', 'skipped', 'failed', 'cancelled'] as const) {
    expect(states[state]).toBe(items.filter((item) => item.state === state).length)
  }
  for (const item of items) {
    expect(item.settledAt).not.toBeNull()
    if (item.state === 'done') expect(item.crc64).not.toBeNull()
  }
}

describe('as CSV', () => {
  const order = ['name', 'key', 'path', 'result', 'cause', 'code', 'ec', 'requestId'] as const

  test('every row is there, in the language asked for, and nothing in it is a formula', async () => {
    const hostile = { '=1+1.txt': 'a', '-b,"c".txt': 'b', '照片.txt': 'c', ' @x.txt': 'd' }
    await writeTree(bench.source, hostile)
    desk.server.faults.add({ operation: 'PutObject', key: '照片.txt', effect: denied })
    const id = await bench.upload(Object.keys(hostile))
    await desk.finished(id)
    const path = join(desk.folder, 'receipt.csv')
    await writeFile(path, 'an older receipt')
    await desk.transfers.commands.exportReceipt(id, path, 'zh-cn')
    const text = await readFile(path, 'utf8')
    expect(text.startsWith('\uFEFF名称,对象键 (Key),')).toBe(true)
    const [, ...rows] = parseCsv(text.slice(1))
    expect(rows.map(([name]) => name)).toEqual(["'=1+1.txt", `'-b,"c".txt`, '照片.txt', "' @x.txt"])
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+\-@]/)
    const items = byName(await desk.items(id))
    const failed = rows[2] ?? []
    expect(failed[order.indexOf('code')]).toBe('InvalidArgument')
    expect(failed[order.indexOf('requestId')]).toBe(items['照片.txt']?.failure?.requestId)
    expect(rows[0]).toContain(`'${items['=1+1.txt']?.crc64}`)
    expect(rows[0]).toContain(items['=1+1.txt']?.settledAt)
    expect(rows[0]).toContain('一致')
    expect(await leftovers()).toEqual([])
  })

  test('what cannot be written says why and leaves nothing', async () => {
    await writeTree(bench.source, files)
    const id = await bench.upload(names)
    await desk.finished(id)
    const path = join(desk.folder, 'no such folder', 'receipt.csv')
    await expect(desk.transfers.commands.exportReceipt(id, path, 'en')).rejects.toMatchObject({
      failure: { code: 'local.not-found', details: { path } },
    })
    // A folder has the name already: nothing takes its place.
    await expect(
      desk.transfers.commands.exportReceipt(id, bench.target, 'en'),
    ).rejects.toMatchObject({ failure: { code: expect.stringMatching(/^local\./) } })
    expect(await leftovers()).toEqual([])
  })

  async function leftovers(): Promise<readonly string[]> {
    return (await readdir(desk.folder)).filter((name) => name.endsWith('.part'))
  }
})

/** RFC 4180, written down independently of what writes it. */
function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  for (const line of text.matchAll(/((?:"(?:[^"]|"")*"|[^"\r\n])*)\r\n/g)) {
    const cells = [...(line[1] ?? '').matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)]
    rows.push(cells.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''))
  }
  return rows
}
