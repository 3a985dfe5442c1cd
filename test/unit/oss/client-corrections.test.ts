import { describe, expect, it } from 'vitest'
import { getBucketInfo } from '../../../electron/oss/operations/bucket.ts'
import { headObject, putObject } from '../../../electron/oss/operations/objects.ts'
import type { SignedRequest, Transport } from '../../../electron/oss/transport.ts'
import { failed, failureOf, ok, setUp } from './scripted-client.ts'

const object = { bucket: 'b', key: 'k' }

describe('a wrong clock', () => {
  const skewed = failed(
    403,
    'RequestTimeTooSkewed',
    '<ServerTime>2025-01-01T05:00:01.000Z</ServerTime>',
  )

  it('is corrected from the answer, once, and stays corrected', async () => {
    const { client, sent } = setUp([skewed, ok()])
    await client.call(putObject, { ...object, body: 'x' }, { attempts: 1 })
    await client.call(putObject, { ...object, body: 'x' })
    expect(sent.map((request) => request.headers['x-oss-date'])).toEqual([
      '20250101T000000Z',
      '20250101T050001Z',
      '20250101T050002Z',
    ])
  })

  it('is corrected from the Date header when there is no body', async () => {
    const header = Buffer.from('<Error><Code>RequestTimeTooSkewed</Code></Error>').toString(
      'base64',
    )
    const head = {
      status: 403,
      headers: { 'x-oss-err': header, date: 'Wed, 01 Jan 2025 05:00:01 GMT' },
      body: Buffer.alloc(0),
    }
    const { client, sent } = setUp([head, ok('', { 'content-length': '3' })])
    expect((await client.call(headObject, object)).sizeBytes).toBe(3)
    expect(sent[1]?.headers['x-oss-date']).toBe('20250101T050001Z')
  })

  it('is reported when correcting does not help', async () => {
    const { client, sent } = setUp([skewed])
    const { failure } = await failureOf(
      client.call(putObject, { ...object, body: 'x' }, { attempts: 1 }),
    )
    expect(failure.code).toBe('RequestTimeTooSkewed')
    expect(sent).toHaveLength(2)
  })
})

describe('a bucket in another region', () => {
  const elsewhere = failed(
    403,
    'AccessDenied',
    '<Endpoint>oss-us-east-1.aliyuncs.com</Endpoint><Bucket>b</Bucket>',
  )

  it('is found by the endpoint that the answer names, and remembered', async () => {
    const { client, sent } = setUp([elsewhere, ok()])
    await client.call(putObject, { ...object, body: 'x' }, { attempts: 1 })
    await client.call(putObject, { ...object, body: 'x' })
    expect(sent.map((request) => request.origin)).toEqual([
      'https://b.oss-cn-hangzhou.aliyuncs.com',
      'https://b.oss-us-east-1.aliyuncs.com',
      'https://b.oss-us-east-1.aliyuncs.com',
    ])
    expect(sent[1]?.headers.authorization).toContain('/us-east-1/oss/')
  })

  it('stays internal when the account is', async () => {
    const host = 'oss-cn-hangzhou-internal.aliyuncs.com'
    const choice = { kind: 'custom', host, region: null, cname: false } as const
    const { client, sent } = setUp([elsewhere, ok()], choice)
    await client.call(putObject, { ...object, body: 'x' })
    expect(sent[1]?.origin).toBe('https://b.oss-us-east-1-internal.aliyuncs.com')
  })

  it('is never looked for at a host that is not the service', async () => {
    const foreign = failed(403, 'AccessDenied', '<Endpoint>oss-us-east-1.evil.org</Endpoint>')
    const { client, sent } = setUp([foreign])
    await failureOf(client.call(putObject, { ...object, body: 'x' }))
    expect(sent).toHaveLength(1)
  })

  it('does not turn a plain refusal into a search', async () => {
    const same = failed(403, 'AccessDenied', '<Endpoint>oss-cn-hangzhou.aliyuncs.com</Endpoint>')
    const { client, sent } = setUp([same])
    const { failure } = await failureOf(client.call(putObject, { ...object, body: 'x' }))
    expect(failure.code).toBe('AccessDenied')
    expect(sent).toHaveLength(1)
  })

  const wrongRegion = failed(
    400,
    'InvalidArgument',
    '<Message>Invalid signing region in Authorization header.</Message><EC>0002-00000228</EC>',
  )
  const location = ok('<LocationConstraint>oss-us-east-1</LocationConstraint>')
  const accelerate = {
    kind: 'custom',
    host: 'oss-accelerate.aliyuncs.com',
    region: null,
    cname: false,
  } as const

  it('is asked for when the host does not tell the region', async () => {
    const { client, sent } = setUp([wrongRegion, location, ok()], accelerate)
    await client.call(putObject, { ...object, body: 'x' }, { attempts: 1 })
    expect(sent.map((request) => `${request.method} ${request.origin}${request.path}`)).toEqual([
      'PUT https://b.oss-accelerate.aliyuncs.com/k',
      'GET https://b.oss-accelerate.aliyuncs.com/?location',
      'PUT https://b.oss-accelerate.aliyuncs.com/k',
    ])
    expect(sent[1]?.headers.authorization).toMatch(/^OSS ak:/)
    expect(sent[2]?.headers.authorization).toContain('/us-east-1/oss/')
  })

  it('is asked for once by requests that fail together', async () => {
    const info = ok('<BucketInfo><Bucket><Name>b</Name></Bucket></BucketInfo>')
    const { client, sent } = setUp((request) => {
      if (request.path === '/?location') return location
      return request.headers.authorization?.includes('/us-east-1/') ? info : wrongRegion
    }, accelerate)
    const calls = [1, 2, 3, 4].map(() => client.call(getBucketInfo, { bucket: 'b' }))
    expect((await Promise.all(calls)).map((each) => each.name)).toEqual(['b', 'b', 'b', 'b'])
    const paths = sent.map((request) => request.path)
    expect(paths.filter((path) => path === '/?location')).toHaveLength(1)
    expect(paths).toHaveLength(9)
  })

  it('is not asked for through the transport of a body that streams', async () => {
    const { client, sent } = setUp([location], accelerate)
    const streamed: SignedRequest[] = []
    const transport: Transport = async (request) => {
      streamed.push(request)
      return streamed.length === 1 ? wrongRegion : ok()
    }
    await client.call(putObject, { ...object, sizeBytes: 1 }, { transport, attempts: 1 })
    expect(streamed.map((request) => request.path)).toEqual(['/k', '/k'])
    expect(sent.map((request) => request.path)).toEqual(['/?location'])
  })

  it('gives the first failure when it cannot be found', async () => {
    const { client, sent } = setUp([wrongRegion, failed(403, 'AccessDenied')], accelerate)
    const { failure } = await failureOf(client.call(putObject, { ...object, body: 'x' }))
    expect(failure).toMatchObject({ code: 'InvalidArgument', ec: '0002-00000228' })
    expect(sent).toHaveLength(2)
  })
})
