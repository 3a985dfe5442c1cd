import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FaultRule } from '../oss-server/faults/faults.ts'
import { accountId, bucket } from './transfer-kit/desk.ts'
import { type Objects, openObjects } from './transfer-kit/objects.ts'

const away = 'away-bucket'
const content: Readonly<Record<string, Buffer>> = {
  'set/': Buffer.alloc(0),
  'set/empty': Buffer.alloc(0),
  'set/large': Buffer.alloc(300_000, 'large'),
  'set/small': Buffer.from('small'),
}
const names = Object.keys(content)

const effect = fc.constantFrom<FaultRule['effect']>(
  { kind: 'status', status: 500, code: 'InternalError' },
  { kind: 'status', status: 503, code: 'ServerBusy' },
  { kind: 'reset', when: 'before' },
  { kind: 'reset', when: 'before-answer' },
)
const operation = fc.constantFrom(
  ...['HeadObject', 'CopyObject', 'InitiateMultipartUpload', 'UploadPartCopy', 'UploadPart'],
  ...['CompleteMultipartUpload', 'ListParts', 'PutObject', 'GetObject', 'DeleteObject'],
  ...['ListObjectsV2', 'GetObjectACL', 'ListMultipartUploads'],
)
const rules = fc.array(
  fc.record({ operation, effect, skip: fc.nat({ max: 4 }), times: fc.integer({ min: 1, max: 3 }) }),
  { minLength: 1, maxLength: 8 },
)

test('whatever fails for a while, everything ends at its place, once and right', async () => {
  await fc.assert(
    fc.asyncProperty(rules, async (faults) => {
      const objects = await openObjects(() => 0)
      try {
        await run(objects, faults)
      } finally {
        await objects.desk.close()
      }
    }),
    { numRuns: 12 },
  )
})

async function run(objects: Objects, faults: readonly FaultRule[]): Promise<void> {
  const { desk } = objects
  desk.server.createBucket({ name: away, region: 'cn-beijing' })
  for (const prefix of ['copy/', 'move/', 'away/', 'class/']) {
    for (const name of names) await objects.put(prefix + name, content[name] ?? '')
  }
  for (const rule of faults) desk.server.faults.add(rule)
  const from = (basePrefix: string) => ({ basePrefix, prefixes: [`${basePrefix}set/`] })
  const ids = [
    await objects.start('copy', [], { prefix: 'copied/', source: from('copy/') }),
    await objects.start('move', [], { prefix: 'moved/', source: from('move/') }),
    await objects.start('move', [], { bucket: away, prefix: 'moved/', source: from('away/') }),
    await desk.transfers.commands
      .add({
        ...{ kind: 'storage-class', storageClass: 'IA', accountId, bucket },
        ...{ keys: [], prefixes: ['class/'] },
      })
      .then(({ transferId }) => transferId),
  ]
  for (const id of ids) {
    expect(await desk.finished(id)).toMatchObject({ state: 'done', items: { total: 4, done: 4 } })
  }
  desk.server.faults.clear()
  const expected = ['class/', 'copied/', 'copy/', 'moved/'].flatMap((prefix) =>
    names.map((name) => prefix + name),
  )
  expect(await objects.keys()).toEqual(expected)
  expect(await objects.keys(away)).toEqual(names.map((name) => `moved/${name}`))
  for (const key of expected) {
    const name = key.slice(key.indexOf('/') + 1)
    expect(content[name]?.equals(await objects.stored(key)), key).toBe(true)
  }
  expect(content['set/large']?.equals(await objects.stored('moved/set/large', away))).toBe(true)
  for (const of of [bucket, away]) {
    await expect.poll(() => desk.server.store.uploads.counts(of).uploads).toBe(0)
  }
}
