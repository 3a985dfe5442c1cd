import { basename } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../../electron/db/open.ts'
import { NetworkMonitor } from '../../../electron/transfer/network.ts'
import { ConnectionBudget } from '../../../electron/transfer/pace/budget.ts'
import type { RemoteStorage } from '../../../electron/transfer/remote/remote.ts'
import type { Runner, Tools, Try } from '../../../electron/transfer/run/context.ts'
import { runners } from '../../../electron/transfer/run/runners.ts'
import { Commits } from '../../../electron/transfer/schedule/commits.ts'
import type { Outcome } from '../../../electron/transfer/schedule/outcome.ts'
import { Scheduler } from '../../../electron/transfer/schedule/scheduler.ts'
import { addTransfer } from '../../../electron/transfer/specs.ts'
import { migrations } from '../../../electron/transfer/store/migrations.ts'
import { createStore, type Store } from '../../../electron/transfer/store/store.ts'
import { localFailure } from '../../../shared/ipc/failure.ts'

let store: Store
let close: () => Promise<void>
let scheduler: Scheduler
let now: () => number
let hold: PromiseWithResolvers<Outcome>
let outcomeOf: (at: Try) => Promise<Outcome>
const startedNames: string[] = []
const throttledAccounts: string[] = []

beforeEach(() => {
  const { db } = openDatabase(':memory:', migrations)
  store = createStore(db)
  startedNames.length = 0
  throttledAccounts.length = 0
  now = Date.now
  const tools = {
    store,
    commits: new Commits(store),
    budget: new ConnectionBudget(2),
    now: () => now(),
  } as unknown as Tools
  const run: Runner = async (tries, settle) => {
    startedNames.push(...tries.map(({ item }) => basename(item.name)))
    await Promise.all(tries.map(async (at) => settle(at, await outcomeOf(at))))
  }
  const network = new NetworkMonitor({
    probe: async () => true,
    sleep: async () => undefined,
    onOffline: () => undefined,
    onOnline: () => undefined,
  })
  scheduler = new Scheduler({
    tools,
    remoteOf: async () => ({}) as RemoteStorage,
    network,
    runners: Object.fromEntries(Object.keys(runners).map((kind) => [kind, run])) as typeof runners,
    random: () => 0.5,
    onSettled: () => undefined,
    onBytes: () => undefined,
    onThrottled: (accountId) => throttledAccounts.push(accountId),
    ceilingOf: () => 2,
  })
  hold = Promise.withResolvers()
  close = async () => {
    hold.resolve({ kind: 'interrupted' })
    await scheduler.stop()
    db.close()
  }
})
afterEach(() => close())

function add(names: readonly string[], large = false, accountId = 'a'): number {
  const spec = { kind: 'upload', accountId, bucket: 'b', prefix: '', conflict: 'ask' } as const
  const id = addTransfer(store, { ...spec, paths: ['/x'] }, 0)
  const items = names.map((rest) => ({ kind: 'file', rest, large, sizeBytes: 1 }) as const)
  store.items.add({ transferId: id, number: 1 }, items)
  return id
}

const done: Outcome = { kind: 'done' }
const again: Outcome = {
  kind: 'retry',
  afterMs: 5,
  failure: localFailure('client.bad-response', 'again', {}, true),
}

test('a retry that falls due while the round is under way is not missed', async () => {
  // Every look at the clock is a millisecond later: what is due at one look was not at the last.
  let clockMs = 0
  now = () => ++clockMs
  outcomeOf = async () => done
  for (let waitMs = 1; waitMs < 20; waitMs++) {
    const id = add([`file-${waitMs}`])
    const [item] = store.pages.page({ transferId: String(id), show: 'all', offset: 0, count: 1 })
    const waiting = { state: 'waiting', attempts: 0, notBeforeMs: clockMs + waitMs } as const
    store.items.write(item?.id ?? 0, waiting, null, 0)
    scheduler.pump()
    await expect.poll(() => store.transfers.get(id)?.counts.done, { timeout: 10_000 }).toBe(1)
  }
})

test('a retry of a paused transfer does not hide the later one of another', async () => {
  let failures = 2
  outcomeOf = async () => (failures-- > 0 ? again : done)
  const [paused, active] = [add(['paused']), add(['active'])]
  scheduler.pump()
  await expect.poll(() => failures).toBe(0)
  store.queue.pause(paused, null)
  await expect.poll(() => store.transfers.get(active)?.counts.done, { timeout: 10_000 }).toBe(1)
  expect(store.transfers.get(paused)?.counts.waiting).toBe(1)
})

test('the first transfer takes what it can use, and the next one what it leaves', async () => {
  outcomeOf = () => hold.promise
  add(['first-0', 'first-1', 'first-2'])
  add(Array.from({ length: 1000 }, (_, at) => `second-${at}`))
  scheduler.pump()
  await expect.poll(() => startedNames.length).toBe(3 + 3 * 64)
  expect(startedNames.slice(0, 3)).toEqual(['first-0', 'first-1', 'first-2'])
  expect(startedNames.slice(3).every((name) => name.startsWith('second'))).toBe(true)
})

test('what is moved to the front goes first, before files of others that wait', async () => {
  const ends: ((outcome: Outcome) => void)[] = []
  outcomeOf = () => new Promise((resolve) => ends.push(resolve))
  const names = (start: string): string[] =>
    Array.from({ length: 1000 }, (_, at) => `${start}${at}`)
  const first = add(names('a'))
  const second = add(names('b'))
  scheduler.pump()
  await expect.poll(() => ends.length).toBe(4 * 64)
  store.queue.move(second, first)
  for (const end of ends.splice(0)) end(done)
  await expect.poll(() => startedNames.length).toBe(8 * 64)
  expect(startedNames.slice(4 * 64).every((name) => name.startsWith('b'))).toBe(true)
  for (const end of ends.splice(0)) end({ kind: 'interrupted' })
})

test('small files that use every connection hold back large ones behind them only', async () => {
  outcomeOf = () => hold.promise
  const small = add(Array.from({ length: 1000 }, (_, index) => `small-${index}`))
  const large = add(['large'], true)
  scheduler.pump()
  await expect.poll(() => startedNames.length).toBe(4 * 64)
  expect(startedNames).not.toContain('large')
  store.queue.move(large, small)
  scheduler.pump()
  await expect.poll(() => startedNames).toContain('large')
})

test('an account that is asked to wait starts nothing until then; others go on', async () => {
  let clockMs = 1_000_000
  now = () => clockMs
  const failure = localFailure('client.bad-response', 'slow down', {}, true)
  outcomeOf = async ({ item }) =>
    item.name.endsWith('refused') && clockMs < 1_120_000
      ? { kind: 'throttled', afterMs: 120_000, failure }
      : done
  const first = add(['refused'])
  scheduler.pump()
  await expect.poll(() => throttledAccounts).toEqual(['a'])
  await expect.poll(() => store.transfers.get(first)?.counts.waiting).toBe(1)
  const second = add(['waits'])
  const other = add(['other'], false, 'b')
  scheduler.pump()
  await expect.poll(() => store.transfers.get(other)?.counts.done).toBe(1)
  clockMs += 119_999
  scheduler.pump()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(startedNames).toEqual(['refused', 'other'])
  clockMs += 1
  scheduler.pump()
  await expect.poll(() => store.transfers.get(second)?.counts.done).toBe(1)
})

const failure = localFailure('client.bad-response', 'no', {}, true)
const fates = {
  done,
  skipped: { kind: 'skipped' },
  failed: { kind: 'failed', failure },
  interrupted: { kind: 'interrupted' },
  again: { kind: 'retry', afterMs: 0, failure },
  later: { kind: 'retry', afterMs: 1, failure },
} as const satisfies Record<string, Outcome>
const someTransfers = fc.array(
  fc.record({
    large: fc.boolean(),
    /** What becomes of each file, try by try; afterwards it is done. */
    files: fc.array(
      fc.array(fc.constantFrom(...(Object.keys(fates) as (keyof typeof fates)[])), {
        maxLength: 3,
      }),
      { minLength: 1, maxLength: 90 },
    ),
    /** It is given up and taken up again after so many turns of the event loop. */
    interruptedAfter: fc.option(fc.nat({ max: 10 })),
  }),
  { minLength: 1, maxLength: 4 },
)

/** How many are done, skipped and failed: the first fate that is final decides. */
function expectedOf(files: readonly (readonly (keyof typeof fates)[])[]): readonly number[] {
  const ends = files.map(
    (all) => all.find((fate) => ['done', 'skipped', 'failed'].includes(fate)) ?? 'done',
  )
  return ['done', 'skipped', 'failed'].map((end) => ends.filter((one) => one === end).length)
}

test('whatever becomes of its tries, every file ends', async () => {
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  await fc.assert(
    fc.asyncProperty(someTransfers, async (transfers) => {
      const left = new Map<string, (keyof typeof fates)[]>()
      outcomeOf = async ({ item, transfer }) => {
        const fate = left.get(`${transfer.id} ${item.name}`)?.shift() ?? 'done'
        for (let wait = item.id % 4; wait > 0; wait--) await turn()
        return fates[fate]
      }
      const ids = transfers.map(({ files, large }) => {
        const names = files.map((_, at) => `file-${at}`)
        const id = add(names, large)
        for (const [at, file] of files.entries()) left.set(`${id} x/file-${at}`, [...file])
        return id
      })
      scheduler.pump()
      for (const [at, { interruptedAfter }] of transfers.entries()) {
        if (interruptedAfter === null) continue
        for (let wait = interruptedAfter; wait > 0; wait--) await turn()
        await scheduler.interrupt(ids[at] ?? 0, 'now')
        scheduler.pump()
      }
      for (const [at, { files, interruptedAfter }] of transfers.entries()) {
        const ended = (): readonly number[] => {
          const counts = store.transfers.get(ids[at] ?? 0)?.counts
          return counts ? [counts.done, counts.skipped, counts.failed] : []
        }
        const total = (): number => ended().reduce((sum, count) => sum + count, 0)
        await expect.poll(total, { timeout: 10_000 }).toBe(files.length)
        if (interruptedAfter === null) expect(ended()).toEqual(expectedOf(files))
      }
    }),
    { numRuns: 15 },
  )
}, 60_000)
