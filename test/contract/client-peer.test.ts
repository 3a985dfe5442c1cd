import OSS from 'ali-oss'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OssClient } from '../../electron/oss/client.ts'
import { listObjectsV2 } from '../../electron/oss/operations/listing.ts'
import {
  completeMultipartUpload,
  initiateMultipartUpload,
  uploadPart,
} from '../../electron/oss/operations/multipart.ts'
import { getObject, headObject, putObject } from '../../electron/oss/operations/objects.ts'
import { presignV1, presignV4 } from '../../electron/oss/presign.ts'
import { parseEndpoint } from '../../shared/oss/address.ts'
import {
  clientFor,
  defaultCredentials,
  hostileKeys,
  type Service,
  startService,
} from './client-harness.ts'

const bucket = 'peer'
let service: Service
let client: OssClient
let peer: OSS

beforeAll(async () => {
  service = await startService({ minPartSizeBytes: 1 })
  service.server.createBucket({ name: bucket })
  client = clientFor(service)
  const { accessKeyId, accessKeySecret } = defaultCredentials
  // An independent client of the service; it reads what ours writes, and the other way round.
  peer = new OSS({
    accessKeyId,
    accessKeySecret,
    bucket,
    endpoint: service.server.url,
    region: 'oss-cn-hangzhou',
    // For an IP address it names the host of the real service: virtual-host style.
    ...{ authorizationV4: true },
  })
})
afterAll(() => service.close())

/** The peer resolves dots in paths, and reads listings with control characters wrong. */
const peerKeys = hostileKeys.filter((key) => !/^\.|\/\.\.?\/|\p{Cc}/u.test(key))

describe.each(peerKeys)('%j', (key) => {
  it('written by us is read by the peer', async () => {
    const body = Buffer.from(`ours: ${key}`)
    const headers = { 'x-oss-meta-note': 'plain' }
    await client.call(putObject, { bucket, key, body, headers, contentType: 'text/x-ours' })
    const got = await peer.get(key)
    expect(got.content).toEqual(body)
    const head = await peer.head(key)
    expect(head.meta).toEqual({ note: 'plain' })
    expect((head.res.headers as Record<string, string>)['content-type']).toBe('text/x-ours')
  })

  it('written by the peer is read by us', async () => {
    const body = Buffer.from(`theirs: ${key}`)
    await peer.put(key, body, { mime: 'text/x-theirs', meta: { note: 'plain' } as never })
    const got = await client.call(getObject, { bucket, key })
    expect(Buffer.from(got.body)).toEqual(body)
    expect(got).toMatchObject({ contentType: 'text/x-theirs', metadata: { note: 'plain' } })
  })
})

it('both list the same keys', async () => {
  const { objects } = await client.call(listObjectsV2, { bucket })
  const { objects: theirs } = await peer.listV2({ 'max-keys': '1000' }, {})
  expect(objects.map((each) => each.key)).toEqual(theirs.map((each) => each.name))
  expect(objects.map((each) => each.sizeBytes)).toEqual(theirs.map((each) => each.size))
})

it('a multipart upload of ours is one object for the peer', async () => {
  const key = '多 part+.bin'
  const uploadId = await client.call(initiateMultipartUpload, { bucket, key })
  const upload = { bucket, key, uploadId }
  const parts = []
  for (const [index, text] of ['one ', 'two ', 'three'].entries()) {
    parts.push(
      await client.call(uploadPart, { ...upload, partNumber: index + 1, body: Buffer.from(text) }),
    )
  }
  const { etag } = await client.call(completeMultipartUpload, { ...upload, parts })
  const got = await peer.get(key)
  expect(got.content.toString()).toBe('one two three')
  expect((got.res.headers as Record<string, string>).etag).toBe(`"${etag}"`)
  expect(await client.call(headObject, { bucket, key })).toMatchObject({ type: 'Multipart' })
})

it('URLs that we sign work for anybody, until they are changed', async () => {
  const key = 'shared +中.txt'
  await peer.put(key, Buffer.from('shared'))
  const choice = {
    kind: 'custom',
    host: service.server.url,
    region: 'cn-hangzhou',
    cname: false,
  } as const
  const endpoint = parseEndpoint(choice)
  const request = {
    method: 'GET',
    bucket,
    key,
    query: { 'response-content-type': 'text/x-shared' },
    headers: {},
    region: 'cn-hangzhou',
    atMs: Date.now(),
  }
  const expires = Math.floor(Date.now() / 1000) + 60
  const urls = [
    presignV4(endpoint, request, defaultCredentials, 60).url,
    presignV1(endpoint, request, defaultCredentials, expires).url,
  ]
  for (const url of urls) {
    const answer = await fetch(url)
    expect(await answer.text()).toBe('shared')
    expect(answer.headers.get('content-type')).toBe('text/x-shared')
    expect((await fetch(url.replace('x-shared', 'html'))).status).toBe(403)
  }
})
