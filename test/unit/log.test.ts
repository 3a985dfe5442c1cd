import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFileLog } from '../../electron/log.ts'
import { localFailure } from '../../shared/ipc/failure.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('messages of failures and errors, which may quote an input, stay out', async () => {
  const file = join(folder, 'logs', 'main.log')
  const log = createFileLog(file, () => 0)
  log.event('start', { version: '1' })
  log.failure('accounts.add', localFailure('internal', 'the secret is s3cret'))
  log.defect('accounts.add', new TypeError('the secret is s3cret'))
  const text = await readFile(file, 'utf8')
  expect(text).not.toContain('s3cret')
  const lines = text.trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { at: '1970-01-01T00:00:00.000Z', event: 'start', version: '1' },
    { event: 'accounts.add', code: 'internal', requestId: null },
    { event: 'accounts.add', error: 'TypeError', stack: expect.stringContaining('log.test.ts') },
  ])
})

test('a long log starts anew and keeps the one before', async () => {
  const file = join(folder, 'main.log')
  const log = createFileLog(file, () => 0)
  for (let line = 0; line < 3; line += 1) log.event('x', { filler: 'y'.repeat(600_000) })
  expect((await readFile(`${file}.old`, 'utf8')).length).toBeGreaterThan(1_000_000)
  expect((await readFile(file, 'utf8')).length).toBeLessThan(700_000)
})

test('a log that cannot be written is no reason to fail', () => {
  const log = createFileLog(join(import.meta.filename, 'main.log'), () => 0)
  expect(() => log.event('start')).not.toThrow()
})
