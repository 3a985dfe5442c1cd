import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CancelledError, NetworkError } from '../../electron/oss/errors.ts'
import { getBucketInfo } from '../../electron/oss/operations/bucket.ts'
import {
  abortMultipartUpload,
  completeMultipartUpload,
  initiateMultipartUpload,
  uploadPart,
  uploadPartCopy,
} from '../../electron/oss/operations/multipart.ts'
import { listMultipartUploads, listParts } from '../../electron/oss/operations/multipart-lists.ts'
import { getObject, headObject, putObject } from '../../electron/oss/operations/objects.ts'
import { listBuckets } from '../../electron/oss/operations/service.ts'
import { anonymousSigner } from '../../electron/oss/signer.ts'
import { parseEndpoint } from '../../shared/oss/address.ts'
import { defaultIdentity } from '../oss-server/server.ts'
import {
  clientFor,
  defaultCredentials,
  failureOf,
  hostTransport,
  type Service,
  startService,
} from './client-harness.ts'

let service: Service
const bucket = 'failures'
const object = { bucket, key: 'k' }
const limited = { accessKeyId: 'may-not-list', accessKeySecret: 'limited-secret' }

beforeAll(async () => {
  service = await startService({
    identities: [defaultIdentity, { ...limited, mayListBuckets: false }],
    otherRegions: ['us-east-1'],
    minPartSizeBytes: 1,
  })
  service.server.createBucket({ name: bucket })
  service.server.createBucket({ name: 'elsewhere', region: 'us-east-1' })
})
afterAll(() => service.close())
beforeEach(() => service.server.faults.clear())

describe('credentials', () => {
  it.each([
    ['an unknown key', { accessKeyId: 'nobody' }, 'InvalidAccessKeyId'],
    ['a wrong secret', { accessKeySecret: 'wrong' }, 'SignatureDoesNotMatch'],
    ['a key that may not list', limited, 'AccessDenied'],
  ])('%s', async (_, part, code) => {
    for (const version of ['v4', 'v1'] as const) {
      const credentials = { ...defaultCredentials, ...part }
      const client = clientFor(service, { version, credentials })
      const { failure } = await failureOf(client.call(listBuckets, {}))
      expect(failure).toMatchObject({ code, status: 403, retryable: false })
      expect(failure.requestId).toMatch(/^[0-9A-F]{24}$/)
      const details = JSON.stringify(failure.details)
      for (const leak of ['HMAC', 'x-oss-', credentials.accessKeyId, credentials.accessKeySecret]) {
        expect(details).not.toContain(leak)
      }
    }
  })
})

describe('clock and region', () => {
  it('corrects a clock that is a day off', async () => {
    const now = (): number => Date.now() - 86_400_000
    for (const version of ['v4', 'v1'] as const) {
      const client = clientFor(service, { now, version })
      await client.call(putObject, { ...object, body: 'x' }, { attempts: 1 })
      expect((await client.call(headObject, object, { attempts: 1 })).sizeBytes).toBe(1)
    }
  })

  it.each(['v4', 'v1'] as const)(
    'follows the service to another region with %s',
    async (version) => {
      const endpoint = parseEndpoint({ kind: 'region', region: 'cn-hangzhou' })
      const hosts: string[] = []
      const send = hostTransport(service)
      const client = clientFor(service, {
        version,
        endpoint,
        transport: (request, body, signal) => {
          hosts.push(new URL(request.origin).host)
          return send(request, body, signal)
        },
      })
      const input = { bucket: 'elsewhere', key: 'followed', body: version }
      await client.call(putObject, input, { attempts: 1 })
      const got = await client.call(getObject, { bucket: 'elsewhere', key: 'followed' })
      expect(Buffer.from(got.body).toString()).toBe(version)
      expect(hosts).toEqual([
        'elsewhere.oss-cn-hangzhou.aliyuncs.com',
        'elsewhere.oss-us-east-1.aliyuncs.com',
        'elsewhere.oss-us-east-1.aliyuncs.com',
      ])
    },
  )

  it('finds the region of a bucket that the address does not tell', async () => {
    const choice = { kind: 'custom', host: service.server.url, region: null, cname: false } as const
    const client = clientFor(service, { endpoint: parseEndpoint(choice) })
    const info = await client.call(getBucketInfo, { bucket: 'elsewhere' }, { attempts: 1 })
    expect(info.region).toBe('us-east-1')
    await client.call(putObject, { bucket: 'elsewhere', key: 'k', body: 'x' }, { attempts: 1 })
  })
})

describe('faults', () => {
  it('repeats after a server error and a reset, with the same body', async () => {
    const { faults } = service.server
    faults.add({ times: 1, effect: { kind: 'status', status: 500, code: 'InternalError' } })
    faults.add({ times: 1, effect: { kind: 'reset', when: 'before-answer' } })
    const client = clientFor(service)
    await client.call(putObject, { ...object, body: 'steady' })
    const got = await client.call(getObject, object)
    expect(Buffer.from(got.body).toString()).toBe('steady')
  })

  it('gives a reset connection its name', async () => {
    service.server.faults.add({ effect: { kind: 'reset', when: 'before' } })
    const error = await failureOf(clientFor(service).call(headObject, object, { attempts: 1 }))
    expect(error).toBeInstanceOf(NetworkError)
    expect(error.failure).toMatchObject({ code: 'network.reset', retryable: true, status: null })
  })

  it('does not take a body that ended early for the whole', async () => {
    const client = clientFor(service)
    await client.call(putObject, { ...object, body: 'x'.repeat(100_000) })
    service.server.faults.add({ effect: { kind: 'truncate', afterBytes: 10 } })
    const error = await failureOf(client.call(getObject, object, { attempts: 1 }))
    expect(error.failure.code).toBe('network.reset')
  })

  it('stops waiting when it is cancelled', async () => {
    service.server.faults.add({ effect: { kind: 'hang' } })
    const controller = new AbortController()
    const call = clientFor(service).call(headObject, object, { signal: controller.signal })
    setTimeout(() => controller.abort(), 20)
    expect(await failureOf(call)).toBeInstanceOf(CancelledError)
  })
})

it('reads what is public without credentials, and nothing else', async () => {
  await clientFor(service).call(putObject, { ...object, body: 'secret' })
  await clientFor(service).call(putObject, {
    bucket,
    key: 'public',
    body: 'for all',
    headers: { 'x-oss-object-acl': 'public-read' },
  })
  const anonymous = clientFor(service, { signer: anonymousSigner })
  const got = await anonymous.call(getObject, { bucket, key: 'public' })
  expect(Buffer.from(got.body).toString()).toBe('for all')
  const { failure } = await failureOf(anonymous.call(getObject, object))
  expect(failure).toMatchObject({ code: 'AccessDenied', status: 403 })
})

it('puts an object together from pieces of another', async () => {
  const client = clientFor(service)
  const source = { bucket, key: 'source +中' }
  await client.call(putObject, { ...source, body: '0123456789' })
  const target = { bucket, key: 'assembled' }
  const upload = { ...target, uploadId: await client.call(initiateMultipartUpload, target) }
  const ranges = [
    { start: 5, end: 9 },
    { start: 0, end: 4 },
  ]
  const parts = []
  for (const [index, range] of ranges.entries()) {
    const input = { ...upload, partNumber: index + 1, source, range }
    parts.push(await client.call(uploadPartCopy, input))
  }
  await client.call(completeMultipartUpload, { ...upload, parts })
  const got = await client.call(getObject, target)
  expect(Buffer.from(got.body).toString()).toBe('5678901234')
})

it('carries a multipart upload through, and aborts one', async () => {
  const client = clientFor(service)
  const key = 'multi +中.bin'
  const uploadId = await client.call(initiateMultipartUpload, { bucket, key })
  const other = await client.call(initiateMultipartUpload, { bucket, key })
  const upload = { bucket, key, uploadId }
  const bodies = ['first ', 'second ', 'third'].map((text) => Buffer.from(text))
  for (const [index, body] of bodies.entries()) {
    await client.call(uploadPart, { ...upload, partNumber: index + 1, body })
  }
  const first = await client.call(listParts, { ...upload, maxParts: 2 })
  expect(first.next).toBe(2)
  const second = await client.call(listParts, { ...upload, partNumberMarker: 2 })
  expect(second.next).toBeNull()
  const parts = [...first.parts, ...second.parts]
  expect(parts.map((part) => part.sizeBytes)).toEqual([6, 7, 5])
  expect(parts.every((part) => part.crc64 !== null)).toBe(true)
  const uploads = await client.call(listMultipartUploads, { bucket })
  expect(uploads.uploads.map((each) => [each.key, each.uploadId]).sort()).toEqual(
    [
      [key, uploadId],
      [key, other],
    ].sort(),
  )
  await client.call(abortMultipartUpload, { ...upload, uploadId: other })
  const done = await client.call(completeMultipartUpload, { ...upload, parts })
  expect(done.etag).toMatch(/-3$/)
  const got = await client.call(getObject, { bucket, key })
  expect(Buffer.from(got.body).toString()).toBe('first second third')
  expect(got.crc64).toBe(done.crc64)
  expect((await client.call(listMultipartUploads, { bucket })).uploads).toEqual([])
  const gone = await failureOf(client.call(listParts, upload))
  expect(gone.failure).toMatchObject({ code: 'NoSuchUpload', status: 404 })
})
