import { describe, expect, it } from 'vitest'
import { presignV1, presignV4 } from '../../../electron/oss/presign.ts'
import type { SigningKey, UnsignedRequest } from '../../../electron/oss/signer.ts'
import { FailureError } from '../../../shared/ipc/failure.ts'
import { parseEndpoint } from '../../../shared/oss/address.ts'

const endpoint = parseEndpoint({ kind: 'region', region: 'cn-hangzhou' })
const key: SigningKey = { accessKeyId: 'ak', accessKeySecret: 'sk' }
const base: UnsignedRequest = {
  method: 'PUT',
  bucket: 'bucket',
  key: '1234+-/123/1.txt',
  query: {
    param1: 'value1',
    '+param1': 'value3',
    '|param1': 'value4',
    '+param2': null,
    '|param2': null,
    param2: null,
  },
  headers: {
    'x-oss-head1': 'value',
    abc: 'value',
    zabc: 'value',
    xyz: 'value',
    'content-type': 'application/octet-stream',
  },
  region: 'cn-hangzhou',
  atMs: 1702781677_000,
}

function parametersOf(url: string): Record<string, string> {
  return Object.fromEntries(new URL(url).searchParams)
}

describe('official V4 URL vectors', () => {
  it('E: everything in the query', () => {
    const { url, signedHeaders } = presignV4(endpoint, base, key, 599)
    expect(url.startsWith('https://bucket.oss-cn-hangzhou.aliyuncs.com/1234%2B-/123/1.txt?')).toBe(
      true,
    )
    expect(parametersOf(url)).toEqual({
      '+param1': 'value3',
      '+param2': '',
      '|param1': 'value4',
      '|param2': '',
      param1: 'value1',
      param2: '',
      'x-oss-credential': 'ak/20231217/cn-hangzhou/oss/aliyun_v4_request',
      'x-oss-date': '20231217T025437Z',
      'x-oss-expires': '599',
      'x-oss-signature': 'a39966c61718be0d5b14e668088b3fa07601033f6518ac7b523100014269c0fe',
      'x-oss-signature-version': 'OSS4-HMAC-SHA256',
    })
    expect(signedHeaders).toEqual({
      'x-oss-head1': 'value',
      'content-type': 'application/octet-stream',
    })
  })

  it('F: security token', () => {
    const signer = { ...key, securityToken: 'token' }
    const { url } = presignV4(endpoint, { ...base, atMs: 1702785388_000 }, signer, 599)
    expect(parametersOf(url)).toMatchObject({
      'x-oss-security-token': 'token',
      'x-oss-signature': '3817ac9d206cd6dfc90f1c09c00be45005602e55898f26f5ddb06d7892e1f8b5',
    })
  })

  it('G: additional headers', () => {
    const options = { additionalHeaders: ['abc', 'ZAbc'] }
    const request = { ...base, atMs: 1702783809_000 }
    const { url, signedHeaders } = presignV4(endpoint, request, key, 599, options)
    expect(url).toContain('x-oss-additional-headers=abc%3Bzabc')
    expect(parametersOf(url)['x-oss-signature']).toBe(
      '6bd984bfe531afb6db1f7550983a741b103a8c58e5e14f83ea474c2322dfa2b7',
    )
    expect(Object.keys(signedHeaders).sort()).toEqual([
      'abc',
      'content-type',
      'x-oss-head1',
      'zabc',
    ])
  })

  it('H: five days', () => {
    const { url } = presignV4(endpoint, base, key, 432_000)
    expect(parametersOf(url)['x-oss-signature']).toBe(
      '31029123dc7732d2d2cfd4006ea4fdb6cf86da6478f813e2bf8f87877c7b9fec',
    )
  })

  it.each([
    [1702781677_000, '07284191b9b4978ac3520cd39ee2dea2747eda454089359371ff463a6c7ba20f'],
    [1702783809_000, '16782cc8a7a554523db055eb804b508522e7e370073108ad88ee2f47496701dd'],
  ])('I and J: cloud box at %d', (atMs, signature) => {
    const options = { additionalHeaders: ['abc', 'ZAbc'], product: 'oss-cloudbox' }
    const { url } = presignV4(endpoint, { ...base, region: 'cb-123', atMs }, key, 599, options)
    expect(parametersOf(url)['x-oss-signature']).toBe(signature)
  })

  it.each([0, -1, 604_801, 1.5, Number.NaN])('refuses a lifetime of %d seconds', (seconds) => {
    expect(() => presignV4(endpoint, base, key, seconds)).toThrow(FailureError)
  })
})

describe('official V1 URL vectors', () => {
  const http = parseEndpoint({
    kind: 'custom',
    host: 'http://oss-cn-hangzhou.aliyuncs.com',
    region: null,
    cname: false,
  })
  const get = { ...base, method: 'GET', headers: {}, query: { versionId: 'versionId' } }

  it('5: an object version', () => {
    const { url } = presignV1(http, { ...get, key: 'key' }, key, 1699807420)
    expect(url.split('?')[0]).toBe('http://bucket.oss-cn-hangzhou.aliyuncs.com/key')
    expect(url.split('?')[1]?.split('&').sort().join('&')).toBe(
      'Expires=1699807420&OSSAccessKeyId=ak&Signature=dcLTea%2BYh9ApirQ8o8dOPqtvJXQ%3D&versionId=versionId',
    )
  })

  it('6: security token', () => {
    const signer = { ...key, securityToken: 'token' }
    const { url } = presignV1(http, { ...get, key: 'key+123' }, signer, 1699808204)
    expect(url.split('?')[0]).toBe('http://bucket.oss-cn-hangzhou.aliyuncs.com/key%2B123')
    expect(url.split('?')[1]?.split('&').sort().join('&')).toBe(
      'Expires=1699808204&OSSAccessKeyId=ak&Signature=jzKYRrM5y6Br0dRFPaTGOsbrDhY%3D&security-token=token&versionId=versionId',
    )
  })
})
