import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../../electron/db/open.ts'
import { Commits } from '../../../electron/transfer/schedule/commits.ts'
import { addTransfer } from '../../../electron/transfer/specs.ts'
import { migrations } from '../../../electron/transfer/store/migrations.ts'
import { createStore, type Store } from '../../../electron/transfer/store/store.ts'

let store: Store
let transactions = 0
let commits: Commits
let close: () => void
beforeEach(() => {
  const { db } = openDatabase(':memory:', migrations)
  store = createStore(db)
  transactions = 0
  commits = new Commits({
    atomically: (work) => {
      transactions++
      return store.atomically(work)
    },
  })
  close = () => db.close()
})
afterEach(() => close())

function add(name: string): number {
  const spec = { kind: 'upload', accountId: 'a', bucket: 'b', prefix: '', conflict: 'ask' } as const
  return addTransferHere({ ...spec, paths: [`/${name}`] })
}

/** `addTransfer` opens a transaction of its own, which must not be nested. */
function addTransferHere(spec: Parameters<typeof addTransfer>[1]): number {
  return addTransfer({ ...store, atomically: (work) => work() }, spec, 0)
}

test('what is written together is one transaction, and each gets its own result', async () => {
  const ids = await Promise.all(['a', 'b', 'c'].map((name) => commits.write(() => add(name))))
  expect(ids.map((id) => store.transfers.get(id)?.firstName)).toEqual(['a', 'b', 'c'])
  expect(transactions).toBe(1)
})

test('what fails takes nothing else with it and leaves nothing behind', async () => {
  const results = await Promise.allSettled([
    commits.write(() => add('a')),
    commits.write(() => {
      add('half')
      throw new Error('no')
    }),
    commits.write(() => add('c')),
  ])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(store.transfers.shown(10).map(({ firstName }) => firstName)).toEqual(['a', 'c'])
})
