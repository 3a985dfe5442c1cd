import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDocument } from '../../../electron/oss/bucket-document.ts'
import {
  abortBucketWorm,
  closeMetaQuery,
  completeBucketWorm,
  createBucketDataRedundancyTransition,
  createCnameToken,
  deleteBucketReplication,
  deleteCname,
  doMetaQuery,
  extendBucketWorm,
  initiateBucketWorm,
  openMetaQuery,
  putBucketReplication,
  putBucketRtc,
  putCname,
} from '../../../electron/oss/operations/bucket-actions.ts'
import { putObject } from '../../../electron/oss/operations/objects.ts'
import { accountOperations, sectionOperations } from '../../../electron/oss/operations/section.ts'
import { accountDocuments } from '../../../shared/oss/account-documents.ts'
import { documents } from '../../../shared/oss/documents.ts'
import { failureOf } from '../client-harness.ts'
import { type Target, targets } from '../targets.ts'

/**
 * Rules that need roles, other buckets and domains, locks that nobody can take away again, and work that
 * costs money: only the embedded server takes them as given.
 */
describe.each(targets.filter(({ real }) => !real))('rules of $name', ({ start }) => {
  let target: Target
  let bucket: string

  beforeAll(async () => {
    target = await start()
    bucket = await target.bucket()
  })
  afterAll(() => target.close())

  it('keeps inventories by their ids, and reads all pages of them', async () => {
    const { client } = target.session
    const one = sectionOperations(documents.inventory)
    const document = (Id: string) => ({
      Id,
      IsEnabled: 'true',
      Destination: {
        OSSBucketDestination: {
          Format: 'CSV',
          AccountId: '100000000000000',
          RoleArn: 'acs:ram::100000000000000:role/AliyunOSSRole',
          Bucket: `acs:oss:::${bucket}`,
        },
      },
      Schedule: { Frequency: 'Daily' },
      IncludedObjectVersions: 'All',
      OptionalFields: { Field: ['Size', 'ETag'] },
    })
    const ids = Array.from({ length: 101 }, (_, index) => `i${String(index).padStart(3, '0')}`)
    for (const id of ids) {
      await client.call(one.put, { bucket, id, document: document(id) })
    }
    const again = client.call(one.put, { bucket, id: 'i001', document: document('i001') })
    expect((await failureOf(again)).failure.code).toBe('InventoryConfigurationAlreadyExists')
    expect(await client.call(one.get, { bucket, id: 'i002' })).toEqual(document('i002'))
    const page = await client.call(sectionOperations(documents.inventories).get, { bucket })
    expect(page.InventoryConfiguration).toHaveLength(100)
    const all = await readDocument(client, documents.inventories, { bucket })
    expect(all.document.InventoryConfiguration.map(({ Id }) => Id)).toEqual(ids)
    await client.call(one.delete, { bucket, id: 'i001' })
    const { failure } = await failureOf(client.call(one.get, { bucket, id: 'i001' }))
    expect(failure).toMatchObject({ code: 'NoSuchInventory', status: 404 })
  })

  it('adds and removes rules of replication', async () => {
    const { client } = target.session
    const Destination = { Bucket: await target.bucket(), Location: 'oss-cn-beijing' }
    const rule = { PrefixSet: { Prefix: ['a/'] }, Action: 'ALL', Destination }
    const ruleId = await client.call(putBucketReplication, { bucket, rule })
    const read = await client.call(sectionOperations(documents.replication).get, { bucket })
    expect(read.Rule).toMatchObject([{ ...rule, ID: ruleId }])
    await client.call(putBucketRtc, { bucket, ruleId, status: 'enabled' })
    const { get } = sectionOperations(documents.replicationProgress)
    const progress = await client.call(get, { bucket, id: ruleId })
    expect(progress.Rule).toMatchObject([{ ID: ruleId, Destination }])
    await client.call(deleteBucketReplication, { bucket, ruleId })
  })

  it('proves and binds a domain', async () => {
    const { client } = target.session
    const cname = { bucket, domain: 'files.example.com' }
    const made = await client.call(createCnameToken, cname)
    expect(made.Token).not.toBe('')
    const token = sectionOperations(documents.cnameToken)
    expect(await client.call(token.get, { bucket, id: cname.domain })).toEqual(made)
    await client.call(putCname, cname)
    const { get } = sectionOperations(documents.cnames)
    expect((await client.call(get, { bucket })).Cname).toMatchObject([{ Domain: cname.domain }])
    await client.call(deleteCname, cname)
    expect((await client.call(get, { bucket })).Cname).toEqual([])
  })

  it('locks for good, and for longer', async () => {
    const { client } = target.session
    const kept = await target.bucket()
    const { get } = sectionOperations(documents.worm)
    const first = await client.call(initiateBucketWorm, { bucket: kept, days: '1' })
    expect(await client.call(get, { bucket: kept })).toMatchObject({ WormId: first })
    await client.call(abortBucketWorm, { bucket: kept })
    const wormId = await client.call(initiateBucketWorm, { bucket: kept, days: '1' })
    await client.call(completeBucketWorm, { bucket: kept, wormId })
    await client.call(extendBucketWorm, { bucket: kept, wormId, days: '2' })
    const locked = { WormId: wormId, State: 'Locked', RetentionPeriodInDays: '2' }
    expect(await client.call(get, { bucket: kept })).toMatchObject(locked)
    const late = await failureOf(client.call(abortBucketWorm, { bucket: kept }))
    expect(late.failure).toMatchObject({ code: 'WORMConfigurationLocked', status: 403 })
  })

  it('turns a bucket into one with copies in several zones', async () => {
    const { client } = target.session
    const one = sectionOperations(documents.redundancyTransition)
    const id = await client.call(createBucketDataRedundancyTransition, { bucket })
    const task = await client.call(one.get, { bucket, id })
    expect(task).toMatchObject({ TaskId: id, Bucket: bucket })
    const { get } = sectionOperations(documents.redundancyTransitions)
    const tasks = await client.call(get, { bucket })
    expect(tasks.BucketDataRedundancyTransition.map(({ TaskId }) => TaskId)).toEqual([id])
    const everywhere = await client.call(
      accountOperations(accountDocuments.redundancyTransitions).get,
      {},
    )
    expect(everywhere.BucketDataRedundancyTransition).toEqual(tasks.BucketDataRedundancyTransition)
    await client.call(one.delete, { bucket, id })
    const others = await Promise.all(Array.from({ length: 3 }, () => target.bucket()))
    for (const other of others) {
      await client.call(createBucketDataRedundancyTransition, { bucket: other })
    }
    const paged = { parameters: { 'max-keys': 1 } }
    const all = await readDocument(client, accountDocuments.redundancyTransitions, paged)
    const buckets = all.document.BucketDataRedundancyTransition.map((each) => each.Bucket)
    expect(buckets.sort()).toEqual(others.sort())
  })

  it('indexes a bucket and finds what is in it', async () => {
    const { client } = target.session
    const searched = await target.bucket()
    for (const [key, sizeBytes] of [
      ['large', 2000],
      ['small', 10],
    ] as const) {
      await client.call(putObject, { bucket: searched, key, body: Buffer.alloc(sizeBytes) })
    }
    await client.call(openMetaQuery, { bucket: searched })
    const { get } = sectionOperations(documents.metaQuery)
    expect(await client.call(get, { bucket: searched })).toMatchObject({ State: 'Running' })
    const query = '{"Field":"Size","Value":"1000","Operation":"gt"}'
    const answer = await client.call(doMetaQuery, { bucket: searched, query })
    expect(answer.Files?.File).toMatchObject([{ Filename: 'large', Size: '2000' }])
    await client.call(closeMetaQuery, { bucket: searched })
  })
})
