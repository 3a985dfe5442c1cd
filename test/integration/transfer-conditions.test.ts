import { readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aliOss } from './transfer-kit/ali-oss.ts'
import { bucket } from './transfer-kit/desk.ts'
import { justBefore } from './transfer-kit/objects.ts'
import { openWorkbench, type Workbench } from './transfer-kit/workbench.ts'

let bench: Workbench
beforeEach(async () => {
  bench = await openWorkbench()
})
afterEach(() => bench.desk.close())

const large = (fill: string): string => fill.repeat(300_000)
const hourMs = 3_600_000

/** Writes a local file whose time is `ageMs` ago. */
async function local(folder: string, name: string, text: string, ageMs: number): Promise<void> {
  await writeFile(join(folder, name), text)
  const seconds = (Date.now() - ageMs) / 1000
  await utimes(join(folder, name), seconds, seconds)
}

const remote = (key: string, text: string): Promise<unknown> =>
  aliOss(bench.desk.server.url, bucket).put(key, Buffer.from(text))

const stored = async (key: string): Promise<string> => (await bench.stored(key)).toString()

const counts = async (id: string): Promise<object> => {
  const { done, skipped, attention, failed } = (await bench.desk.finished(id)).items
  return { done, skipped, attention, failed }
}

for (const size of ['small', 'in parts'] as const) {
  const text = (fill: string): string => (size === 'small' ? fill : large(fill))

  test(`uploads replace what is older, and skip what is newer (${size})`, async () => {
    for (const key of ['older', 'newer']) await remote(key, text('there'))
    // Clocks of files and service may differ by less than these hours.
    await local(bench.source, 'older', text('mine'), -hourMs)
    await local(bench.source, 'newer', text('mine'), hourMs)
    await local(bench.source, 'none', text('mine'), hourMs)
    const id = await bench.upload(['older', 'newer', 'none'], 'replace-if-newer')
    expect(await counts(id)).toEqual({ done: 2, skipped: 1, attention: 0, failed: 0 })
    expect(await stored('older')).toBe(text('mine'))
    expect(await stored('newer')).toBe(text('there'))
    expect(await stored('none')).toBe(text('mine'))
  })

  test(`uploads replace what differs by size or by content alone (${size})`, async () => {
    for (const key of ['size', 'content', 'same']) await remote(key, text('there'))
    await local(bench.source, 'size', text('there!'), hourMs)
    await local(bench.source, 'content', text('ereht'), hourMs)
    await local(bench.source, 'same', text('there'), -hourMs)
    const { sequence } = bench.desk.server.requests.list().at(-1) ?? { sequence: 0 }
    const id = await bench.upload(['size', 'content', 'same'], 'replace-if-different')
    expect(await counts(id)).toEqual({ done: 2, skipped: 1, attention: 0, failed: 0 })
    expect(await stored('size')).toBe(text('there!'))
    expect(await stored('content')).toBe(text('ereht'))
    const sent = bench.desk.server.requests.list(sequence, ['PutObject', 'UploadPart'])
    expect(sent.map(({ key }) => key)).not.toContain('same')
  })

  test(`downloads compare the same way (${size})`, async () => {
    for (const key of ['older', 'newer', 'none']) await remote(key, text('there'))
    await local(bench.target, 'older', text('mine'), hourMs)
    await local(bench.target, 'newer', text('mine'), -hourMs)
    const id = await bench.download(['older', 'newer', 'none'], 'replace-if-newer')
    expect(await counts(id)).toEqual({ done: 2, skipped: 1, attention: 0, failed: 0 })
    const read = (name: string): Promise<string> => readFile(join(bench.target, name), 'utf8')
    expect(await read('older')).toBe(text('there'))
    expect(await read('newer')).toBe(text('mine'))
    const again = await bench.download(['older', 'newer', 'none'], 'replace-if-different')
    expect(await counts(again)).toEqual({ done: 1, skipped: 2, attention: 0, failed: 0 })
    expect(await read('newer')).toBe(text('there'))
    // What was downloaded has the time of its object: it is not newer than itself.
    const once = await bench.download(['older', 'newer', 'none'], 'replace-if-newer')
    expect(await counts(once)).toEqual({ done: 0, skipped: 3, attention: 0, failed: 0 })
  })
}

test('an answer may carry the condition, for all that asked and all to come', async () => {
  await remote('older', 'there')
  await remote('newer', 'there')
  await local(bench.source, 'older', 'mine', -hourMs)
  await local(bench.source, 'newer', 'mine', hourMs)
  const { desk } = bench
  const id = await bench.upload(['older', 'newer'])
  await desk.until(id, ({ items }) => items.attention === 2)
  const answer = { transferId: id, itemIds: null, choice: 'replace-if-newer' } as const
  await desk.transfers.commands.decide(answer)
  expect(await counts(id)).toEqual({ done: 1, skipped: 1, attention: 0, failed: 0 })
  expect(await stored('older')).toBe('mine')
  expect(await stored('newer')).toBe('there')
})

const races = [
  ['replace', 'done', 'mine'],
  ['skip', 'skipped', 'theirs'],
  ['ask', 'needs-attention', 'theirs'],
] as const
test.each(races)(
  '%s, and somebody stores another at the last moment: %s, with %s there',
  async (policy, ends, stays) => {
    await local(bench.source, 'raced', large('mine'), 0)
    justBefore(bench.desk, 'CompleteMultipartUpload', 'raced', async () => {
      await remote('raced', large('theirs'))
    })
    const id = await bench.upload(['raced'], policy)
    await bench.desk.until(id, ({ items }) => items.done + items.skipped + items.attention === 1)
    expect((await bench.desk.items(id)).map(({ state }) => state)).toEqual([ends])
    expect(await stored('raced')).toBe(large(stays))
  },
)
