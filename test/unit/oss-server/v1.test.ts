import { describe, expect, it } from 'vitest'
import { computeV1, type V1Input } from '../../oss-server/auth/v1.ts'

const date = 'Wed, 28 Dec 2022 10:27:41 GMT'
const first: V1Input = {
  method: 'PUT',
  bucket: 'examplebucket',
  key: 'nelson',
  query: [],
  headers: {
    'content-md5': 'eB5eJF1ptWaXm4bijSPyxw==',
    'content-type': 'text/html',
    'x-oss-date': date,
    'x-oss-meta-author': 'alice',
    'x-oss-meta-magic': 'abracadabra',
  },
  dateLine: date,
}
const third: V1Input = {
  method: 'GET',
  bucket: 'examplebucket',
  key: null,
  query: [
    ['resourceGroup', ''],
    ['non-resousce', 'null'],
  ],
  headers: { 'x-oss-date': date },
  dateLine: date,
}

describe('official vectors of signature V1', () => {
  it.each([
    [1, first, 'kSHKmLxlyEAKtZPkJhG9bZb5k7M='],
    [2, { ...first, query: [['acl', '']] }, '/afkugFbmWDQ967j1vr6zygBLQk='],
    [3, third, 'vkQmfuUDyi1uDi3bKt67oemssIs='],
    [4, { ...third, query: [...third.query, ['acl', '']] }, 'x3E5TgOvl/i7PN618s5mEvpJDYk='],
  ] as readonly [number, V1Input, string][])('signs vector %i', (_number, input, signature) => {
    expect(computeV1(input, 'sk').signature).toBe(signature)
  })

  it.each([
    [5, 'key', '1699807420', [], 'dcLTea+Yh9ApirQ8o8dOPqtvJXQ='],
    [6, 'key+123', '1699808204', [['security-token', 'token']], 'jzKYRrM5y6Br0dRFPaTGOsbrDhY='],
  ] as const)('signs the address of vector %i', (_number, key, dateLine, extra, signature) => {
    const input = {
      method: 'GET',
      bucket: 'bucket',
      key,
      query: [['versionId', 'versionId'] as const, ...extra],
      headers: {},
      dateLine,
    }
    expect(computeV1(input, 'sk').signature).toBe(signature)
  })

  it('signs vector 7', () => {
    const input = {
      method: 'PUT',
      bucket: 'oss-example',
      key: 'nelson',
      query: [],
      headers: {
        'content-md5': 'ODBGOERFMDMzQTczRUY3NUE3NzA5QzdFNUYzMDQxNEM=',
        'content-type': 'text/html',
        'x-oss-magic': 'abracadabra',
        'x-oss-meta-author': 'foo@bar.com',
      },
      dateLine: 'Thu, 17 Nov 2005 18:49:58 GMT',
    }
    expect(computeV1(input, 'OtxrzxIsfpFjA7SwPzILwy8Bw21TLhquhboDYROV').signature).toBe(
      '26NBxoKdsyly4EDv6inkoDft/yA=',
    )
  })
})
