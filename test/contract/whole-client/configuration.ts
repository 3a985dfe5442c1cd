import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeDocument, readDocument } from '../../../electron/oss/bucket-document.ts'
import {
  deleteBucket,
  getBucketInfo,
  getBucketLocation,
} from '../../../electron/oss/operations/bucket.ts'
import { getBucketStat } from '../../../electron/oss/operations/bucket-stat.ts'
import { parseSection, sectionOperations } from '../../../electron/oss/operations/section.ts'
import { describeRegions, listBuckets } from '../../../electron/oss/operations/service.ts'
import { documentNames, documentOf, documents } from '../../../shared/oss/documents.ts'
import { contentOf } from '../../../shared/oss/section-action.ts'
import { sameContent } from '../../../shared/oss/sections/same.ts'
import { samples } from '../../unit/oss/document-samples.ts'
import { failureOf } from '../client-harness.ts'
import { type Target, targets } from '../targets.ts'

/** Every bucket has one, whatever was set. */
const always = ['acl', 'httpsConfig', 'resourceGroup']
/** Needs what not every account has: a key, a resource group, roles, other buckets, an invitation. */
const local = [
  'callbackPolicy',
  'cnames',
  'encryption',
  'inventories',
  'inventory',
  'qosInfo',
  'replication',
  'requesterQos',
  'resourceGroup',
  'storageCapacity',
]
/** Of an access point, whose own test they have. */
const rare = ['accessPointPolicy', 'accessPointPublicAccessBlock']

describe.each(targets)('configurations of $name', ({ start, real }) => {
  let target: Target
  let bucket: string

  beforeAll(async () => {
    target = await start()
    bucket = await target.bucket()
  })
  afterAll(() => target.close())

  const acl =
    '<AccessControlPolicy><AccessControlList><Grant>public-read</Grant></AccessControlList></AccessControlPolicy>'
  const written = documentNames
    .filter((name) => documentOf(name).write.kind !== 'never')
    .filter((name) => !rare.includes(name) && !(real && local.includes(name)))
    .map((name) => [name, name === 'acl' ? acl : samples[name]] as const)

  it.each(written)(
    'keeps the document %s and goes back to what was before',
    async (name, sample) => {
      const { client } = target.session
      const section = documentOf(name)
      // A bucket that keeps versions, as the other does by then, takes none.
      const holder = name === 'worm' ? await target.bucket() : bucket
      const text = sample
        .replace('<TargetBucket>samples<', `<TargetBucket>${bucket}<`)
        .replace('acs:oss:::samples', `acs:oss:::${bucket}`)
        .replace('acs:oss:*:*:b/', `acs:oss:*:*:${bucket}/`)
      const document = parseSection(section, text)
      const id = section.parameter === null ? {} : { id: idIn(document) }
      const input = { bucket: holder, ...id }
      const before = await readDocument(client, section, input)
      expect(before.set).toBe(always.includes(name))
      await changeDocument(client, section, input, before.document, document)
      const after = await readDocument(client, section, input)
      expect(after.set).toBe(true)
      const said = (each: unknown): unknown => contentOf(section, each)
      expect(sameContent(said(after.document), said(document))).toBe(true)
      await changeDocument(client, section, input, after.document, after.document)
      // There is no way back from these.
      if (name === 'versioning') return
      await changeDocument(client, section, input, after.document, before.document)
      const again = await readDocument(client, section, input)
      expect(sameContent(said(again.document), said(before.document))).toBe(true)
    },
  )

  it.each(
    written.filter(([name]) => documentOf(name).deletable && documentOf(name).parameter === null),
  )('deletes the document %s also where there is none', async (name) => {
    const { client } = target.session
    const section = documentOf(name)
    await client.call(sectionOperations(section).delete, { bucket })
    expect((await readDocument(client, section, { bucket })).set).toBe(false)
    const { absentCode } = section
    if (absentCode === null) return
    const { failure } = await failureOf(client.call(sectionOperations(section).get, { bucket }))
    expect(failure).toMatchObject({ code: absentCode, status: 404 })
  })

  it('tells whether the policy lets everybody in', async () => {
    const { client } = target.session
    const { put, delete: remove } = sectionOperations(documents.policy)
    const document = parseSection(
      documents.policy,
      samples.policy.replace('b/denied', `${bucket}/d`),
    )
    await client.call(put, { bucket, document })
    const status = await client.call(sectionOperations(documents.policyStatus).get, { bucket })
    expect(status).toEqual({ IsPublic: 'false' })
    await client.call(remove, { bucket })
  })

  it('tells what a bucket is', async () => {
    const { client } = target.session
    const info = await client.call(getBucketInfo, { bucket })
    expect(info).toMatchObject({ name: bucket, storageClass: 'Standard', redundancy: 'LRS' })
    expect(await client.call(getBucketLocation, { bucket })).toBe(info.region)
    expect(await client.call(getBucketStat, { bucket })).toMatchObject({ objects: 0 })
    const none = `${bucket}-none`
    const absent = await failureOf(client.call(deleteBucket, { bucket: none }))
    expect(absent.failure).toMatchObject({ code: 'NoSuchBucket', status: 404 })
  })

  it('finds buckets by their tag, and regions', async () => {
    const { client } = target.session
    const tagged = await target.bucket()
    const { put } = sectionOperations(documents.tagging)
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

  it('keeps one style among others', async () => {
    const { client } = target.session
    const one = sectionOperations(documents.style)
    const style = { bucket, id: 'thumb' }
    await client.call(one.put, { ...style, document: { Content: 'image/resize,w_1' } })
    const kept = { Name: 'thumb', Content: 'image/resize,w_1' }
    expect(await client.call(one.get, style)).toMatchObject(kept)
    const all = await client.call(sectionOperations(documents.styles).get, { bucket })
    expect(all).toMatchObject({ Style: [kept] })
    await client.call(one.delete, style)
    const gone = await failureOf(client.call(one.get, style))
    expect(gone.failure).toMatchObject({ code: 'NoSuchStyle', status: 404 })
  })

  it('lists the places to copy to', async () => {
    const { get } = sectionOperations(documents.replicationLocation)
    const { Location } = await target.session.client.call(get, { bucket })
    expect(Location.every((each) => each.startsWith('oss-'))).toBe(true)
  })
})

function idIn(document: unknown): string {
  const { Id, Name = '1000000000000000' } = document as {
    readonly Id?: string
    readonly Name?: string
  }
  return Id ?? Name
}
