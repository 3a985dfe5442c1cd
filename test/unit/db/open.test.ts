import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate, transaction } from '../../../electron/db/migrate.ts'
import { openDatabase } from '../../../electron/db/open.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'db-'))
  path = join(folder, 'test.db')
})
afterEach(() => rm(folder, { recursive: true }))

const first = 'CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1)'
const second = 'ALTER TABLE a ADD COLUMN y TEXT'

test('each step runs once, in order, and what is there stays', () => {
  openDatabase(path, [first]).db.close()
  const { db, movedAside } = openDatabase(path, [first, second])
  expect(movedAside).toBeNull()
  expect(db.prepare('SELECT * FROM a').all()).toEqual([{ x: 1, y: null }])
  expect(db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
  db.close()
})

test('a damaged file is moved aside, never deleted, and that is said', async () => {
  const damaged = 'this is no database, but somebody may still want it'.repeat(100)
  await writeFile(path, damaged)
  const { db, movedAside } = openDatabase(path, [first], () => 0)
  db.close()
  expect(movedAside).toBe(`${path}.damaged-1970-01-01T00-00-00.000Z`)
  expect(await readFile(movedAside ?? '', 'utf8')).toBe(damaged)
})

test('a file of a newer version is left alone', async () => {
  openDatabase(path, [first, second]).db.close()
  expect(() => openDatabase(path, [first])).toThrow(/version 2/)
  expect((await readdir(folder)).filter((name) => name.includes('damaged'))).toEqual([])
})

test('a step that fails leaves nothing of itself', () => {
  const { db } = openDatabase(path, [first])
  expect(() => migrate(db, [first, 'CREATE TABLE b (x); nonsense'])).toThrow()
  expect(db.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'b'").get()).toEqual({
    n: 0,
  })
  expect(() =>
    transaction(db, () => {
      db.exec('DELETE FROM a')
      throw new Error('no')
    }),
  ).toThrow('no')
  expect(db.prepare('SELECT * FROM a').all()).toHaveLength(1)
  db.close()
})
