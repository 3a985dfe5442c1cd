import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { computeV1 } from '../oss-server/auth/v1.ts'
import { computeV2 } from '../oss-server/auth/v2.ts'
import { computeV4 } from '../oss-server/auth/v4.ts'
import { type RawAnswer, type RawRequest, rawRequest } from '../oss-server/raw-request.ts'
import { defaultIdentity, type OssServer, startOssServer } from '../oss-server/server.ts'

const nowMs = Date.UTC(2026, 0, 2, 3, 4, 5)
const date = new Date(nowMs).toUTCString()
const { accessKeyId, accessKeySecret } = defaultIdentity

let folder: string
let server: OssServer

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oss-server-'))
  server = await startOssServer({ dataDir: folder, now: () => nowMs })
  server.createBucket({ name: 'home' })
})

afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

function send(raw: RawRequest): Promise<RawAnswer> {
  return rawRequest(server.port, { bucket: 'home', identity: null, ...raw })
}

/** What the official Go library of the first generation sends. */
describe('V4 without x-oss-date', () => {
  const scope = { date: '20260102', region: 'cn-hangzhou', product: 'oss' }
  const headers = { 'x-oss-content-sha256': 'UNSIGNED-PAYLOAD' }

  function authorize(time: string): string {
    const { signature } = computeV4(
      {
        method: 'GET',
        bucket: 'home',
        key: null,
        query: [],
        headers,
        additionalHeaders: [],
        time,
        scope,
      },
      accessKeySecret,
    )
    const credential = `${accessKeyId}/20260102/cn-hangzhou/oss/aliyun_v4_request`
    return `OSS4-HMAC-SHA256 Credential=${credential},Signature=${signature}`
  }

  it('signs the Date header as it stands', async () => {
    const good = { ...headers, date, authorization: authorize(date) }
    expect((await send({ headers: good })).status).toBe(200)
    const reformed = { ...good, authorization: authorize('20260102T030405Z') }
    expect((await send({ headers: reformed })).element('Code')).toBe('SignatureDoesNotMatch')
  })

  it('wants that date to be of the day of the credential, and near', async () => {
    const otherDay = new Date(nowMs + 24 * 3600_000).toUTCString()
    const wrongDay = { ...headers, date: otherDay, authorization: authorize(otherDay) }
    expect((await send({ headers: wrongDay })).element('EC')).toBe('0002-00000202')
    const earlier = new Date(nowMs - 16 * 60_000).toUTCString()
    const late = { ...headers, date: earlier, authorization: authorize(earlier) }
    expect((await send({ headers: late })).element('Code')).toBe('RequestTimeTooSkewed')
    const dateless = await send({ headers: { ...headers, authorization: authorize(date) } })
    expect(dateless.element('EC')).toBe('0002-00000202')
  })
})

describe('V2', () => {
  it('is what the official Python library computes', () => {
    const put = {
      method: 'PUT',
      bucket: 'bucket',
      key: 'a b/+中.txt',
      query: [
        ['+param1', 'value3'],
        ['param2', ''],
        ['|p', 'a/b c'],
      ],
      headers: { 'content-type': 'text/plain', 'x-oss-head1': 'value', abc: '1', zabc: '2' },
      additionalHeaders: ['zabc', 'abc'],
      dateLine: 'Wed, 28 Dec 2022 10:27:41 GMT',
    } as const
    expect(computeV2(put, 'sk').signature).toBe('KRdCftkyTbv3ExzaHfIjAuVaK+tNRU43nWF7Xw42HMo=')
  })

  function authorize(headers: Record<string, string>, secret = accessKeySecret): string {
    const input = {
      method: 'GET',
      bucket: 'home',
      key: null,
      query: [['max-keys', '5']] as const,
      headers,
      additionalHeaders: ['abc'],
      dateLine: date,
    }
    const { signature } = computeV2(input, secret)
    return `OSS2 AccessKeyId:${accessKeyId},AdditionalHeaders:abc,Signature:${signature}`
  }

  it('covers every parameter and the headers that it names', async () => {
    const headers = { date, abc: 'value', authorization: authorize({ abc: 'value' }) }
    const query = { 'max-keys': '5' }
    expect((await send({ headers, query })).status).toBe(200)
    const others: readonly RawRequest[] = [
      { headers: { ...headers, abc: 'other' }, query },
      { headers, query: { 'max-keys': '6' } },
      { headers: { ...headers, authorization: authorize({ abc: 'value' }, 'wrong') }, query },
    ]
    for (const other of others) {
      expect((await send(other)).element('Code')).toBe('SignatureDoesNotMatch')
    }
    const { date: _gone, ...dateless } = headers
    expect((await send({ headers: dateless, query })).status).toBe(403)
    const malformed = await send({ headers: { date, authorization: 'OSS2 x' }, query })
    expect(malformed.element('Code')).toBe('InvalidArgument')
  })

  it('signs an address until a moment', async () => {
    const sign = (expires: number): Record<string, string> => {
      const query: Record<string, string> = {
        'x-oss-signature-version': 'OSS2',
        'x-oss-expires': String(expires),
        'x-oss-access-key-id': accessKeyId,
      }
      const { signature } = computeV2(
        {
          method: 'GET',
          bucket: 'home',
          key: null,
          query: Object.entries(query),
          headers: {},
          additionalHeaders: [],
          dateLine: String(expires),
        },
        accessKeySecret,
      )
      return { ...query, 'x-oss-signature': signature }
    }
    const seconds = Math.floor(nowMs / 1000)
    expect((await send({ query: sign(seconds + 60) })).status).toBe(200)
    const changed = { ...sign(seconds + 60), prefix: 'a' }
    expect((await send({ query: changed })).element('Code')).toBe('SignatureDoesNotMatch')
    const old = await send({ query: sign(seconds - 1) })
    expect([old.status, old.element('Message')]).toEqual([403, 'Request has expired.'])
    const { 'x-oss-expires': _gone, ...endless } = sign(seconds + 60)
    expect((await send({ query: endless })).element('Code')).toBe('AccessDenied')
    const both = await send({
      query: sign(seconds + 60),
      headers: { date, authorization: authorize({}) },
    })
    expect(both.element('Code')).toBe('InvalidArgument')
  })
})

describe('V1 of DescribeRegions', () => {
  it.each([
    ['with', [['regions', '']]],
    ['without', []],
  ] as const)('is right %s the sub-resource', async (_what, query) => {
    const input = { method: 'GET', bucket: null, key: null, query, headers: {}, dateLine: date }
    const { signature } = computeV1(input, accessKeySecret)
    const headers = { date, authorization: `OSS ${accessKeyId}:${signature}` }
    const path = '/?regions'
    const answer = await rawRequest(server.port, { path, headers, identity: null })
    expect(answer.status).toBe(200)
  })
})

describe('an address that names a header', () => {
  it('is no good without it', async () => {
    const query = {
      'x-oss-signature-version': 'OSS4-HMAC-SHA256',
      'x-oss-credential': `${accessKeyId}/20260102/cn-hangzhou/oss/aliyun_v4_request`,
      'x-oss-date': '20260102T030405Z',
      'x-oss-expires': '60',
      'x-oss-additional-headers': 'email',
      'x-oss-signature': 'x',
    }
    const answer = await send({ query })
    expect([answer.status, answer.element('Code')]).toEqual([400, 'InvalidArgument'])
    const given = await send({ query, headers: { email: 'a' } })
    expect(given.element('Code')).toBe('SignatureDoesNotMatch')
  })
})
