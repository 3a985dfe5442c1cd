import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../../electron/db/open.ts'
import { readLocalRoots } from '../../../electron/transfer/enumerate/local.ts'
import { UnreadableRoot } from '../../../electron/transfer/enumerate/unreadable-root.ts'
import { addTransfer } from '../../../electron/transfer/specs.ts'
import { migrations } from '../../../electron/transfer/store/migrations.ts'
import { createStore, type Store } from '../../../electron/transfer/store/store.ts'

let folder: string
let store: Store
let close: () => void
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'enumeration-'))
  const { db } = openDatabase(':memory:', migrations)
  store = createStore(db)
  close = () => db.close()
})
afterEach(async () => {
  close()
  await rm(folder, { recursive: true })
})

async function write(names: readonly string[]): Promise<void> {
  await Promise.all(names.map((name) => writeFile(join(folder, name), name)))
}

function upload(paths: readonly string[]): number {
  const spec = { kind: 'upload', accountId: 'a', bucket: 'b', prefix: '', conflict: 'ask' } as const
  return addTransfer(store, { ...spec, paths: paths.map((path) => join(folder, path)) }, 0)
}

/** Reads what is open once; `stopAfter`: as if paused after so many transactions. */
async function read(id: number, stopAfter = Number.POSITIVE_INFINITY): Promise<number> {
  const transfer = store.transfers.get(id)
  if (transfer === null) throw new Error('no transfer')
  const abort = new AbortController()
  let stored = 0
  const onRows = (): void => {
    if (++stored >= stopAfter) abort.abort()
  }
  const { signal } = abort
  const reading = { store, transfer, singleBytes: 1000, signal, onRows }
  const ended = readLocalRoots(reading, store.roots.open(id, 64))
  if (Number.isFinite(stopAfter)) await expect(ended).rejects.toThrow('abort')
  else await ended
  return stored
}

function namesOf(id: number): readonly string[] {
  const names: string[] = []
  for (let offset = 0; ; offset += 500) {
    const rows = store.pages.page({ transferId: String(id), show: 'all', offset, count: 500 })
    if (rows.length === 0) return names.sort()
    names.push(...rows.map(({ name }) => name))
  }
}

test('a folder that was read in part is read again, and what is known is passed over', async () => {
  await mkdir(join(folder, 'album', 'sub'), { recursive: true })
  const files = Array.from({ length: 3000 }, (_, number) => `album/${number} \u{1f4f7}.jpg`)
  await write(files)
  const id = upload(['album'])
  await read(id, 1)
  const part = namesOf(id)
  expect(part.length).toBeGreaterThan(0)
  expect(part.length).toBeLessThan(3000)
  expect(store.roots.open(id, 1)[0]?.firstItem).not.toBeNull()
  // Of what was not found yet one file goes away; and there is a new one.
  const gone = files.find((name) => !part.includes(name)) ?? ''
  await rm(join(folder, gone))
  await write(['album/new.jpg', 'album/sub/inner.jpg'])
  await read(id)
  await read(id)
  expect(store.roots.open(id, 1)).toEqual([])
  const expected = [
    ...files.filter((name) => name !== gone),
    'album/new.jpg',
    'album/sub/inner.jpg',
  ]
  expect(namesOf(id)).toEqual(expected.toSorted())
})

test('many small folders are stored together', async () => {
  const folders = Array.from({ length: 40 }, (_, number) => `folder-${number}`)
  await Promise.all(folders.map((name) => mkdir(join(folder, name))))
  await write(folders.flatMap((name) => [`${name}/a.txt`, `${name}/b.txt`]))
  const id = upload(folders)
  expect(await read(id)).toBe(1)
  expect(namesOf(id)).toHaveLength(80)
})

test('a folder that is gone takes nothing else with it', async () => {
  await mkdir(join(folder, 'first'))
  await write(['first/a.txt', 'last.txt'])
  const id = upload(['first', 'gone', 'last.txt'])
  const failure = await read(id).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(UnreadableRoot)
  expect((failure as UnreadableRoot).root.name).toBe('gone')
  expect(namesOf(id)).toEqual(['first/a.txt'])
  expect(store.roots.open(id, 9).map(({ name }) => name)).toEqual(['gone', 'last.txt'])
})
