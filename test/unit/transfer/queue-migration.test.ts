import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from '../../../electron/db/migrate.ts'
import { openDatabase } from '../../../electron/db/open.ts'
import { migrations } from '../../../electron/transfer/store/migrations.ts'
import type { ItemRecord } from '../../../electron/transfer/store/records.ts'
import { createStore, type Store } from '../../../electron/transfer/store/store.ts'

/** A queue as the versions before items were numbered left it. */
let db: DatabaseSync
beforeEach(() => {
  db = openDatabase(':memory:', migrations.slice(0, 2)).db
})
afterEach(() => db.close())

function insert(table: string, row: Readonly<Record<string, string | number | null>>): number {
  const names = Object.keys(row)
  const sql = `INSERT INTO ${table} (${names.join()}) VALUES (${names.map(() => '?').join()})`
  return Number(db.prepare(sql).run(...Object.values(row)).lastInsertRowid)
}

function transfer(
  kind: string,
  prefix: string,
  more: Record<string, string | number> = {},
): number {
  const row = { account_id: 'a', bucket: 'b', first_name: 'x', asked: 1, created_at: 5, ...more }
  return insert('transfers', { kind, prefix, conflict: 'ask', ...row })
}

function root(transferId: number, kind: string, source: string, name: string, done = 1): number {
  return insert('roots', { transfer_id: transferId, kind, source, name, done })
}

function item(
  transferId: number,
  names: { source: string; name: string; key: string; path?: string },
  more: Record<string, string | number> = {},
): number {
  const row = { transfer_id: transferId, kind: 'file', state: 'waiting', ...names, ...more }
  return insert('items', row)
}

function migrated(): Store {
  migrate(db, migrations)
  return createStore(db)
}

function all(store: Store, transferId: number): readonly ItemRecord[] {
  return store.pages.page({ transferId: String(transferId), show: 'all', offset: 0, count: 500 })
}

/** A file of an upload to `up/` as the earlier versions stored it. */
function local(name: string): { source: string; name: string; key: string; path: string } {
  return { source: `/home/me/${name}`, name, key: `up/${name}`, path: `/home/me/${name}` }
}

test('files of an upload keep their names, state and checkpoint', () => {
  const id = transfer('upload', 'up/', { n_waiting: 0 })
  root(id, 'path', '/home/me/trip', 'trip')
  root(id, 'path', '/home/me/single.txt', 'single.txt')
  root(id, 'path', '/home/me/trip/é 😀', 'trip/é 😀', 0)
  item(id, local('trip/a.jpg'), { state: 'done', size_bytes: 7, done_bytes: 7 })
  const large = item(id, local('trip/é 😀/b.jpg'), { state: 'running', large: 1, tried: 1 })
  item(id, { ...local('single.txt'), key: 'up/single (2).txt' }, { state: 'failed' })
  item(id, { source: '/home/me/trip/x', name: 'trip/x', key: 'up/trip/x/' }, { kind: 'folder' })
  const asks = { state: 'needs-attention', attention: 'denied' }
  item(id, local('trip/gone/c.jpg'), { ...asks, identity: '1:2:3', failure: '{"code":"C"}' })
  insert('uploads', { item_id: large, key: 'k', upload_id: 'u', part_size: 1, intent_at: 1 })
  insert('parts', { item_id: large, number: 1, size_bytes: 3, crc64: '1', etag: 'e' })

  const store = migrated()
  const items = all(store, id)
  expect(items.map(({ source, name, key, path }) => ({ source, name, key, path }))).toEqual([
    local('trip/a.jpg'),
    local('trip/é 😀/b.jpg'),
    { ...local('single.txt'), key: 'up/single (2).txt' },
    { source: 'trip/x', name: 'trip/x', key: 'up/trip/x/', path: null },
    local('trip/gone/c.jpg'),
  ])
  expect(items.map(({ state }) => state)).toEqual([
    'done',
    'running',
    'failed',
    'waiting',
    'needs-attention',
  ])
  expect(items[4]).toMatchObject({ attention: 'denied', identity: '1:2:3', failure: { code: 'C' } })
  expect(items[1]).toMatchObject({ large: true, tried: true, doneBytes: 3 })
  const checkpoint = store.checkpoints.upload(items[1]?.id ?? 0)
  expect(checkpoint).toMatchObject({ key: 'k', uploadId: 'u' })
  expect(store.checkpoints.parts(items[1]?.id ?? 0)).toHaveLength(1)
  expect(store.transfers.get(id)).toMatchObject({ total: 5, doneBytes: 10 })
})

test('a folder that was read in part knows its files and folders', () => {
  const id = transfer('upload', '')
  root(id, 'path', '/home/me/trip', 'trip', 0)
  root(id, 'path', '/home/me/trip/sub', 'trip/sub', 0)
  item(id, local('trip/a.jpg'))
  item(id, local('trip/sub/b.jpg'))
  const store = migrated()
  const [trip] = store.roots.open(id, 10)
  if (!trip) throw new Error('no root')
  expect(trip.firstItem).not.toBeNull()
  const names = [...store.items.foundIn(trip, 0, 9), ...store.roots.foundIn(trip, 0, 9)]
  expect(names.map(({ name }) => name).filter((name) => name !== null)).toEqual(['a.jpg', 'sub'])
})

test('objects of downloads and deletions keep theirs', () => {
  const down = transfer('download', 'album/', { folder: '/home/me' })
  root(down, 'prefix', 'album/2026/', '2026', 0)
  const object = { source: 'album/2026/a.jpg', name: '2026/a.jpg', key: 'album/2026/a.jpg' }
  const facts = { etag: '"E"', modified_at: '2026-11-21T09:15:44.000Z', size_bytes: 3 }
  item(down, { ...object, path: '/home/me/2026/a (2).jpg' }, { ...facts, state: 'done' })
  const gone = transfer('delete', 'album/', { cancelled: 1 })
  root(gone, 'prefix', 'album/no/', 'no')
  item(gone, { source: 'album/no/', name: 'no', key: 'album/no/' }, { kind: 'listing' })

  const store = migrated()
  expect(all(store, down)[0]).toMatchObject({
    ...object,
    path: '/home/me/2026/a (2).jpg',
    etag: '"E"',
    modifiedAt: '2026-11-21T09:15:44.000Z',
  })
  expect(store.roots.open(down, 10)).toMatchObject([{ source: 'album/2026/', firstItem: null }])
  expect(all(store, gone)[0]).toMatchObject({ kind: 'listing', key: 'album/no/', name: 'no/' })
  // It was cancelled, but the program ended before all of its files were.
  expect(store.sweeps.pending()).toEqual([gone])
})
