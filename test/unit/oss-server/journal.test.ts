import { DatabaseSync } from 'node:sqlite'
import { beforeEach, expect, it } from 'vitest'
import { Journal } from '../../oss-server/store/journal.ts'

let database: DatabaseSync
let undone: number
let journal: Journal

beforeEach(() => {
  database = new DatabaseSync(':memory:')
  database.exec('PRAGMA foreign_keys = ON')
  database.exec('CREATE TABLE parent (id INTEGER PRIMARY KEY)')
  // Checked by the commit only, so that a commit can be made to fail.
  database.exec('CREATE TABLE child (id REFERENCES parent DEFERRABLE INITIALLY DEFERRED)')
  undone = 0
  journal = new Journal(database, () => {
    undone += 1
  })
})

function add(table: 'parent' | 'child', id: number): void {
  journal.begin()
  database.exec(`INSERT INTO ${table} VALUES (${id})`)
}

function ids(): readonly unknown[] {
  return database
    .prepare('SELECT id FROM parent ORDER BY id')
    .all()
    .map((row) => row.id)
}

it('commits the writes of one turn together, and tells when', async () => {
  expect(journal.settled()).toBeNull()
  add('parent', 1)
  let heard = false
  journal.afterCommit(() => {
    heard = true
  })
  const settled = journal.settled()
  await Promise.resolve()
  add('parent', 2)
  expect(journal.settled()).toBe(settled)
  expect([database.isTransaction, heard]).toEqual([true, false])
  await settled
  expect([database.isTransaction, heard]).toEqual([false, true])
  expect([ids(), journal.settled()]).toEqual([[1, 2], null])
})

it('takes back the whole of what failed inside, and nothing else', async () => {
  add('parent', 1)
  const work = (): void => {
    add('parent', 2)
    journal.atomically(() => add('parent', 3))
    throw new Error('half way')
  }
  expect(() => journal.atomically(work)).toThrow('half way')
  journal.atomically(() => add('parent', 4))
  await journal.settled()
  expect(ids()).toEqual([1, 4])
})

it('fails everybody of a group that cannot be committed, and goes on with the next', async () => {
  add('parent', 1)
  let heard = false
  journal.afterCommit(() => {
    heard = true
  })
  add('child', 9)
  await expect(journal.settled()).rejects.toThrow('FOREIGN KEY')
  expect([undone, heard, ids()]).toEqual([1, false, []])
  add('parent', 2)
  await journal.settled()
  expect(ids()).toEqual([2])
})
