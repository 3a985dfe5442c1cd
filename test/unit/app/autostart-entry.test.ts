import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeEntry } from '../../../electron/app/autostart-entry.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'autostart-'))
})
afterEach(() => rm(folder, { recursive: true }))

const execLine = async (): Promise<string | undefined> =>
  (await readFile(join(folder, 'made', 'oss-desk.desktop'), 'utf8'))
    .split('\n')
    .find((line) => line.startsWith('Exec='))

test('an entry is made with its folder, replaced, and taken away as often as asked', async () => {
  const made = join(folder, 'made')
  writeEntry(made, 'OSS Desk', '/opt/OSS Desk/oss-desk')
  expect(await execLine()).toBe('Exec="/opt/OSS Desk/oss-desk"')
  writeEntry(made, 'OSS Desk', '/usr/bin/oss-desk')
  expect(await execLine()).toBe('Exec="/usr/bin/oss-desk"')
  writeEntry(made, 'OSS Desk', null)
  writeEntry(made, 'OSS Desk', null)
  expect(await readdir(made)).toEqual([])
})

test('characters that mean something in an entry are escaped', async () => {
  writeEntry(join(folder, 'made'), 'OSS Desk', '/a "b" $c `d` 100%\\e')
  expect(await execLine()).toBe('Exec="/a \\\\"b\\\\" \\\\$c \\\\`d\\\\` 100%%\\\\\\\\e"')
})
