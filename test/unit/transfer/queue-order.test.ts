import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from '../../../electron/db/migrate.ts'
import { openDatabase } from '../../../electron/db/open.ts'
import { addTransfer } from '../../../electron/transfer/specs.ts'
import { migrations } from '../../../electron/transfer/store/migrations.ts'
import { createStore, type Store } from '../../../electron/transfer/store/store.ts'

let store: Store
let close: () => void
beforeEach(() => {
  const { db } = openDatabase(':memory:', migrations)
  store = createStore(db)
  close = () => db.close()
})
afterEach(() => close())

function add(): number {
  const spec = { kind: 'upload', accountId: 'a', bucket: 'b', prefix: '', conflict: 'ask' } as const
  return addTransfer(store, { ...spec, paths: ['/tmp/x'] }, 0)
}

const order = (): readonly number[] =>
  store.transfers
    .shown(200)
    .filter(({ finishedAtMs }) => finishedAtMs === null)
    .map(({ id }) => id)

/** What a person does to a list. */
const action = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), at: fc.nat(), to: fc.nat() }),
  fc.record({ kind: fc.constant('move' as const), at: fc.nat(), to: fc.nat() }),
  fc.record({ kind: fc.constant('end' as const), at: fc.nat(), to: fc.nat() }),
  fc.record({ kind: fc.constant('finish' as const), at: fc.nat(), to: fc.nat() }),
  fc.record({ kind: fc.constant('reopen' as const), at: fc.nat(), to: fc.nat() }),
)

test('whatever is moved, added, finished and opened again, the order is that of a list', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
      for (const id of order()) store.transfers.setFinished(id, 1)
      const list: number[] = []
      const over: number[] = []
      const take = (from: number[], at: number): number => from.splice(at % from.length, 1)[0] ?? 0
      for (const { kind, at, to } of actions) {
        if (kind === 'add') list.push(add())
        else if (kind === 'reopen' && over.length > 0) {
          const id = take(over, at)
          store.transfers.reopen(id)
          list.push(id)
        } else if (kind !== 'reopen' && list.length > 0) {
          const id = take(list, at)
          if (kind === 'finish') {
            store.transfers.setFinished(id, 1)
            over.push(id)
          } else {
            const place = kind === 'end' ? list.length : to % (list.length + 1)
            store.queue.move(id, list[place] ?? null)
            list.splice(place, 0, id)
          }
        }
        expect(order()).toEqual(list)
      }
    }),
    { numRuns: 60 },
  )
})

test('a pause for all leaves alone what is paused for good, and each ends at its own time', () => {
  const [good, timed, running] = [add(), add(), add()]
  store.queue.pause(good, null)
  store.queue.pause(timed, 5000)
  expect(store.queue.pauseAll(7000)).toEqual([running])
  expect(store.queue.nextResumeMs()).toBe(7000)
  expect(store.queue.resumeDue(6999)).toBe(false)
  expect(store.queue.resumeDue(7000)).toBe(true)
  expect(store.transfers.get(good)).toMatchObject({ paused: true, pausedUntilMs: null })
  expect(store.transfers.get(timed)).toMatchObject({ paused: false, pausedUntilMs: null })
  expect(store.transfers.get(running)).toMatchObject({ paused: false })
  expect(store.queue.nextResumeMs()).toBeNull()
})

test('a queue of an earlier version goes in the order of its age', () => {
  const { db } = openDatabase(':memory:', migrations.slice(0, 4))
  const insert = db.prepare(
    `INSERT INTO transfers (kind, account_id, bucket, prefix, first_name, asked, conflict, created_at,
       paused) VALUES ('upload', 'a', 'b', '', 'x', 1, 'ask', 5, ?)`,
  )
  for (const paused of [0, 1, 0]) insert.run(paused)
  migrate(db, migrations)
  const old = createStore(db)
  expect(old.transfers.shown(10).map(({ id, paused }) => [id, paused])).toEqual([
    [1, false],
    [2, true],
    [3, false],
  ])
  db.close()
})
