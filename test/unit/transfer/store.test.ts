import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../../electron/db/open.ts'
import { addTransfer } from '../../../electron/transfer/specs.ts'
import { migrations } from '../../../electron/transfer/store/migrations.ts'
import type { NewItem, TransferRecord } from '../../../electron/transfer/store/records.ts'
import { createStore, type Store } from '../../../electron/transfer/store/store.ts'
import type { Sweep } from '../../../electron/transfer/store/sweep-store.ts'
import { type Item, itemStates } from '../../../shared/transfer/state.ts'

let store: Store
let close: () => void
beforeEach(() => {
  const { db } = openDatabase(':memory:', migrations)
  store = createStore(db)
  close = () => db.close()
})
afterEach(() => close())

function transfer(): number {
  const spec = { kind: 'upload', accountId: 'a', bucket: 'b', prefix: '', conflict: 'ask' } as const
  return addTransfer(store, { ...spec, paths: ['/tmp/x'] }, 0)
}

function items(count: number): readonly NewItem[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: 'file',
    rest: `${index}`,
    large: index % 5 === 0,
    sizeBytes: index * 10,
  }))
}

function get(id: number): TransferRecord {
  const record = store.transfers.get(id)
  if (record === null) throw new Error('no transfer')
  return record
}

function sweep(id: number, what: Sweep): void {
  store.sweeps.begin(id, what)
  while (!store.sweeps.step(id, 0));
}

const anyState = fc.constantFrom(...itemStates)

test('counters always add up to what the rows say', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(9), anyState), { maxLength: 40 }), (changes) => {
      const id = transfer()
      store.items.add({ transferId: id, number: 1 }, items(10))
      const page = store.pages.page({ transferId: String(id), show: 'all', offset: 0, count: 500 })
      for (const [index, state] of changes) {
        const row = page[index]
        if (!row) continue
        const item = { state, attempts: 0, notBeforeMs: 0, reason: 'conflict' } as Item
        store.items.write(row.id, item, null, 0)
      }
      const after = store.pages.page({ transferId: String(id), show: 'all', offset: 0, count: 500 })
      const record = get(id)
      for (const state of itemStates) {
        expect(record.counts[state]).toBe(after.filter((row) => row.state === state).length)
      }
      expect(record.total).toBe(10)
      expect(record.totalBytes).toBe(after.reduce((sum, row) => sum + row.sizeBytes, 0))
      expect(record.doneBytes).toBe(after.reduce((sum, row) => sum + row.doneBytes, 0))
    }),
    { numRuns: 60 },
  )
})

test('parts count as done bytes until the file is done, never twice', () => {
  const id = transfer()
  store.items.add({ transferId: id, number: 1 }, items(10))
  const item = store.items.startable(id, false, 0, 100).at(-1)
  if (!item) throw new Error('nothing to start')
  store.items.write(item.id, { state: 'running', attempts: 0 }, null, 0)
  store.checkpoints.addPart(item.id, { number: 1, sizeBytes: 40, crc64: '1', etag: 'e' })
  store.checkpoints.addPart(item.id, { number: 1, sizeBytes: 40, crc64: '2', etag: 'f' })
  expect(get(id).doneBytes).toBe(40)
  store.checkpoints.dropPart(item.id, 1)
  expect(get(id).doneBytes).toBe(0)
  store.checkpoints.addPart(item.id, { number: 1, sizeBytes: 40, crc64: '1', etag: 'e' })
  store.items.write(item.id, { state: 'done', attempts: 0 }, null, 0)
  store.checkpoints.drop(item.id)
  expect(get(id).doneBytes).toBe(item.sizeBytes)
})

test('a start finds what ran waiting, and a cancelled upload stays to be taken away', () => {
  const id = transfer()
  store.items.add({ transferId: id, number: 1 }, items(3))
  const [item] = store.items.startable(id, false, 0, 1)
  if (!item) throw new Error('nothing to start')
  store.items.write(item.id, { state: 'running', attempts: 0 }, null, 0)
  store.checkpoints.intendUpload(item.id, item.key, 10, 5)
  store.checkpoints.setUploadId(item.id, 'upload')
  store.items.recover()
  expect(get(id).counts).toMatchObject({ waiting: 3, running: 0 })
  expect(store.items.get(item.id)?.tried).toBe(true)
  sweep(id, { what: 'cancel' })
  sweep(id, { what: 'remove' })
  expect(store.cleanups.due(0)).toMatchObject({ kind: 'upload', uploadId: 'upload', key: 'x/1' })
})

test('two things of one name from different folders get different names', () => {
  const spec = { kind: 'upload', accountId: 'a', bucket: 'b', prefix: '', conflict: 'ask' } as const
  const id = addTransfer(store, { ...spec, paths: ['/a/x.txt', '/b/x.txt', '/a/x.txt'] }, 0)
  expect(store.roots.open(id, 10).map(({ name }) => name)).toEqual(['x.txt', 'x (2).txt'])
  expect(get(id)).toMatchObject({ asked: 2, firstName: 'x.txt' })
})

test('the next item is found by an index, not by looking at all of them', () => {
  const { db } = openDatabase(':memory:', migrations)
  const plan = (sql: string): string =>
    db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map((row) => String(row.detail))
      .join('\n')
  const next = plan(
    `SELECT * FROM items INDEXED BY items_next WHERE state = 0 AND transfer_id = 1
       AND large = 0 AND not_before <= 5 ORDER BY not_before, id LIMIT 1`,
  )
  expect(next).toContain('USING INDEX items_next')
  expect(next).not.toContain('TEMP B-TREE')
  db.close()
})
