import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FailureError } from '../../../shared/ipc/failure.ts'
import {
  type Endpoint,
  inRegion,
  originOf,
  parseEndpoint,
  parseOssUrl,
  pathOf,
  regionOf,
} from '../../../shared/oss/address.ts'
import { percentDecode, percentEncode, utf8Length } from '../../../shared/oss/encoding.ts'

function custom(host: string, region: string | null = null, cname = false): Endpoint {
  return parseEndpoint({ kind: 'custom', host, region, cname })
}

describe('parseEndpoint', () => {
  it('takes a region, with or without the prefix that the service puts before it', () => {
    const expected = {
      scheme: 'https',
      host: 'oss-cn-hangzhou.aliyuncs.com',
      port: null,
      style: 'virtual-host',
      region: 'cn-hangzhou',
    }
    expect(parseEndpoint({ kind: 'region', region: 'cn-hangzhou' })).toEqual(expected)
    expect(parseEndpoint({ kind: 'region', region: ' oss-CN-hangzhou ' })).toEqual(expected)
  })

  it.each([
    ['oss-cn-beijing.aliyuncs.com', 'https', 'virtual-host', 'cn-beijing'],
    ['oss-cn-beijing-internal.aliyuncs.com', 'https', 'virtual-host', 'cn-beijing'],
    ['cn-beijing.oss.aliyuncs.com', 'https', 'virtual-host', 'cn-beijing'],
    ['oss.aliyuncs.com', 'https', 'virtual-host', 'cn-hangzhou'],
    ['oss-accelerate.aliyuncs.com', 'https', 'virtual-host', null],
    ['oss-accelerate-overseas.aliyuncs.com', 'https', 'virtual-host', null],
    ['cb-f8z7.cn-hangzhou.oss-cloudbox.aliyuncs.com', 'https', 'virtual-host', 'cb-f8z7'],
    ['HTTP://OSS-cn-hangzhou.aliyuncs.com/', 'http', 'virtual-host', 'cn-hangzhou'],
    ['http://127.0.0.1:9000', 'http', 'path', null],
    ['127.0.0.1', 'https', 'path', null],
    ['http://[::1]:9000/', 'http', 'path', null],
    ['http://localhost:9000', 'http', 'path', null],
    ['minio.example.org', 'https', 'virtual-host', null],
  ])('%s', (host, scheme, style, region) => {
    expect(custom(host)).toMatchObject({ scheme, style, region })
  })

  it.each([
    ['my-bucket.oss-cn-beijing.aliyuncs.com', 'oss-cn-beijing.aliyuncs.com'],
    ['my-bucket.oss-cn-beijing-internal.aliyuncs.com', 'oss-cn-beijing-internal.aliyuncs.com'],
    ['my-bucket.cn-beijing.oss.aliyuncs.com', 'cn-beijing.oss.aliyuncs.com'],
    ['my-bucket.oss-accelerate.aliyuncs.com', 'oss-accelerate.aliyuncs.com'],
    ['files.example.org', 'files.example.org'],
  ])('takes the address of a bucket, %s, for its endpoint', (given, host) => {
    expect(custom(given).host).toBe(host)
  })

  it('keeps the given region, port and custom domain', () => {
    expect(custom('http://files.example.org:8080', 'oss-cn-shanghai', true)).toEqual({
      scheme: 'http',
      host: 'files.example.org',
      port: 8080,
      style: 'cname',
      region: 'cn-shanghai',
    })
  })

  it.each([
    ['', 'host'],
    ['ftp://example.org', 'host'],
    ['https://example.org/path', 'host'],
    ['https://example.org?x', 'host'],
    ['https://user@example.org', 'host'],
    ['exa mple.org', 'host'],
    ['-example.org', 'host'],
    ['example..org', 'host'],
    ['example.org:0', 'host'],
    ['example.org:65536', 'host'],
  ])('refuses %j and names the field', (host, field) => {
    const failure = failureOf(() => custom(host))
    expect(failure).toMatchObject({ code: 'input.invalid', details: { field } })
  })

  it('refuses a region that is none', () => {
    const failure = failureOf(() => parseEndpoint({ kind: 'region', region: 'cn hangzhou/' }))
    expect(failure).toMatchObject({ code: 'input.invalid', details: { field: 'region' } })
  })
})

it('regionOf looks through the bucket and the port', () => {
  expect(regionOf('b.oss-us-east-1-internal.aliyuncs.com:443')).toBe('us-east-1')
  expect(regionOf('b.us-east-1.oss.aliyuncs.com')).toBe('us-east-1')
  expect(regionOf('oss-cn-hangzhou.aliyuncs.com.example.org')).toBeNull()
  expect(regionOf('example.org')).toBeNull()
})

describe('inRegion', () => {
  it.each([
    ['oss-cn-hangzhou.aliyuncs.com', 'oss-us-east-1.aliyuncs.com'],
    ['oss-cn-hangzhou-internal.aliyuncs.com', 'oss-us-east-1-internal.aliyuncs.com'],
    ['cn-hangzhou.oss.aliyuncs.com', 'us-east-1.oss.aliyuncs.com'],
    ['oss.aliyuncs.com', 'oss-us-east-1.aliyuncs.com'],
    ['oss-accelerate.aliyuncs.com', 'oss-accelerate.aliyuncs.com'],
    ['files.example.org', 'files.example.org'],
  ])('%s becomes %s', (before, after) => {
    expect(inRegion(custom(before), 'us-east-1')).toMatchObject({
      host: after,
      region: 'us-east-1',
    })
  })
})

describe('addresses of requests', () => {
  const region = parseEndpoint({ kind: 'region', region: 'cn-hangzhou' })

  it('puts the bucket before the host, into the path, or nowhere', () => {
    expect(originOf(region, 'b')).toBe('https://b.oss-cn-hangzhou.aliyuncs.com')
    expect(pathOf(region, 'b', 'k', {})).toBe('/k')
    const path = custom('http://127.0.0.1:9000')
    expect(originOf(path, 'b')).toBe('http://127.0.0.1:9000')
    expect(pathOf(path, 'b', 'k', {})).toBe('/b/k')
    expect(pathOf(path, 'b', null, { acl: null })).toBe('/b/?acl')
    const cname = custom('files.example.org', 'cn-hangzhou', true)
    expect(originOf(cname, 'b')).toBe('https://files.example.org')
    expect(pathOf(cname, 'b', 'k', {})).toBe('/k')
  })

  it('asks a custom domain for no list of buckets', () => {
    const cname = custom('files.example.org', 'cn-hangzhou', true)
    expect(failureOf(() => originOf(cname, null))).toMatchObject({ details: { field: 'host' } })
    expect(originOf(region, null)).toBe('https://oss-cn-hangzhou.aliyuncs.com')
  })

  it('lets no bucket name become another host', () => {
    for (const bucket of ['evil.org/', 'a@b', 'a:1', 'a#', '', 'a b', '.a', 'a\\']) {
      expect(failureOf(() => originOf(region, bucket)).details).toEqual({ field: 'bucket' })
    }
  })

  it('keeps keys as they are: dots, blanks, doubled slashes', () => {
    expect(pathOf(region, 'b', "../a//./b c+%'", { prefix: 'a/b', marker: null })).toBe(
      '/../a//./b%20c%2B%25%27?prefix=a%2Fb&marker',
    )
  })
})

describe('parseOssUrl', () => {
  it.each([
    ['oss://b', { bucket: 'b', prefix: '' }],
    ['oss://b/', { bucket: 'b', prefix: '' }],
    [' oss://b/a/b ', { bucket: 'b', prefix: 'a/b/' }],
    ['oss://b/中 文/', { bucket: 'b', prefix: '中 文/' }],
  ])('%j', (url, expected) => {
    expect(parseOssUrl(url)).toEqual(expected)
  })

  it.each(['', 'b/a', 'https://b/a', 'oss:///a', 'oss://b//a', 'oss://b/\\a'])(
    'refuses %j',
    (url) => {
      expect(failureOf(() => parseOssUrl(url))).toMatchObject({ details: { field: 'preset' } })
    },
  )
})

describe('percent-encoding', () => {
  it('is undone by decoding, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const encoded = percentEncode(text)
        expect(encoded).toMatch(/^([A-Za-z0-9\-_.~]|%[0-9A-F]{2})*$/)
        expect(percentDecode(encoded)).toBe(text.toWellFormed())
        expect(utf8Length(text)).toBe(Buffer.byteLength(text))
      }),
      { numRuns: 2000 },
    )
  })

  it('decodes around bytes that are no UTF-8', () => {
    expect(percentDecode('a%FFb%E4%B8%ADc%E4%B8')).toBe('a\ufffdb中c\ufffd\ufffd')
    expect(percentDecode('100%, %zz %4')).toBe('100%, %zz %4')
    expect(percentDecode('a+b')).toBe('a+b')
  })
})

function failureOf(action: () => unknown): FailureError['failure'] {
  try {
    action()
  } catch (error) {
    if (error instanceof FailureError) return error.failure
    throw error
  }
  throw new Error('nothing was thrown')
}
