import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inParallel } from '../../../electron/transfer/run/parallel.ts'

/** Ends the work that began first, as often as anything is under way. */
async function endAll(ends: (() => void)[]): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setImmediate(resolve))
    const end = ends.shift()
    if (end === undefined) return
    end()
  }
}

test('every input once, in order, never more than the width of the moment', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(40),
      fc.array(fc.integer({ min: 0, max: 9 })),
      async (count, widths) => {
        const began: number[] = []
        const ends: (() => void)[] = []
        let active = 0
        const width = (): number => widths[began.length] ?? 3
        const inputs = Array.from({ length: count }, (_, input) => input)
        const all = inParallel(inputs, width, async (input) => {
          active++
          expect(active).toBeLessThanOrEqual(Math.max(1, 3, ...widths))
          began.push(input)
          await new Promise<void>((resolve) => ends.push(resolve))
          active--
        })
        await endAll(ends)
        await all
        expect(began).toEqual(inputs)
      },
    ),
  )
})

test('a width that grows is used, and one that shrinks is kept to', async () => {
  let width = 2
  let began = 0
  const ends: (() => void)[] = []
  const all = inParallel(
    Array(30).keys(),
    () => width,
    () => {
      began++
      return new Promise((resolve) => ends.push(resolve))
    },
  )
  const endOne = async (): Promise<void> => {
    ends.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(began).toBe(2)
  width = 5
  await endOne()
  expect(ends.length).toBe(5)
  width = 1
  for (let ended = 4; ended > 0; ended--) await endOne()
  expect(ends.length).toBe(1)
  await endAll(ends)
  await all
  expect(began).toBe(30)
})

test('after a failure nothing new begins, what runs is awaited, and the first failure is thrown', async () => {
  let began = 0
  let ended = 0
  const ends: (() => void)[] = []
  const all = inParallel(
    Array(30).keys(),
    () => 3,
    async (input) => {
      began++
      if (input === 1) throw new Error('one')
      await new Promise<void>((resolve) => ends.push(resolve))
      ended++
    },
  )
  const failed = expect(all).rejects.toThrow('one')
  await new Promise((resolve) => setImmediate(resolve))
  expect(began).toBe(3)
  await endAll(ends)
  await failed
  expect([began, ended]).toEqual([3, 2])
})
