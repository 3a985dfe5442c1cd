import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import '../../property-seed.ts'
import { openDatabase } from '../../../electron/db/open.ts'
import { addTransfer } from '../../../electron/transfer/specs.ts'
import { migrations } from '../../../electron/transfer/store/migrations.ts'
import type { ItemRecord, TransferRecord } from '../../../electron/transfer/store/records.ts'
import { createStore, type Store } from '../../../electron/transfer/store/store.ts'
import type { Sweep } from '../../../electron/transfer/store/sweep-store.ts'
import {
  type AttentionReason,
  attentionReasons,
  type Item,
  type ItemEvent,
  type ItemState,
  itemStates,
  next,
} from '../../../shared/transfer/state.ts'
import type { Decision, ItemWindow } from '../../../shared/transfer/view.ts'

/** Several blocks, the last of them not full. */
const count = 1300
let store: Store
let reopen: () => Store
let close: () => void
beforeEach(() => {
  const { db } = openDatabase(':memory:', migrations)
  reopen = () => createStore(db)
  store = reopen()
  close = () => db.close()
})
afterEach(() => close())

/** A transfer of `count` files in states that repeat as given; a neighbour must not be touched. */
function transferOf(states: readonly Item[]): number {
  add([{ state: 'needs-attention', attempts: 0, reason: 'conflict' }], 5)
  const id = add(states, count)
  add([{ state: 'failed', attempts: 1 }], 5)
  return id
}

function add(states: readonly Item[], files: number): number {
  const spec = { kind: 'upload', accountId: 'a', bucket: 'b', prefix: '', conflict: 'ask' } as const
  const transferId = addTransfer(store, { ...spec, paths: ['/x'] }, 0)
  const items = Array.from({ length: files }, (_, index) => {
    return { kind: 'file', rest: `${index}`, large: false, sizeBytes: 10 } as const
  })
  store.atomically(() => {
    const first = store.items.add({ transferId, number: 1 }, items)
    for (let index = 0; index < files; index++) {
      const state = states[index % states.length]
      if (state) store.items.write(first + index, state, null, 0)
    }
  })
  return transferId
}

function page(id: number, show: ItemWindow['show'], offset = 0, rows = 500): readonly ItemRecord[] {
  return store.pages.page({ transferId: String(id), show, offset, count: rows })
}

function all(id: number): readonly ItemRecord[] {
  return [0, 500, 1000].flatMap((offset) => page(id, 'all', offset))
}

const anyItem = fc
  .tuple(fc.constantFrom(...itemStates), fc.constantFrom(...attentionReasons))
  .map(([state, reason]) => ({ state, reason, attempts: 3, notBeforeMs: 0 }) as Item)
const anyItems = fc.array(anyItem, { minLength: 1, maxLength: 30 })

const tabs: Readonly<Record<ItemWindow['show'], readonly ItemState[]>> = {
  all: itemStates,
  unfinished: ['waiting', 'running', 'waiting-for-network', 'needs-attention'],
  attention: ['needs-attention'],
  failed: ['failed'],
  done: ['done'],
  skipped: ['skipped'],
}

test('every tab shows the same rows at a position as a walk from its start would', () => {
  const position = fc.tuple(fc.constantFrom(...Object.keys(tabs)), fc.nat(count), fc.nat(120))
  fc.assert(
    fc.property(anyItems, fc.array(position, { maxLength: 8 }), (states, positions) => {
      const id = transferOf(states)
      const every = all(id)
      expect(every.map(({ name }) => name)).toEqual(every.map((_, index) => `x/${index}`))
      for (const [tab, offset, rows] of positions) {
        const show = tab as ItemWindow['show']
        const expected = every.filter(({ state }) => tabs[show].includes(state))
        const names = page(id, show, offset, rows + 1).map(({ name }) => name)
        expect(names).toEqual(expected.slice(offset, offset + rows + 1).map(({ name }) => name))
      }
    }),
    { numRuns: 25 },
  )
})

const choices: readonly Decision['choice'][] = ['skip', 'replace', 'keep-both', 'retry']
const anySweep: fc.Arbitrary<Sweep> = fc.oneof(
  fc.constantFrom<Sweep>({ what: 'again' }, { what: 'signed-in' }, { what: 'cancel' }),
  fc
    .tuple(fc.constantFrom(null, ...attentionReasons), fc.constantFrom(...choices))
    .map(([reason, choice]) => ({ what: 'answer', reason, choice }) as const),
)

/** What the state machine makes of one item; null = the sweep does not mean it. */
function eventFor(sweep: Sweep, item: Item): ItemEvent | null {
  const reason: AttentionReason | null = item.state === 'needs-attention' ? item.reason : null
  switch (sweep.what) {
    case 'again':
      return { type: 'again' }
    case 'signed-in':
      return reason === 'credentials' || reason === 'denied' ? { type: 'again' } : null
    case 'cancel':
      return { type: 'cancel' }
    case 'answer':
      if (reason === null || (sweep.reason !== null && sweep.reason !== reason)) return null
      return { type: sweep.choice === 'skip' ? 'skip' : 'again' }
    case 'remove':
      return null
  }
}

/** As after a kill: whoever goes on knows only what the tables say. */
function sweepWithKills(id: number, sweep: Sweep): void {
  store.sweeps.begin(id, sweep)
  for (;;) {
    const other = reopen()
    expect(other.sweeps.pending()).toEqual([id])
    if (other.atomically(() => other.sweeps.step(id, 7))) return
  }
}

test('what is done to all items is what the state machine does to each', () => {
  fc.assert(
    fc.property(anyItems, anySweep, (states, sweep) => {
      const id = transferOf(states)
      sweepWithKills(id, sweep)
      const after = all(id)
      expect(after).toHaveLength(count)
      for (const [index, row] of after.entries()) {
        const before = states[index % states.length] as Item
        const event = eventFor(sweep, before)
        const expected = event === null ? before : next(before, event, 0)
        expect(row.state).toBe(expected.state)
        if (event !== null && before.state === 'needs-attention') expect(row.attention).toBe(null)
      }
      const record = store.transfers.get(id) as TransferRecord
      for (const state of itemStates) {
        expect(record.counts[state]).toBe(after.filter((row) => row.state === state).length)
      }
      expect(record.doneBytes).toBe(after.reduce((sum, row) => sum + row.doneBytes, 0))
      expect(record.finishedAtMs).toBe(sweep.what === 'cancel' ? 7 : null)
    }),
    { numRuns: 40 },
  )
})

test('nothing is left of a removed transfer but what is to be cleaned, and nothing else is touched', () => {
  const id = transferOf([{ state: 'cancelled', attempts: 0 }])
  const [first] = page(id, 'all')
  store.checkpoints.intendUpload(first?.id ?? 0, 'key', 1, 5)
  store.checkpoints.addPart(first?.id ?? 0, { number: 1, sizeBytes: 1, crc64: '1', etag: 'e' })
  sweepWithKills(id, { what: 'remove' })
  expect(store.transfers.get(id)).toBeNull()
  expect(store.transfers.shown(10).map(({ id: other, total }) => [other, total])).toEqual([
    [id - 1, 5],
    [id + 1, 5],
  ])
  expect(all(id)).toEqual([])
  expect(store.roots.foundIn({ transferId: id, number: 1 } as never, 0, 9)).toEqual([])
  expect(store.checkpoints.parts(first?.id ?? 0)).toEqual([])
  expect(store.cleanups.due(0)).toMatchObject({ kind: 'upload', key: 'key', intentAtMs: 5 })
})

test('a transfer that is being removed shows nowhere', () => {
  const id = transferOf([{ state: 'cancelled', attempts: 0 }])
  const totals = store.transfers.totals()
  store.sweeps.begin(id, { what: 'remove' })
  expect(store.transfers.get(id)).toBeNull()
  expect(store.transfers.shown(10)).toHaveLength(2)
  expect(store.transfers.totals()).toMatchObject({
    total: totals.total - 1,
    totalItems: totals.totalItems - count,
  })
})
