import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OssClient } from '../../electron/oss/client.ts'
import { createCrc64, formatCrc64 } from '../../electron/oss/crc64.ts'
import {
  deleteBucket,
  getBucketInfo,
  getBucketLocation,
  putBucket,
} from '../../electron/oss/operations/bucket.ts'
import { getBucketStat } from '../../electron/oss/operations/bucket-stat.ts'
import { copyObject } from '../../electron/oss/operations/copying.ts'
import {
  deleteMultipleObjects,
  deleteObject,
  fitsXml,
} from '../../electron/oss/operations/deleting.ts'
import { type ListPage, listObjects, listObjectsV2 } from '../../electron/oss/operations/listing.ts'
import { getObjectAcl, putObjectAcl } from '../../electron/oss/operations/object-acl.ts'
import {
  getObject,
  getObjectMeta,
  headObject,
  putObject,
} from '../../electron/oss/operations/objects.ts'
import { listBuckets } from '../../electron/oss/operations/service.ts'
import { paginate } from '../../electron/oss/paginate.ts'
import type { Credentials } from '../../shared/accounts.ts'
import { parseEndpoint } from '../../shared/oss/address.ts'
import { compareKeys } from '../../shared/oss/key.ts'
import { defaultIdentity } from '../oss-server/server.ts'
import {
  type ClientChoice,
  clientFor,
  failureOf,
  hostileKeys,
  hostTransport,
  type Service,
  startService,
} from './client-harness.ts'

const sts: Credentials = {
  kind: 'sts',
  accessKeyId: 'STS.id',
  accessKeySecret: 'sts-secret',
  securityToken: 'token/+==',
}
const virtualHost = parseEndpoint({ kind: 'region', region: 'cn-hangzhou' })

const choices: readonly (readonly [string, (service: Service) => ClientChoice])[] = [
  ['V4', () => ({ version: 'v4' })],
  ['V1', () => ({ version: 'v1' })],
  ['V4 with a token', () => ({ version: 'v4', credentials: sts })],
  ['V1 with a token', () => ({ version: 'v1', credentials: sts })],
  [
    'V4 by virtual host',
    (service) => ({ endpoint: virtualHost, transport: hostTransport(service) }),
  ],
]

describe.each(choices)('the client with %s', (_, choice) => {
  let service: Service
  let client: OssClient
  const bucket = 'contract'

  beforeAll(async () => {
    service = await startService({ identities: [defaultIdentity, sts] })
    client = clientFor(service, choice(service))
    await client.call(putBucket, { bucket, storageClass: 'IA', redundancy: 'LRS' })
  })
  afterAll(() => service.close())

  it('tells of buckets', async () => {
    const { buckets, next } = await client.call(listBuckets, {})
    expect(buckets).toMatchObject([{ name: bucket, region: 'cn-hangzhou', storageClass: 'IA' }])
    expect(next).toBeNull()
    expect(await client.call(getBucketLocation, { bucket })).toBe('cn-hangzhou')
    expect(await client.call(getBucketInfo, { bucket })).toMatchObject({
      name: bucket,
      region: 'cn-hangzhou',
      acl: 'private',
      storageClass: 'IA',
      redundancy: 'LRS',
      versioning: null,
    })
  })

  it('pages through buckets', async () => {
    for (const name of ['page-1', 'page-2', 'page-3']) {
      await client.call(putBucket, { bucket: name, acl: 'public-read' })
    }
    const input = { prefix: 'page-', maxKeys: 2 }
    const names: string[] = []
    const pages = paginate(client, listBuckets, input, (before, marker) => ({ ...before, marker }))
    for await (const page of pages) names.push(...page.buckets.map((each) => each.name))
    expect(names).toEqual(['page-1', 'page-2', 'page-3'])
    for (const name of names) await client.call(deleteBucket, { bucket: name })
    expect((await client.call(listBuckets, {})).buckets).toHaveLength(1)
  })

  it.each(hostileKeys)('keeps the key %j', async (key) => {
    const body = Buffer.from(`content of ${key}`)
    const metadata = { 'x-oss-meta-note': 'grüße 中' }
    const written = await client.call(putObject, {
      bucket,
      key,
      body,
      contentType: 'text/plain; charset=utf-8',
      headers: metadata,
    })
    const crc64 = formatCrc64(createCrc64().update(0n, body))
    expect(written.crc64).toBe(crc64)
    const got = await client.call(getObject, { bucket, key })
    expect(Buffer.from(got.body)).toEqual(body)
    expect(got).toMatchObject({ crc64, etag: written.etag, range: null })
    expect(await client.call(headObject, { bucket, key })).toMatchObject({
      sizeBytes: body.byteLength,
      contentType: 'text/plain; charset=utf-8',
      etag: written.etag,
      crc64,
      metadata: { note: 'grüße 中' },
    })
    expect(await client.call(getObjectMeta, { bucket, key })).toMatchObject({
      sizeBytes: body.byteLength,
      crc64,
    })
    const copy = { bucket, key: `copy of ${key.slice(0, 500)}`, source: { bucket, key } }
    expect((await client.call(copyObject, copy)).etag).toBe(written.etag)
    await client.call(deleteObject, { bucket, key: copy.key })
    const { failure } = await failureOf(client.call(headObject, { bucket, key: copy.key }))
    expect(failure).toMatchObject({ code: 'NoSuchKey', status: 404 })
  })

  const collect = async (pages: AsyncIterable<ListPage>): Promise<string[]> => {
    const keys: string[] = []
    for await (const page of pages) {
      keys.push(...page.objects.map((each) => each.key), ...page.prefixes)
    }
    return keys
  }

  it('lists every key once, in the order of the service, in both versions', async () => {
    const expected = [...hostileKeys].sort(compareKeys)
    const input = { bucket, maxKeys: 4 }
    const v2 = paginate(client, listObjectsV2, input, (before, continuationToken) => ({
      ...before,
      continuationToken,
    }))
    expect(await collect(v2)).toEqual(expected)
    const v1 = paginate(client, listObjects, input, (before, marker) => ({ ...before, marker }))
    expect(await collect(v1)).toEqual(expected)
  })

  it('lists one folder', async () => {
    const page = await client.call(listObjectsV2, { bucket, delimiter: '/', prefix: 'a/' })
    expect(page.prefixes).toEqual(['a/./', 'a//'])
    expect(page.objects).toEqual([])
    const top = await client.call(listObjectsV2, { bucket, delimiter: '/' })
    expect(top.prefixes).toContain('../')
    expect(top.prefixes).toContain('folder/')
    const after = await client.call(listObjectsV2, { bucket, startAfter: 'long/', maxKeys: 1 })
    expect(after.objects[0]?.key.startsWith('long/x')).toBe(true)
  })

  it('reads ranges, and only of the object that was meant', async () => {
    const key = 'range.txt'
    const { etag } = await client.call(putObject, { bucket, key, body: '0123456789' })
    const part = await client.call(getObject, {
      bucket,
      key,
      range: { start: 2, end: 4 },
      ifMatch: etag,
    })
    expect(Buffer.from(part.body).toString()).toBe('234')
    expect(part.range).toEqual({ start: 2, end: 4, total: 10 })
    const rest = await client.call(getObject, { bucket, key, range: { start: 8 } })
    expect(Buffer.from(rest.body).toString()).toBe('89')
    const changed = await failureOf(client.call(getObject, { bucket, key, ifMatch: 'OTHER' }))
    expect(changed.failure).toMatchObject({ code: 'PreconditionFailed', status: 412 })
    const beyond = await failureOf(client.call(getObject, { bucket, key, range: { start: 99 } }))
    expect(beyond.failure).toMatchObject({ code: 'InvalidRange', status: 416 })
  })

  it('overwrites nothing when told so', async () => {
    const input = { bucket, key: 'once', body: 'first', forbidOverwrite: true }
    await client.call(putObject, input)
    const { failure } = await failureOf(client.call(putObject, { ...input, body: 'second' }))
    expect(failure).toMatchObject({ code: 'FileAlreadyExists', status: 409, retryable: false })
    const got = await client.call(getObject, { bucket, key: 'once' })
    expect(Buffer.from(got.body).toString()).toBe('first')
  })

  it('sets the access of one object', async () => {
    const input = { bucket, key: 'once' }
    expect(await client.call(getObjectAcl, input)).toBe('default')
    await client.call(putObjectAcl, { ...input, acl: 'public-read' })
    expect(await client.call(getObjectAcl, input)).toBe('public-read')
  })

  it('deletes many at once, all but what XML cannot name', async () => {
    const { objects } = await client.call(listObjectsV2, { bucket })
    const stat = await client.call(getBucketStat, { bucket })
    expect(stat.objects).toBe(objects.length)
    const keys = objects.map((each) => each.key)
    const [fitting, others] = [keys.filter(fitsXml), keys.filter((key) => !fitsXml(key))]
    expect(others).toEqual(['control\u0001\u001f\u007f'])
    const asked = [...fitting, 'missing']
    const deleted = await client.call(deleteMultipleObjects, {
      bucket,
      objects: asked.map((key) => ({ key })),
    })
    expect(deleted.map((each) => each.key).sort()).toEqual(asked.sort())
    for (const key of others) await client.call(deleteObject, { bucket, key })
    expect((await client.call(listObjectsV2, { bucket })).objects).toEqual([])
    await client.call(deleteBucket, { bucket })
  })
})
