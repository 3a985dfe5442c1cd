import fc from 'fast-check'
import { expect, test } from 'vitest'
import { partCount, partRange } from '../../../electron/transfer/limits.ts'
import { backoffMs } from '../../../electron/transfer/pace/backoff.ts'
import { ConnectionBudget } from '../../../electron/transfer/pace/budget.ts'

const never = new AbortController().signal

/** Starts work that ends when told; answers the order in which it began. */
function holder(budget: ConnectionBudget): {
  readonly began: number[]
  hold(
    transferId: number,
    signal?: AbortSignal,
  ): { readonly end: () => void; readonly over: Promise<void> }
} {
  const began: number[] = []
  return {
    began,
    hold: (transferId, signal = never) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      const over = budget.use(transferId, signal, () => {
        began.push(transferId)
        return promise
      })
      return { end: resolve, over }
    },
  }
}

test('never more than the limit, and transfers take turns', async () => {
  const budget = new ConnectionBudget(1)
  const began: number[] = []
  const running: (() => void)[] = []
  const all = [1, 1, 1, 2, 2, 3].map((transferId) =>
    budget.use(transferId, never, () => {
      began.push(transferId)
      return new Promise<void>((resolve) => running.push(resolve))
    }),
  )
  for (let count = 1; count <= all.length; count++) {
    await new Promise((resolve) => setImmediate(resolve))
    expect(began).toHaveLength(count)
    running.shift()?.()
  }
  await Promise.all(all)
  expect(began).toEqual([1, 1, 2, 3, 1, 2])
  expect(budget.idle).toBe(1)
})

test('leaving the line gives nothing away', async () => {
  const budget = new ConnectionBudget(1)
  const { hold } = holder(budget)
  const first = hold(1)
  const leaving = new AbortController()
  const second = hold(1, leaving.signal)
  const third = hold(2)
  leaving.abort()
  await expect(second.over).rejects.toMatchObject({ failure: { code: 'client.cancelled' } })
  first.end()
  third.end()
  await Promise.all([first.over, third.over])
  expect(budget.idle).toBe(1)
})

test('a higher limit lets more in at once', async () => {
  const budget = new ConnectionBudget(1)
  const { began, hold } = holder(budget)
  const held = [hold(1), hold(1), hold(1)]
  budget.setLimit(3)
  await new Promise((resolve) => setImmediate(resolve))
  expect(began).toHaveLength(3)
  for (const { end } of held) end()
  await Promise.all(held.map(({ over }) => over))
})

test('back-off stays between what was asked and its bound', () => {
  fc.assert(
    fc.property(
      fc.nat(1000),
      fc.double({ min: 0, max: 0.999_999, noNaN: true }),
      fc.option(fc.nat(60_000)),
      (attempts, random, asked) => {
        const wait = backoffMs(attempts, () => random, asked)
        expect(wait).toBeGreaterThanOrEqual(asked ?? 0)
        expect(wait).toBeLessThanOrEqual((asked ?? 0) + 60_000)
      },
    ),
  )
})

test('parts cover a file exactly, without gap or overlap', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000_000 }),
      fc.integer({ min: 1000, max: 1_000_000 }),
      (sizeBytes, partSizeBytes) => {
        const count = partCount(sizeBytes, partSizeBytes)
        let end = 0
        for (let number = 1; number <= count; number++) {
          const range = partRange(number, sizeBytes, partSizeBytes)
          expect(range.offset).toBe(end)
          expect(range.sizeBytes).toBeGreaterThan(0)
          end += range.sizeBytes
        }
        expect(end).toBe(sizeBytes)
      },
    ),
    { numRuns: 50 },
  )
})

test('the line of the lowest rank is served first, as ranks are at that moment', async () => {
  const ranks = new Map([
    [1, 1],
    [2, 2],
    [3, 3],
  ])
  const budget = new ConnectionBudget(1, {
    rankOf: (id) => ranks.get(id) ?? 9,
    accountOf: () => '',
    ceilingOf: () => 9,
  })
  const began: number[] = []
  const ends: (() => void)[] = []
  const all = [3, 3, 2, 1, 2].map((transferId) =>
    budget.use(transferId, never, () => {
      began.push(transferId)
      return new Promise<void>((resolve) => ends.push(resolve))
    }),
  )
  const endOne = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve))
    ends.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  await endOne()
  expect(began).toEqual([3, 1])
  ranks.set(3, 0)
  await endOne()
  expect(began).toEqual([3, 1, 3])
  for (let left = 3; left > 0; left--) await endOne()
  await Promise.all(all)
  expect(began).toEqual([3, 1, 3, 2, 2])
})

test('an account holds no more than its ceiling, and others take what it may not', async () => {
  let ceiling = 1
  const budget = new ConnectionBudget(3, {
    rankOf: (id) => id,
    accountOf: (id) => (id === 3 ? 'other' : 'slow'),
    ceilingOf: (accountId) => (accountId === 'slow' ? ceiling : 9),
  })
  const { began, hold } = holder(budget)
  const all = [1, 1, 2, 3, 3].map((id) => hold(id))
  await new Promise((resolve) => setImmediate(resolve))
  expect(began).toEqual([1, 3, 3])
  expect(budget.isFull).toBe(true)
  ceiling = 2
  all[3]?.end()
  await new Promise((resolve) => setImmediate(resolve))
  expect(began).toEqual([1, 3, 3, 1])
  for (const { end } of all) end()
  await Promise.all(all.map(({ over }) => over))
  expect(began).toEqual([1, 3, 3, 1, 2])
})
