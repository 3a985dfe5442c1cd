import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { en } from '../../shared/i18n/en.ts'
import { failureText } from '../../shared/i18n/failure-text.ts'
import { zhCn } from '../../shared/i18n/zh-cn.ts'
import type { TransferState } from '../../shared/transfer/state.ts'
import type { TransferRow } from '../../shared/transfer/view.ts'
import type { FaultRule } from '../oss-server/faults/faults.ts'
import { accountId, bucket } from './transfer-kit/desk.ts'
import { readTree, writeTree } from './transfer-kit/files.ts'
import { openWorkbench, type Workbench } from './transfer-kit/workbench.ts'

const names = ['large.bin', 'small.txt']
const sends = ['PutObject', 'UploadPart']
const minuteMs = 60_000

/** Something that goes wrong, and goes on going wrong until it is mended. */
interface Case {
  readonly when: string
  readonly kind: 'upload' | 'download'
  readonly faults: readonly FaultRule[]
  /** Trouble that the service knows nothing of, and its end. */
  readonly breaks?: (bench: Workbench) => Promise<unknown>
  readonly mends?: (bench: Workbench) => Promise<unknown>
  readonly state: TransferState
  /** Failed tries of each file. */
  readonly attempts: number
  /** What the window says, in English; HOST stands for that of the test. */
  readonly says: string
  /** Who goes on once it is mended. */
  readonly next: 'itself' | 'person'
}

const status = (code: number, name: string): FaultRule => ({
  effect: { kind: 'status', status: code, code: name },
})
const damage = (body: 'request' | 'response'): FaultRule => ({
  effect: { kind: 'corrupt', body, atByte: 3 },
})
const expired = { faults: [status(403, 'SecurityTokenExpired')], attempts: 0 }
const broken = { state: 'failed', attempts: 8, next: 'person' } as const
const asks = { state: 'needs-attention', attempts: 0, next: 'person' } as const
const gone = {
  ...asks,
  faults: [status(404, 'NoSuchBucket')],
  says: 'The bucket is not there any more.',
} as const
const waitsForKeys = {
  state: 'needs-attention',
  next: 'itself',
  says: 'The account was not accepted any more.',
  mends: ({ desk }: Workbench) => desk.transfers.commands.credentialsChanged(accountId),
} as const
const waitsForNetwork = {
  faults: [{ effect: { kind: 'offline' } }],
  state: 'waiting-for-network',
  attempts: 0,
  says: 'Waiting for the connection',
  next: 'itself',
} as const

const cases: readonly Case[] = [
  { when: 'the network is lost', kind: 'upload', ...waitsForNetwork },
  { when: 'the network is lost', kind: 'download', ...waitsForNetwork },
  {
    ...{ when: 'the service has a fault', kind: 'upload', ...broken },
    faults: [{ operation: sends, ...status(500, 'InternalError') }],
    says: 'The service could not answer.',
  },
  {
    ...{ when: 'the service has a fault', kind: 'download', ...broken },
    faults: [{ operation: 'GetObject', ...status(502, 'BadGateway') }],
    says: 'The service could not answer.',
  },
  {
    ...{ when: 'every connection breaks', kind: 'upload', ...broken },
    faults: [{ operation: sends, effect: { kind: 'reset', when: 'before' } }],
    says: 'The connection to HOST broke.',
  },
  {
    ...{ when: 'every answer is cut', kind: 'download', ...broken },
    faults: [{ operation: 'GetObject', effect: { kind: 'truncate', afterBytes: 3 } }],
    says: 'The connection to HOST broke.',
  },
  {
    ...{ when: 'everything is damaged on its way', kind: 'upload', ...broken },
    faults: [{ operation: 'UploadPart', ...damage('request') }],
    says: 'The content did not arrive unchanged.',
  },
  {
    ...{ when: 'everything is damaged on its way', kind: 'download', ...broken },
    faults: [{ operation: 'GetObject', ...damage('response') }],
    says: 'The content did not arrive unchanged.',
  },
  { when: 'the token has expired', kind: 'upload', ...expired, ...waitsForKeys },
  { when: 'the token has expired', kind: 'download', ...expired, ...waitsForKeys },
  {
    ...{ when: 'the account may not write', kind: 'upload', ...asks },
    faults: ['PUT', 'POST'].map((method) => ({ method, ...status(403, 'AccessDenied') })),
    says: 'Access is refused.',
  },
  {
    ...{ when: 'the account may not read', kind: 'download', ...asks },
    faults: [{ operation: 'GetObject', ...status(403, 'AccessDenied') }],
    says: 'Access is refused.',
  },
  { when: 'the bucket is gone', kind: 'upload', ...gone },
  { when: 'the bucket is gone', kind: 'download', ...gone },
  {
    ...{ when: 'the folder is gone', kind: 'download', faults: [], ...asks },
    says: 'The target folder is not there any more.',
    breaks: ({ target }) => rm(target, { recursive: true }),
    mends: ({ target }) => mkdir(target),
  },
]

let bench: Workbench
beforeEach(async () => {
  bench = await openWorkbench(() => 0)
  await writeTree(bench.source, { 'large.bin': 600_000, 'small.txt': 'small' })
})
afterEach(() => bench.desk.close())

test.each(cases)('$kind while $when: it says so, keeps everything, and goes on', async (one) => {
  const { desk } = bench
  if (one.kind === 'download') await desk.finished(await bench.upload(names))
  await one.breaks?.(bench)
  const faults = one.faults.map((rule) => desk.server.faults.add(rule))
  const id = await bench[one.kind](names)
  const row = await desk.until(id, ({ state }) => state === one.state)
  expectSaid(row, one.says)
  const attempts = (await desk.items(id)).map((item) => item.attempts)
  expect(Math.max(0, ...attempts)).toBe(one.attempts)
  for (const rule of faults) desk.server.faults.remove(rule)
  await one.mends?.(bench)
  if (one.next === 'person') await desk.transfers.commands.retry(id)
  await expectArrived(id, one.kind)
})

/** Where the bucket is found to be gone: at once, or while hundreds of files are handed over already. */
const losses: readonly (readonly ['upload' | 'download', 'any' | 'PutObject' | 'GetObject'])[] = [
  ['upload', 'any'],
  ['upload', 'PutObject'],
  ['download', 'any'],
  ['download', 'GetObject'],
]
test.each(losses)(
  '%s without its bucket (%s) stops as a whole and does not ask for every file',
  async (kind, operation) => {
    const { desk, source, target } = bench
    const files = Array.from({ length: 500 }, (_, at) => [`set/${at}.txt`, `file ${at}`])
    await writeTree(source, Object.fromEntries(files))
    if (kind === 'download') await desk.finished(await bench.upload(['set']))
    const before = desk.server.requests.list(0).length
    const asked = (): number => desk.server.requests.list(0).length - before
    const where = operation === 'any' ? {} : { operation }
    const fault = desk.server.faults.add({ ...where, ...status(404, 'NoSuchBucket') })
    const id = kind === 'upload' ? await bench.upload(['set']) : await downloadAll('set/')
    const stopped = await desk.until(id, ({ state }) => state === 'needs-attention')
    expect(stopped).toMatchObject({ attention: 'bucket-missing', items: { failed: 0, done: 0 } })
    // What the connections have begun, and not the hundreds behind that.
    expect(asked()).toBeLessThan(100)
    // It waits for the person, also over a restart.
    const untilNow = asked()
    await desk.restart()
    expect(await desk.row(id)).toMatchObject({ state: 'needs-attention' })
    expect(asked()).toBe(untilNow)
    desk.server.faults.remove(fault)
    await desk.transfers.commands.retry(id)
    expect(await desk.finished(id)).toMatchObject({ state: 'done', items: { done: 500 } })
    if (kind === 'download') {
      expect(await readTree(join(target, 'set'))).toEqual(await readTree(join(source, 'set')))
    }
  },
)

/** Faults that nobody has to hear of: it goes on by itself, whole, and no try is used up. */
const unseen: readonly (readonly ['upload' | 'download', string, FaultRule])[] = [
  ['upload', 'is asked to wait', { times: 6, operation: sends, ...slow() }],
  ['download', 'is asked to wait', { times: 6, operation: 'GetObject', ...slow() }],
  ['upload', 'finds the clocks apart', { effect: { kind: 'skew', ms: 40 * minuteMs } }],
  ['download', 'finds the clocks apart', { effect: { kind: 'skew', ms: -40 * minuteMs } }],
]
test.each(unseen)('%s that %s goes on by itself and uses up no try', async (kind, _what, rule) => {
  const { desk } = bench
  if (kind === 'download') await desk.finished(await bench.upload(names))
  const fault = desk.server.faults.add(rule)
  const id = await bench[kind](names)
  await desk.finished(id)
  expect((await desk.items(id)).map(({ attempts }) => attempts)).toEqual([0, 0])
  desk.server.faults.remove(fault)
  await expectArrived(id, kind)
})

function slow(): FaultRule {
  return {
    effect: { kind: 'status', status: 503, code: 'SlowDown', retryAfterSeconds: 1 },
  }
}

/** The row says it in both languages, with what can be done about it. */
function expectSaid(row: TransferRow, says: string): void {
  const host = new URL(bench.desk.server.url).host
  const known = says.replace('HOST', host)
  expect(sentenceOf(en, row)[0]).toBe(known)
  const chinese = sentenceOf(zhCn, row)
  expect(chinese).toHaveLength(sentenceOf(en, row).length)
  for (const sentence of chinese) expect(sentence).toMatch(/\p{Script=Han}/u)
}

/** What the row of the panel shows; after the first sentence why, and what can be done. */
function sentenceOf({ transfers, ...messages }: typeof en, row: TransferRow): readonly string[] {
  const { attention, failure, state } = row
  if (state === 'waiting-for-network') return [transfers.states[state]]
  if (attention !== null && attention !== 'conflict') {
    const { what, todo } = transfers.attention[attention]
    return [what, todo]
  }
  if (state !== 'failed' || failure === null) throw new Error(`nothing is said of ${state}`)
  const { what, why, todo } = failureText({ transfers, ...messages }, failure)
  return [what, why ?? '', todo ?? '']
}

async function expectArrived(id: string, kind: 'upload' | 'download'): Promise<void> {
  const { desk, source, target, stored } = bench
  const row = await desk.finished(id)
  expect(row).toMatchObject({ state: 'done', items: { total: 2, done: 2 } })
  if (kind === 'download') {
    expect(await readTree(target)).toEqual(await readTree(source))
    return
  }
  for (const name of names) {
    expect((await stored(name)).equals(await readFile(join(source, name)))).toBe(true)
  }
  await expect.poll(() => desk.server.store.uploads.counts(bucket).uploads).toBe(0)
}

async function downloadAll(prefix: string): Promise<string> {
  const { desk, target } = bench
  const from = { accountId, bucket, basePrefix: '', keys: [], prefixes: [prefix] }
  const spec = { kind: 'download' as const, ...from, folder: target, conflict: 'ask' as const }
  return (await desk.transfers.commands.add(spec)).transferId
}
