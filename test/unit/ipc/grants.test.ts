import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createGrants } from '../../../electron/ipc/grants.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'grants-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function counted(): () => string {
  let next = 0
  return () => `grant-${++next}`
}

test('files and folders get grants by name; what is not there gets none', async () => {
  const file = join(folder, 'ünï 你好.txt')
  await writeFile(file, '')
  await mkdir(join(folder, 'sub'))
  const grants = createGrants(counted())
  const made = await grants.register([file, join(folder, 'sub'), join(folder, 'gone'), '', 'a.txt'])
  expect(made).toEqual([
    { id: 'grant-1', name: 'ünï 你好.txt', label: file, kind: 'file' },
    { id: 'grant-2', name: 'sub', label: join(folder, 'sub'), kind: 'folder' },
  ])
  expect(grants.path('grant-1')).toBe(file)
})

test('an id that was never given out is refused', () => {
  expect(() => createGrants(counted()).path('grant-1')).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ code: 'grant.unknown' }) }),
  )
})

test('a file that cannot be read is granted: its transfer says why it fails', async () => {
  const file = join(folder, 'locked.txt')
  await writeFile(file, '')
  await chmod(file, 0)
  expect(await createGrants(counted()).register([file])).toHaveLength(1)
})
