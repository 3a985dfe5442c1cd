import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { computeV4, signingKey, type V4Input } from '../../oss-server/auth/v4.ts'
import { toByteString } from '../../oss-server/encoding.ts'

const scope = { date: '20231216', region: 'cn-hangzhou', product: 'oss' }
const query: V4Input['query'] = [
  ['param1', 'value1'],
  ['+param1', 'value3'],
  ['|param1', 'value4'],
  ['+param2', ''],
  ['|param2', ''],
  ['param2', ''],
]
const ownHeaders = { 'x-oss-head1': 'value', abc: 'value', zabc: 'value', xyz: 'value' }

function headerInput(time: string, extra: Partial<V4Input> = {}): V4Input {
  return {
    method: 'PUT',
    bucket: 'bucket',
    key: '1234+-/123/1.txt',
    query,
    headers: {
      ...ownHeaders,
      'content-type': 'text/plain',
      'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
      'x-oss-date': time,
    },
    additionalHeaders: [],
    time,
    scope: { ...scope, date: time.slice(0, 8) },
    ...extra,
  }
}

function urlInput(time: string, expires: string, extra: readonly [string, string][]): V4Input {
  const input = headerInput(time)
  return {
    ...input,
    headers: { ...ownHeaders, 'content-type': 'application/octet-stream' },
    query: [
      ...query,
      ['x-oss-signature-version', 'OSS4-HMAC-SHA256'],
      ['x-oss-credential', `ak/${time.slice(0, 8)}/cn-hangzhou/oss/aliyun_v4_request`],
      ['x-oss-date', time],
      ['x-oss-expires', expires],
      ...extra,
    ],
  }
}

describe('official vectors of signature V4', () => {
  it('derives the key and the canonical request of vector A', () => {
    const computed = computeV4(headerInput('20231216T162057Z'), 'sk')
    expect(createHash('sha256').update(computed.canonicalRequest, 'latin1').digest('hex')).toBe(
      'f4613657f1b108998e8dbd10a1aa5da621dc2c6e02c9ddec0f163664848704c4',
    )
    expect(signingKey('sk', scope).export().toString('hex')).toBe(
      'b412a03b134ebddd720f5167b5de6db66620ebb3b01cff4d49e3ccb09f8de97f',
    )
    expect(computed.signature).toBe(
      'e21d18daa82167720f9b1047ae7e7f1ce7cb77a31e8203a7d5f4624fa0284afe',
    )
  })

  it('signs the token of vector B', () => {
    const input = headerInput('20231217T034736Z')
    const headers = { ...input.headers, 'x-oss-security-token': 'token' }
    expect(computeV4({ ...input, headers }, 'sk').signature).toBe(
      'b94a3f999cf85bcdc00d332fbd3734ba03e48382c36fa4d5af5df817395bd9ea',
    )
  })

  it.each([[['zabc', 'abc']], [['x-oss-no-exist', 'zabc', 'x-oss-head1', 'abc']]])(
    'signs the additional headers of vector C as %j',
    (additionalHeaders) => {
      const input = headerInput('20231216T172512Z', { additionalHeaders })
      expect(computeV4(input, 'sk').signature).toBe(
        '4a4183c187c07c8947db7620deb0a6b38d9fbdd34187b6dbaccb316fa251212f',
      )
    },
  )

  it.each([
    [
      'E',
      '20231217T025437Z',
      '599',
      [],
      'a39966c61718be0d5b14e668088b3fa07601033f6518ac7b523100014269c0fe',
    ],
    [
      'H',
      '20231217T025437Z',
      '432000',
      [],
      '31029123dc7732d2d2cfd4006ea4fdb6cf86da6478f813e2bf8f87877c7b9fec',
    ],
    [
      'F',
      '20231217T035628Z',
      '599',
      [['x-oss-security-token', 'token']],
      '3817ac9d206cd6dfc90f1c09c00be45005602e55898f26f5ddb06d7892e1f8b5',
    ],
  ] as const)('signs the address of vector %s', (_name, time, expires, extra, signature) => {
    const pairs = extra.map(([name, value]): [string, string] => [name, value])
    expect(computeV4(urlInput(time, expires, pairs), 'sk').signature).toBe(signature)
  })

  it('signs the address with additional headers of vector G', () => {
    const input = urlInput('20231217T033009Z', '599', [['x-oss-additional-headers', 'abc;zabc']])
    expect(computeV4({ ...input, additionalHeaders: ['abc', 'zabc'] }, 'sk').signature).toBe(
      '6bd984bfe531afb6db1f7550983a741b103a8c58e5e14f83ea474c2322dfa2b7',
    )
  })
})

describe('further vectors of signature V4', () => {
  const time = '20250101T000000Z'
  const plain = {
    method: 'GET',
    query: [],
    headers: { 'x-oss-content-sha256': 'UNSIGNED-PAYLOAD', 'x-oss-date': time },
    additionalHeaders: [],
    time,
    scope: { ...scope, date: '20250101' },
  }

  it.each([
    [
      'S1',
      { ...plain, bucket: null, key: null },
      '0095141840ca64ae2473706b3d84f2c8a2712caa58a398624bd617270363437c',
    ],
    [
      'S2',
      {
        ...plain,
        bucket: 'examplebucket',
        key: null,
        query: [
          ['list-type', '2'],
          ['prefix', 'a b/中'],
          ['delimiter', '/'],
          ['encoding-type', 'url'],
          ['fetch-owner', 'true'],
        ] as const,
      },
      '664803566cc552856468559e18110fbb0b82b054ad37c82d0f6c33e7ab301398',
    ],
    [
      'S3',
      {
        ...plain,
        method: 'PUT',
        bucket: 'examplebucket',
        key: "目录/a b+c&d=e~f!'()*.txt",
        headers: {
          ...plain.headers,
          'content-type': 'text/plain; charset=utf-8',
          'content-md5': '1B2M2Y8AsgTpgAmY7PhCfg==',
          'x-oss-meta-author': toByteString('alice'),
          'x-oss-storage-class': 'IA',
        },
      },
      '515e9c88b7958ed8daa5a7f7326e58054402ec612bb5403428da42b530bc1c87',
    ],
    [
      'S4',
      { ...plain, bucket: 'examplebucket', key: null, query: [['lifecycle', '']] as const },
      '1aa024e3abb29a37f0e0532f569195b5556f0c410f3a4ef4a4f2487b13aa46d3',
    ],
  ])('signs %s', (_name, input, signature) => {
    expect(computeV4(input, 'sk').signature).toBe(signature)
  })
})
