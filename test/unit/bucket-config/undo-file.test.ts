import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTurns } from '../../../electron/bucket-config/turns.ts'
import type { UndoRecord } from '../../../electron/bucket-config/undo.ts'
import { createUndoFile } from '../../../electron/bucket-config/undo-file.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undo-'))
})
afterEach(() => rm(folder, { recursive: true }))

function record(bucket: string, after = 'f'): UndoRecord {
  return {
    accountId: 'a',
    bucket,
    section: 'cors',
    appliedAt: '2026-01-01T00:00:00.000Z',
    before: { CORSRule: [] },
    beforeSet: false,
    after,
  }
}

describe('undo file', () => {
  test('keeps one record for each section of a bucket, over restarts', async () => {
    const path = join(folder, 'sub', 'undo.json')
    const store = createUndoFile(path)
    await store.keep(record('x'))
    await store.keep(record('y'))
    await store.keep(record('x', 'newer'))
    const again = createUndoFile(path)
    expect(await again.find(record('x'))).toEqual(record('x', 'newer'))
    expect(await again.find({ ...record('x'), section: 'acl' })).toBeNull()
    expect(await again.find({ ...record('x'), accountId: 'other' })).toBeNull()
    await again.forget(record('x'))
    expect(await createUndoFile(path).find(record('x'))).toBeNull()
    expect(await createUndoFile(path).find(record('y'))).toEqual(record('y'))
  })

  test('changes at the same time lose nothing and leave no other file', async () => {
    const path = join(folder, 'undo.json')
    const store = createUndoFile(path)
    const names = Array.from({ length: 20 }, (_, index) => `bucket-${index}`)
    await Promise.all(names.map((name) => store.keep(record(name))))
    const again = createUndoFile(path)
    for (const name of names) expect(await again.find(record(name))).not.toBeNull()
    expect(await readdir(folder)).toEqual(['undo.json'])
  })

  test('a broken file costs the earlier records and nothing else', async () => {
    const path = join(folder, 'undo.json')
    await writeFile(path, '{"version":1,"records":[{"bad":1}')
    const store = createUndoFile(path)
    expect(await store.find(record('x'))).toBeNull()
    await store.keep(record('x'))
    expect(JSON.parse(await readFile(path, 'utf8')).records).toHaveLength(1)
  })

  test('forgets the oldest beyond two hundred', async () => {
    const store = createUndoFile(join(folder, 'undo.json'))
    for (let index = 0; index <= 200; index += 1) await store.keep(record(`bucket-${index}`))
    expect(await store.find(record('bucket-0'))).toBeNull()
    expect(await store.find(record('bucket-1'))).not.toBeNull()
  })
})

describe('turns', () => {
  test('work of the same name waits, also after a failure; other names do not', async () => {
    const turns = createTurns()
    const log: string[] = []
    const gate = Promise.withResolvers<void>()
    const first = turns.take('a', async () => {
      await gate.promise
      log.push('first')
      throw new Error('broken')
    })
    const second = turns.take('a', async () => log.push('second'))
    await turns.take('b', async () => log.push('other'))
    gate.resolve()
    await expect(first).rejects.toThrow('broken')
    await second
    expect(log).toEqual(['other', 'first', 'second'])
  })
})
