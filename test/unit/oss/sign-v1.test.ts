import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { signatureV1, signV1, stringToSignV1 } from '../../../electron/oss/sign-v1.ts'

const atMs = Date.parse('Wed, 28 Dec 2022 10:27:41 GMT')
const date = 'Wed, 28 Dec 2022 10:27:41 GMT'
const key = { accessKeyId: 'ak', accessKeySecret: 'sk' }
const base = {
  method: 'PUT',
  bucket: 'examplebucket',
  key: 'nelson',
  query: {},
  headers: {
    'content-md5': 'eB5eJF1ptWaXm4bijSPyxw==',
    'content-type': 'text/html',
    'x-oss-meta-author': 'alice',
    'x-oss-meta-magic': 'abracadabra',
  },
  region: 'cn-hangzhou',
  atMs,
}

describe('official V1 vectors', () => {
  it('1: an object', () => {
    expect(signV1(base, key)).toEqual({
      date,
      'x-oss-date': date,
      authorization: 'OSS ak:kSHKmLxlyEAKtZPkJhG9bZb5k7M=',
    })
  })

  it('1: string to sign', () => {
    const headers = { ...base.headers, 'x-oss-date': date }
    expect(stringToSignV1({ ...base, headers }, date)).toBe(
      `PUT\neB5eJF1ptWaXm4bijSPyxw==\ntext/html\n${date}\nx-oss-date:${date}\n` +
        'x-oss-meta-author:alice\nx-oss-meta-magic:abracadabra\n/examplebucket/nelson',
    )
  })

  it('2: a sub-resource', () => {
    expect(signV1({ ...base, query: { acl: null } }, key).authorization).toBe(
      'OSS ak:/afkugFbmWDQ967j1vr6zygBLQk=',
    )
  })

  it.each([
    [{ resourceGroup: null, 'non-resousce': 'null' }, 'OSS ak:vkQmfuUDyi1uDi3bKt67oemssIs='],
    [
      { resourceGroup: null, 'non-resousce': 'null', acl: null },
      'OSS ak:x3E5TgOvl/i7PN618s5mEvpJDYk=',
    ],
  ])('3 and 4: parameters that are not signed: %j', (query, authorization) => {
    const request = { ...base, method: 'GET', key: null, query, headers: {} }
    expect(signV1(request, key).authorization).toBe(authorization)
  })

  it('7: the documentation, which has a date only', () => {
    const request = {
      method: 'PUT',
      bucket: 'oss-example',
      key: 'nelson',
      query: {},
      headers: {
        'content-md5': 'ODBGOERFMDMzQTczRUY3NUE3NzA5QzdFNUYzMDQxNEM=',
        'content-type': 'text/html',
        'x-oss-magic': 'abracadabra',
        'x-oss-meta-author': 'foo@bar.com',
      },
    }
    const secret = 'OtxrzxIsfpFjA7SwPzILwy8Bw21TLhquhboDYROV'
    expect(signatureV1(request, 'Thu, 17 Nov 2005 18:49:58 GMT', secret)).toBe(
      '26NBxoKdsyly4EDv6inkoDft/yA=',
    )
  })
})

it('signs the token as one of the headers', () => {
  const signed = signV1(base, { ...key, securityToken: 'token' })
  expect(signed['x-oss-security-token']).toBe('token')
  const headers = { ...base.headers, 'x-oss-date': date, 'x-oss-security-token': 'token' }
  const text = stringToSignV1({ ...base, headers }, date)
  expect(text).toContain('\nx-oss-security-token:token\n')
  expect(signed.authorization).toBe(
    `OSS ak:${createHmac('sha1', 'sk').update(text).digest('base64')}`,
  )
})
