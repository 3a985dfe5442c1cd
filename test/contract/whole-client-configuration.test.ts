import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createCnameToken,
  deleteCname,
  listCname,
  putCname,
} from '../../electron/oss/operations/cnames.ts'
import {
  deleteBucketInventory,
  getBucketInventory,
  listBucketInventory,
  putBucketInventory,
} from '../../electron/oss/operations/inventory.ts'
import {
  deleteBucketPolicy,
  getBucketPolicy,
  getBucketPolicyStatus,
  putBucketPolicy,
} from '../../electron/oss/operations/policy.ts'
import {
  deleteBucketReplication,
  getBucketReplication,
  getBucketReplicationLocation,
  getBucketReplicationProgress,
  putBucketReplication,
  putBucketRtc,
} from '../../electron/oss/operations/replication.ts'
import { parseSection, sectionOperations } from '../../electron/oss/operations/section.ts'
import { describeRegions, listBuckets } from '../../electron/oss/operations/service.ts'
import {
  abortBucketWorm,
  completeBucketWorm,
  extendBucketWorm,
  getBucketWorm,
  initiateBucketWorm,
} from '../../electron/oss/operations/worm.ts'
import { documentOf } from '../../shared/oss/documents.ts'
import { sameContent } from '../../shared/oss/sections/same.ts'
import { samples } from '../unit/oss/document-samples.ts'
import { failureOf } from './client-harness.ts'
import { type Target, targets } from './targets.ts'

/** Needs what not every account has: a key of its own, a resource group. */
const local = ['encryption', 'resourceGroup']

describe.each(targets)('$name', ({ start, real }) => {
  let target: Target
  let bucket: string

  beforeAll(async () => {
    target = await start()
    bucket = await target.bucket()
  })
  afterAll(() => target.close())

  const documents = Object.entries(samples).filter(([name]) => !(real && local.includes(name)))

  it.each(documents)('keeps the document %s', async (name, sample) => {
    const { client } = target.session
    const section = documentOf(name as keyof typeof samples)
    const operations = sectionOperations(section)
    const xml = sample.replace('<TargetBucket>samples<', `<TargetBucket>${bucket}<`)
    const document = parseSection(section, xml)
    const absentNow = async (): Promise<void> => {
      const { absentCode } = section
      const read = client.call(operations.get, { bucket })
      if (absentCode === null) expect(section.schema.safeParse(await read).success).toBe(true)
      else expect((await failureOf(read)).failure).toMatchObject({ code: absentCode, status: 404 })
    }
    await absentNow()
    await client.call(operations.put, { bucket, document })
    const read = await client.call(operations.get, { bucket })
    expect(sameContent(read, document)).toBe(true)
    if (!section.deletable) return
    await client.call(operations.delete, { bucket })
    await absentNow()
    await client.call(operations.delete, { bucket })
  })

  it('keeps a policy and tells whether it is public', async () => {
    const { client } = target.session
    const absent = await failureOf(client.call(getBucketPolicy, { bucket }))
    expect(absent.failure).toMatchObject({ code: 'NoSuchBucketPolicy', status: 404 })
    const policy = JSON.stringify({
      Version: '1',
      Statement: [
        {
          Effect: 'Deny',
          Action: ['oss:PutObject'],
          Principal: ['20214760404935xxxx'],
          Resource: [`acs:oss:*:*:${bucket}/denied/*`],
        },
      ],
    })
    await client.call(putBucketPolicy, { bucket, policy })
    expect(JSON.parse(await client.call(getBucketPolicy, { bucket }))).toEqual(JSON.parse(policy))
    expect(await client.call(getBucketPolicyStatus, { bucket })).toEqual({ isPublic: false })
    await client.call(deleteBucketPolicy, { bucket })
  })

  it('finds buckets by their tag, and regions', async () => {
    const { client } = target.session
    const tagged = await target.bucket()
    const { put } = sectionOperations(documentOf('tagging'))
    const tag = { Key: 'contract', Value: tagged }
    await client.call(put, { bucket: tagged, document: { TagSet: { Tag: [tag] } } })
    const found = await client.call(listBuckets, { tag: { key: 'contract', value: tagged } })
    expect(found.buckets.map((each) => each.name)).toEqual([tagged])
    const regions = await client.call(describeRegions, {})
    expect(regions.find((each) => each.region === 'cn-hangzhou')).toMatchObject({
      publicEndpoint: 'oss-cn-hangzhou.aliyuncs.com',
      internalEndpoint: 'oss-cn-hangzhou-internal.aliyuncs.com',
    })
  })

  it('locks nothing that was not asked for', async () => {
    const { client } = target.session
    const worm = await target.bucket()
    const absent = await failureOf(client.call(getBucketWorm, { bucket: worm }))
    expect(absent.failure).toMatchObject({ code: 'NoSuchWORMConfiguration', status: 404 })
    const id = await client.call(initiateBucketWorm, { bucket: worm, days: 1 })
    expect(await client.call(getBucketWorm, { bucket: worm })).toMatchObject({
      id,
      state: 'InProgress',
      days: 1,
    })
    await client.call(abortBucketWorm, { bucket: worm })
    // A lock on a real bucket could not be taken away again.
    if (real) return
    const wormId = await client.call(initiateBucketWorm, { bucket: worm, days: 1 })
    await client.call(completeBucketWorm, { bucket: worm, wormId })
    await client.call(extendBucketWorm, { bucket: worm, wormId, days: 2 })
    expect(await client.call(getBucketWorm, { bucket: worm })).toMatchObject({
      state: 'Locked',
      days: 2,
    })
  })

  it('lists the places to copy to', async () => {
    const locations = await target.session.client.call(getBucketReplicationLocation, { bucket })
    expect(locations.every((each) => each.startsWith('oss-'))).toBe(true)
  })
})

/** Rules that need roles, other buckets and domains, which only the embedded server takes as given. */
describe.each(targets.filter(({ real }) => !real))('rules on $name', ({ start }) => {
  let target: Target
  let bucket: string

  beforeAll(async () => {
    target = await start()
    bucket = await target.bucket()
  })
  afterAll(() => target.close())

  it('keeps inventories by their ids', async () => {
    const { client } = target.session
    const document = (Id: string) => ({
      Id,
      IsEnabled: 'true',
      Destination: {
        OSSBucketDestination: {
          Format: 'CSV',
          AccountId: '100000000000000',
          RoleArn: 'acs:ram::100000000000000:role/AliyunOSSRole',
          Bucket: `acs:oss:::${bucket}`,
          Prefix: 'reports/',
        },
      },
      Schedule: { Frequency: 'Daily' },
      IncludedObjectVersions: 'All',
      OptionalFields: { Field: ['Size', 'ETag'] },
    })
    for (const id of ['one', 'two']) {
      await client.call(putBucketInventory, { bucket, document: document(id) })
    }
    const again = client.call(putBucketInventory, { bucket, document: document('one') })
    expect((await failureOf(again)).failure.code).toBe('InventoryConfigurationAlreadyExists')
    expect(await client.call(getBucketInventory, { bucket, id: 'two' })).toEqual(document('two'))
    const page = await client.call(listBucketInventory, { bucket })
    expect(page).toEqual({ inventories: [document('one'), document('two')], next: null })
    await client.call(deleteBucketInventory, { bucket, id: 'one' })
    const { failure } = await failureOf(client.call(getBucketInventory, { bucket, id: 'one' }))
    expect(failure).toMatchObject({ code: 'NoSuchInventory', status: 404 })
  })

  it('adds and removes rules of replication', async () => {
    const { client } = target.session
    const absent = await failureOf(client.call(getBucketReplication, { bucket }))
    expect(absent.failure.code).toBe('NoSuchReplicationConfiguration')
    const Destination = { Bucket: await target.bucket(), Location: 'oss-cn-beijing' }
    const rule = { PrefixSet: { Prefix: ['a/'] }, Action: 'ALL', Destination }
    const ruleId = await client.call(putBucketReplication, { bucket, rule })
    const read = await client.call(getBucketReplication, { bucket })
    expect(read.Rule).toMatchObject([{ ...rule, ID: ruleId }])
    await client.call(putBucketRtc, { bucket, ruleId, enabled: true })
    const progress = await client.call(getBucketReplicationProgress, { bucket, ruleId })
    expect(progress).toMatchObject([{ ruleId, targetBucket: Destination.Bucket }])
    await client.call(deleteBucketReplication, { bucket, ruleId })
  })

  it('proves and binds a domain', async () => {
    const { client } = target.session
    const cname = { bucket, domain: 'files.example.com' }
    const { token } = await client.call(createCnameToken, cname)
    expect(token).not.toBe('')
    await client.call(putCname, cname)
    expect(await client.call(listCname, { bucket })).toMatchObject([{ domain: cname.domain }])
    await client.call(deleteCname, cname)
    expect(await client.call(listCname, { bucket })).toEqual([])
  })
})
