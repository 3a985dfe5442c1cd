import { expect, test } from 'vitest'
import { createCrc64 } from '../../../electron/oss/crc64.ts'
import { BufferPool } from '../../../electron/transfer/data-plane/buffers.ts'

test('large buffers first, then smaller ones, then everybody waits for the next', async () => {
  const { allocateMany } = createCrc64()
  const allocated: string[] = []
  const pool = new BufferPool(
    () => {
      allocated.push('large')
      return allocateMany(2, 64)
    },
    () => {
      allocated.push('small')
      return allocateMany(1, 16)
    },
  )
  const sizes: number[] = []
  const ends: (() => void)[] = []
  const use = (): Promise<void> =>
    pool.use(async ({ bytes }) => {
      sizes.push(bytes.byteLength)
      await new Promise<void>((resolve) => ends.push(resolve))
    })
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  const all = [use(), use()]
  await turn()
  expect([sizes, allocated]).toEqual([[64, 64], ['large']])
  all.push(use(), use())
  await turn()
  expect([sizes, allocated]).toEqual([
    [64, 64, 16],
    ['large', 'small'],
  ])
  ends[0]?.()
  await turn()
  expect(sizes).toEqual([64, 64, 16, 64])
  for (const end of ends) end()
  await Promise.all(all)
  ends.length = 0
  const again = [use(), use(), use()]
  await turn()
  expect(sizes.slice(4)).toEqual([64, 64, 16])
  for (const end of ends) end()
  await Promise.all(again)
  expect(allocated).toEqual(['large', 'small'])
})
