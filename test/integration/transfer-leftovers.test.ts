import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { accountId, bucket, type Desk } from './transfer-kit/desk.ts'
import { justBefore, type Objects, openObjects } from './transfer-kit/objects.ts'

/** Uploads that are given up are billed until they are taken away. */
const elsewhere = 'elsewhere'
const large = randomBytes(500_000)
const busy = { kind: 'status', status: 503, code: 'ServerBusy' } as const

let objects: Objects
let desk: Desk
beforeEach(async () => {
  objects = await openObjects(() => 0)
  desk = objects.desk
})
afterEach(() => desk.close())

async function expectNoneLeft(of: string): Promise<void> {
  const left = (): number => desk.server.store.uploads.counts(of).uploads
  await expect.poll(left, { timeout: 20_000 }).toBe(0)
}

test('an upload that waits to be taken away is not taken for the one whose answer was lost', async () => {
  const { faults } = desk.server
  desk.server.createBucket({ name: elsewhere, region: 'cn-beijing' })
  await objects.put('large', large)
  // The first is given up because the service may not copy there; of the second nobody hears.
  const lost = { kind: 'reset', when: 'before-answer' } as const
  faults.add({ operation: 'InitiateMultipartUpload', skip: 1, times: 1, effect: lost })
  faults.add({ operation: 'AbortMultipartUpload', times: 1, effect: busy })
  const id = await objects.start('move', ['large'], { bucket: elsewhere })
  expect(await desk.finished(id)).toMatchObject({ state: 'done', items: { done: 1 } })
  expect(large.equals(await objects.stored('to/large', elsewhere))).toBe(true)
  await expectNoneLeft(elsewhere)
  expect(desk.server.requests.list(0, ['InitiateMultipartUpload'])).toHaveLength(3)
})

test.each([
  ['an upload', 'UploadPart', 'upload'],
  ['a copy', 'UploadPartCopy', 'copy'],
] as const)(
  '%s that finds the same content at its place leaves no parts',
  async (_what, part, kind) => {
    const path = join(desk.folder, 'large')
    await writeFile(path, large)
    await objects.put('large', large)
    desk.server.faults.add({ operation: part, times: 1, effect: busy })
    justBefore(desk, 'CompleteMultipartUpload', 'to/large', () => objects.put('to/large', large))
    const id =
      kind === 'copy'
        ? await objects.start('copy', ['large'])
        : await desk.transfers.commands
            .add({ kind, accountId, bucket, prefix: 'to/', paths: [path], conflict: 'ask' })
            .then(({ transferId }) => transferId)
    expect(await desk.finished(id)).toMatchObject({ state: 'done', items: { done: 1 } })
    expect(large.equals(await objects.stored('to/large'))).toBe(true)
    await expectNoneLeft(bucket)
  },
)
