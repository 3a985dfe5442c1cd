import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { allOperations, operationsTable, operationsTablePath } from '../../operations.ts'

it('is what `npm run operations` writes', async () => {
  expect(await readFile(operationsTablePath, 'utf8')).toBe(await operationsTable())
})

it('names a test for every operation', async () => {
  const rows = (await operationsTable()).split('\n').filter((line) => line.startsWith('| ['))
  expect(rows.length).toBeGreaterThan(80)
  expect(rows.filter((row) => row.endsWith('|  |'))).toEqual([])
})

it('gives every operation a name of its own', async () => {
  const names = (await allOperations()).map(({ name }) => name)
  expect(names.length).toBeGreaterThan(110)
  expect(new Set(names).size).toBe(names.length)
})
