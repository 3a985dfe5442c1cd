import { describe, expect, it } from 'vitest'
import {
  canonicalRequest,
  type SignV4Options,
  signingKeyOf,
  signV4,
} from '../../../electron/oss/sign-v4.ts'
import type { SigningKey, UnsignedRequest } from '../../../electron/oss/signer.ts'

const key: SigningKey = { accessKeyId: 'ak', accessKeySecret: 'sk' }

/** The input that the official vectors A to J have in common. */
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
    'content-type': 'text/plain',
  },
  region: 'cn-hangzhou',
  atMs: 1702743657_000,
}

function authorization(
  request: Partial<UnsignedRequest>,
  options: SignV4Options = {},
  token?: string,
): string | undefined {
  const signer = token === undefined ? key : { ...key, securityToken: token }
  return signV4({ ...base, ...request }, signer, options).authorization
}

describe('official V4 vectors', () => {
  it('A: headers', () => {
    expect(authorization({})).toBe(
      'OSS4-HMAC-SHA256 Credential=ak/20231216/cn-hangzhou/oss/aliyun_v4_request,' +
        'Signature=e21d18daa82167720f9b1047ae7e7f1ce7cb77a31e8203a7d5f4624fa0284afe',
    )
  })

  it('A: canonical request and signing key', () => {
    const headers = {
      ...base.headers,
      'x-oss-date': '20231216T162057Z',
      'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
    }
    expect(canonicalRequest({ ...base, headers }, []).split('\n')).toEqual([
      'PUT',
      '/bucket/1234%2B-/123/1.txt',
      '%2Bparam1=value3&%2Bparam2&%7Cparam1=value4&%7Cparam2&param1=value1&param2',
      'content-type:text/plain',
      'x-oss-content-sha256:UNSIGNED-PAYLOAD',
      'x-oss-date:20231216T162057Z',
      'x-oss-head1:value',
      '',
      '',
      'UNSIGNED-PAYLOAD',
    ])
    const scope = '20231216/cn-hangzhou/oss/aliyun_v4_request'
    expect(signingKeyOf('sk', scope).export().toString('hex')).toBe(
      'b412a03b134ebddd720f5167b5de6db66620ebb3b01cff4d49e3ccb09f8de97f',
    )
  })

  it('B: security token', () => {
    expect(authorization({ atMs: 1702784856_000 }, {}, 'token')).toBe(
      'OSS4-HMAC-SHA256 Credential=ak/20231217/cn-hangzhou/oss/aliyun_v4_request,' +
        'Signature=b94a3f999cf85bcdc00d332fbd3734ba03e48382c36fa4d5af5df817395bd9ea',
    )
  })

  it.each([[['ZAbc', 'abc']], [['x-oss-no-exist', 'ZAbc', 'x-oss-head1', 'abc']]])(
    'C: additional headers %j',
    (additionalHeaders) => {
      expect(authorization({ atMs: 1702747512_000 }, { additionalHeaders })).toBe(
        'OSS4-HMAC-SHA256 Credential=ak/20231216/cn-hangzhou/oss/aliyun_v4_request,' +
          'AdditionalHeaders=abc;zabc,' +
          'Signature=4a4183c187c07c8947db7620deb0a6b38d9fbdd34187b6dbaccb316fa251212f',
      )
    },
  )

  it.each([{ product: 'oss-cloudbox' }, {}])('D: cloud box with %j', (options) => {
    expect(authorization({ region: 'cb-123' }, options)).toBe(
      'OSS4-HMAC-SHA256 Credential=ak/20231216/cb-123/oss-cloudbox/aliyun_v4_request,' +
        'Signature=94ce1f12c17d148ea681030275a94449d3357f5b5b21133996eec80af3e08a43',
    )
  })
})

describe('further V4 vectors', () => {
  const atMs = 1735689600_000
  const signatureOf = (request: Partial<UnsignedRequest>): string | undefined =>
    authorization({ atMs, query: {}, headers: {}, ...request })?.split('Signature=')[1]

  it('S1: a service operation', () => {
    expect(signatureOf({ method: 'GET', bucket: null, key: null })).toBe(
      '0095141840ca64ae2473706b3d84f2c8a2712caa58a398624bd617270363437c',
    )
  })

  it('S2: a listing', () => {
    const query = {
      'list-type': '2',
      prefix: 'a b/中',
      delimiter: '/',
      'encoding-type': 'url',
      'fetch-owner': 'true',
    }
    expect(signatureOf({ method: 'GET', bucket: 'examplebucket', key: null, query })).toBe(
      '664803566cc552856468559e18110fbb0b82b054ad37c82d0f6c33e7ab301398',
    )
  })

  it('S3: a key that needs encoding everywhere', () => {
    const headers = {
      'content-type': 'text/plain; charset=utf-8',
      'content-md5': '1B2M2Y8AsgTpgAmY7PhCfg==',
      'x-oss-meta-author': 'alice',
      'x-oss-storage-class': 'IA',
    }
    expect(
      signatureOf({ bucket: 'examplebucket', key: "目录/a b+c&d=e~f!'()*.txt", headers }),
    ).toBe('515e9c88b7958ed8daa5a7f7326e58054402ec612bb5403428da42b530bc1c87')
  })

  it('S4: a sub-resource', () => {
    const query = { lifecycle: null }
    expect(signatureOf({ method: 'GET', bucket: 'examplebucket', key: null, query })).toBe(
      '1aa024e3abb29a37f0e0532f569195b5556f0c410f3a4ef4a4f2487b13aa46d3',
    )
  })
})

it('signs with the key of each secret and day, however many there were before', () => {
  const first = authorization({})
  for (let day = 0; day < 200; day++) authorization({ atMs: base.atMs + day * 86_400_000 })
  expect(authorization({})).toBe(first)
})
