import { describe, expect, it } from 'vitest'
import { createOssClient, type OssClient } from '../../../electron/oss/client.ts'
import { CancelledError, NetworkError, OssError } from '../../../electron/oss/errors.ts'
import { listObjectsV2 } from '../../../electron/oss/operations/listing.ts'
import {
  completeMultipartUpload,
  initiateMultipartUpload,
  uploadPart,
} from '../../../electron/oss/operations/multipart.ts'
import { headObject, putObject } from '../../../electron/oss/operations/objects.ts'
import { describeRegions, listBuckets } from '../../../electron/oss/operations/service.ts'
import { paginate } from '../../../electron/oss/paginate.ts'
import type { Answer, SignedRequest, Transport } from '../../../electron/oss/transport.ts'
import { FailureError, localFailure } from '../../../shared/ipc/failure.ts'
import { parseEndpoint } from '../../../shared/oss/address.ts'
import { failed, failureOf, ok, setUp, startMs } from './scripted-client.ts'

const object = { bucket: 'b', key: 'k' }

describe('a request', () => {
  it('carries address, length, signature and agent', async () => {
    const { client, sent } = setUp([ok('', { etag: '"E"', 'x-oss-hash-crc64ecma': '7' })])
    const written = await client.call(putObject, { bucket: 'b', key: 'a b/中', body: 'hello' })
    expect(written).toEqual({ etag: 'E', crc64: '7', versionId: null })
    expect(sent[0]).toMatchObject({
      method: 'PUT',
      origin: 'https://b.oss-cn-hangzhou.aliyuncs.com',
      path: '/a%20b/%E4%B8%AD',
    })
    expect(sent[0]?.headers).toMatchObject({
      'content-length': '5',
      'x-oss-date': '20250101T000000Z',
      'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
      'user-agent': 'test/1',
    })
    expect(Buffer.from(sent[0]?.body ?? []).toString()).toBe('hello')
  })

  it('writes header values as the bytes of their UTF-8, and reads them so', async () => {
    const utf8 = Buffer.from('中', 'utf8').toString('latin1')
    const { client, sent } = setUp([ok('', { 'x-oss-meta-title': utf8, 'content-length': '0' })])
    const headers = { 'x-oss-meta-title': '中' }
    await client.call(putObject, { ...object, body: '', headers })
    expect(sent[0]?.headers['x-oss-meta-title']).toBe(utf8)
    const facts = await client.call(headObject, object)
    expect(facts.metadata).toEqual({ title: '中' })
  })

  it('streams through the transport of the call, which alone sees the body', async () => {
    const { client, sent } = setUp([ok()])
    const seen: SignedRequest[] = []
    const transport: Transport = async (request, body) => {
      expect(body).toBeNull()
      seen.push(request)
      return ok('', { etag: '"P"' })
    }
    const input = { ...object, uploadId: 'u', partNumber: 3, sizeBytes: 8_388_608 }
    const part = await client.call(uploadPart, input, { transport, attempts: 1 })
    expect(part).toEqual({ partNumber: 3, etag: 'P', crc64: null })
    expect(sent).toEqual([])
    expect(seen[0]?.path).toBe('/k?partNumber=3&uploadId=u')
    expect(seen[0]?.headers['content-length']).toBe('8388608')
  })

  it.each([
    ['an empty key', { bucket: 'b', key: '' }, 'key'],
    ['an empty bucket', { bucket: '', key: 'k' }, 'bucket'],
    ['half a character', { bucket: 'b', key: '\ud800' }, 'key'],
    ['another host as bucket', { bucket: 'evil.org/', key: 'k' }, 'bucket'],
    ['a header of its own', { ...object, contentType: 'a\r\nx-evil: 1' }, 'content-type'],
  ])('is refused for %s', async (_, input, field) => {
    const { client, sent } = setUp([ok()])
    const { failure } = await failureOf(client.call(putObject, { body: '', ...input }))
    expect(failure).toMatchObject({ code: 'input.invalid', details: { field } })
    expect(sent).toEqual([])
  })
})

describe('answers that are not the service', () => {
  it('a success without request id is none', async () => {
    const portal = { status: 200, headers: {}, body: Buffer.from('<html>Sign in</html>') }
    const { client } = setUp([portal])
    const { failure } = await failureOf(client.call(putObject, { ...object, body: 'x' }))
    expect(failure).toMatchObject({ code: 'client.bad-response', status: 200, retryable: true })
  })

  it('a listing that was cut off is none, and names its request', async () => {
    const { client, sent } = setUp([ok('<ListBucketResult><IsTruncated>false</IsTruncated>')])
    const { failure } = await failureOf(client.call(listObjectsV2, { bucket: 'b' }))
    expect(failure).toMatchObject({
      code: 'client.bad-response',
      requestId: '57ABD896CCB80C366955AAAA',
    })
    expect(sent).toHaveLength(3)
  })
})

describe('retry', () => {
  it('signs each attempt anew and backs off with jitter', async () => {
    const { client, sent, slept } = setUp([
      failed(500, 'InternalError'),
      new NetworkError('network.reset', 'reset'),
      ok('', { etag: '"E"' }),
    ])
    await client.call(putObject, { ...object, body: 'x' })
    expect(sent.map((request) => request.headers['x-oss-date'])).toEqual([
      '20250101T000000Z',
      '20250101T000001Z',
      '20250101T000002Z',
    ])
    expect(new Set(sent.map((request) => request.headers.authorization)).size).toBe(3)
    expect(slept).toEqual([100, 200])
  })

  it('waits at least as long as the service asks', async () => {
    const busy = failed(503, 'TotalQpsLimitExceeded', '', { 'x-oss-qos-delay-time': '700' })
    const { client, slept } = setUp([busy, ok()])
    await client.call(putObject, { ...object, body: 'x' })
    expect(slept).toEqual([700])
  })

  it('ends after three attempts, or as many as the caller wants', async () => {
    const { client, sent } = setUp([failed(500, 'InternalError')])
    const error = await failureOf(client.call(putObject, { ...object, body: 'x' }))
    expect(error).toBeInstanceOf(OssError)
    expect(sent).toHaveLength(3)
    await failureOf(client.call(putObject, { ...object, body: 'x' }, { attempts: 1 }))
    expect(sent).toHaveLength(4)
  })

  it.each([
    failed(403, 'AccessDenied'),
    failed(404, 'NoSuchKey'),
    failed(409, 'FileAlreadyExists'),
    new NetworkError('network.tls', 'self-signed'),
  ])('does not repeat what repeating cannot help', async (answer) => {
    const { client, sent } = setUp([answer])
    await failureOf(client.call(putObject, { ...object, body: 'x' }))
    expect(sent).toHaveLength(1)
  })

  const complete = { ...object, uploadId: 'u', parts: [{ partNumber: 1, etag: 'E' }] }

  it.each([failed(500, 'InternalError'), new NetworkError('network.reset', 'reset')])(
    'does not repeat what may have been done and must not be done twice',
    async (answer) => {
      const { client, sent } = setUp([answer])
      await failureOf(client.call(initiateMultipartUpload, object))
      await failureOf(client.call(completeMultipartUpload, complete))
      expect(sent).toHaveLength(2)
    },
  )

  it.each([failed(503, 'ServiceUnavailable'), new NetworkError('network.refused', 'refused')])(
    'repeats even that when it was turned away',
    async (answer) => {
      const done =
        '<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>'
      const { client } = setUp([answer, ok(done)])
      expect(await client.call(initiateMultipartUpload, object)).toBe('u')
    },
  )
})

describe('cancelling', () => {
  it('ends before, during and between attempts', async () => {
    const before = setUp([ok()])
    const aborted = { signal: AbortSignal.abort() }
    expect(await failureOf(before.client.call(headObject, object, aborted))).toBeInstanceOf(
      CancelledError,
    )
    expect(before.sent).toEqual([])

    const during = new AbortController()
    const { client, sent } = setUp([failed(500, 'InternalError')])
    const transport: Transport = async () => {
      during.abort()
      return failed(500, 'InternalError')
    }
    const options = { signal: during.signal, transport }
    expect(await failureOf(client.call(headObject, object, options))).toBeInstanceOf(CancelledError)
    expect(sent).toEqual([])
  })
})

describe('listing buckets', () => {
  it('reads regions, and a list without paging elements', async () => {
    const xml =
      '<ListAllMyBucketsResult xmlns="http://doc"><Owner><ID>1</ID></Owner><Buckets><Bucket>' +
      '<Name>b</Name><Location>oss-cn-beijing</Location><CreationDate>2014-02-17T18:12:43.000Z' +
      '</CreationDate><StorageClass>IA</StorageClass></Bucket></Buckets></ListAllMyBucketsResult>'
    const { client, sent } = setUp([ok(xml)])
    expect(await client.call(listBuckets, {})).toEqual({
      buckets: [
        {
          name: 'b',
          region: 'cn-beijing',
          createdAt: '2014-02-17T18:12:43.000Z',
          storageClass: 'IA',
          publicEndpoint: null,
          internalEndpoint: null,
        },
      ],
      ownerId: '1',
      next: null,
    })
    expect(sent[0]?.path).toBe('/')
  })
})

it('reads the regions of the service', async () => {
  const info =
    '<RegionInfoList><RegionInfo><Region>oss-cn-hangzhou</Region><InternetEndpoint>e</InternetEndpoint>' +
    '<InternalEndpoint>i</InternalEndpoint><AccelerateEndpoint>a</AccelerateEndpoint></RegionInfo></RegionInfoList>'
  const { client, sent } = setUp([ok(info)])
  expect(await client.call(describeRegions, {})).toEqual([
    {
      region: 'cn-hangzhou',
      publicEndpoint: 'e',
      internalEndpoint: 'i',
      accelerateEndpoint: 'a',
    },
  ])
  await client.call(describeRegions, { region: 'cn-hangzhou' })
  expect(sent.map((request) => request.path)).toEqual(['/?regions', '/?regions=oss-cn-hangzhou'])
})

describe('paginate', () => {
  const page = (token: string | null): Answer =>
    ok(
      `<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>${token !== null}</IsTruncated>` +
        `${token === null ? '' : `<NextContinuationToken>${token}</NextContinuationToken>`}` +
        '<Contents><Key>a%2Bb+c%FF</Key><Size>1</Size></Contents></ListBucketResult>',
    )
  const pages = async (client: OssClient): Promise<string[]> => {
    const keys: string[] = []
    const following = (input: { bucket: string }, continuationToken: string) => ({
      ...input,
      continuationToken,
    })
    for await (const each of paginate(client, listObjectsV2, { bucket: 'b' }, following)) {
      keys.push(...each.objects.map((listed) => listed.key))
    }
    return keys
  }

  it('follows the tokens, which are sent back as they came', async () => {
    const { client, sent } = setUp([page('a+b%2F='), page('c'), page(null)])
    expect(await pages(client)).toEqual(Array(3).fill('a+b c\ufffd'))
    expect(sent[1]?.path).toContain('continuation-token=a%2Bb%2F%3D')
  })

  it('does not turn for ever', async () => {
    const { client, sent } = setUp([page('same')])
    expect((await failureOf(pages(client))).failure.code).toBe('client.bad-response')
    expect(sent).toHaveLength(2)
  })

  it('does not take a page that names no successor for the last', async () => {
    const { client } = setUp([
      ok('<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>'),
    ])
    expect((await failureOf(pages(client))).failure.code).toBe('client.bad-response')
  })
})

it('passes on what the signer throws', async () => {
  const { transport } = setUp([ok()])
  const missing = new FailureError(localFailure('client.credentials-missing', 'locked'))
  const client = createOssClient({
    endpoint: parseEndpoint({ kind: 'region', region: 'cn-hangzhou' }),
    signer: () => Promise.reject(missing),
    transport,
    now: () => startMs,
    random: () => 0,
    sleep: () => Promise.resolve(),
    userAgent: 'test/1',
  })
  expect(await failureOf(client.call(headObject, object))).toBe(missing)
})
