import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { computeV1 } from '../oss-server/auth/v1.ts'
import { computeV4 } from '../oss-server/auth/v4.ts'
import { type RawAnswer, type RawRequest, rawRequest } from '../oss-server/raw-request.ts'
import { defaultIdentity, type OssServer, startOssServer } from '../oss-server/server.ts'

const nowMs = Date.UTC(2026, 0, 2, 3, 4, 5)
const sts = {
  accessKeyId: 'STS.temporary',
  accessKeySecret: 'temporary-secret',
  securityToken: 'the-token',
  tokenExpiresAt: nowMs + 60_000,
}
const expired = { ...sts, accessKeyId: 'STS.expired', tokenExpiresAt: nowMs - 1 }
const { accessKeyId, accessKeySecret } = defaultIdentity

let folder: string
let server: OssServer

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oss-server-'))
  server = await startOssServer({
    dataDir: folder,
    now: () => nowMs,
    identities: [defaultIdentity, sts, expired],
    otherRegions: ['cn-shanghai'],
  })
  server.createBucket({ name: 'home' })
  server.createBucket({ name: 'elsewhere', region: 'cn-shanghai' })
})

afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

function send(raw: RawRequest): Promise<RawAnswer> {
  return rawRequest(server.port, { bucket: 'home', atMs: nowMs, ...raw })
}

function verdict(answer: RawAnswer): readonly unknown[] {
  return [answer.status, answer.element('Code'), answer.element('EC')]
}

const credential = `${accessKeyId}/20260102/cn-hangzhou/oss/aliyun_v4_request`

/** Parameters of a signed V4 address for `GET /home/a`. */
function signedQuery(extra: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const query: Record<string, string> = {
    'x-oss-signature-version': 'OSS4-HMAC-SHA256',
    'x-oss-credential': credential,
    'x-oss-date': '20260102T030405Z',
    'x-oss-expires': '60',
    ...extra,
  }
  const [, date = '', region = '', product = ''] = (query['x-oss-credential'] ?? '').split('/')
  const { signature } = computeV4(
    {
      method: 'GET',
      bucket: 'home',
      key: null,
      query: Object.entries(query),
      headers: {},
      additionalHeaders: [],
      time: query['x-oss-date'] ?? '',
      scope: { date, region, product },
    },
    accessKeySecret,
  )
  return { ...query, 'x-oss-signature': signature }
}

describe('V4 in headers', () => {
  it('accepts blanks and any order in the Authorization', async () => {
    const good = await send({})
    expect(good.status).toBe(200)
    const { signature } = computeV4(
      {
        method: 'GET',
        bucket: 'home',
        key: null,
        query: [],
        headers: {
          'x-oss-date': '20260102T030405Z',
          'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
          abc: 'value',
        },
        additionalHeaders: ['abc'],
        time: '20260102T030405Z',
        scope: { date: '20260102', region: 'cn-hangzhou', product: 'oss' },
      },
      accessKeySecret,
    )
    const authorization =
      `OSS4-HMAC-SHA256 Credential=${credential}, Signature=${signature}, ` +
      'AdditionalHeaders=abc'
    expect((await send({ headers: { authorization, abc: 'value' } })).status).toBe(200)
    const changed = await send({ headers: { authorization, abc: 'other' } })
    expect(changed.element('Code')).toBe('SignatureDoesNotMatch')
  })

  it('says what it computed when the secret is wrong', async () => {
    const answer = await send({ identity: { accessKeyId, accessKeySecret: 'wrong' } })
    expect(verdict(answer)).toEqual([403, 'SignatureDoesNotMatch', '0002-00000040'])
    expect(answer.element('StringToSign')).toMatch(/^OSS4-HMAC-SHA256\n20260102T030405Z\n/)
    expect(answer.element('CanonicalRequest')).toMatch(/^GET\n\/home\/\n\nx-oss-content-sha256:/)
    expect(answer.element('RequestId')).toMatch(/^[0-9A-F]{24}$/)
    expect(answer.headers['x-oss-request-id']).toBe(answer.element('RequestId'))
    expect(answer.headers['x-oss-ec']).toBe('0002-00000040')
  })

  it.each([
    ['an unknown key', { accessKeyId: 'nobody', accessKeySecret }, 403, 'InvalidAccessKeyId'],
    ['a wrong token', { ...sts, securityToken: 'other' }, 403, 'InvalidSecurityToken'],
    ['an expired token', expired, 403, 'SecurityTokenExpired'],
    [
      'a token that is not needed',
      { ...defaultIdentity, securityToken: 'x' },
      403,
      'InvalidSecurityToken',
    ],
  ])('refuses %s', async (_what, identity, status, code) => {
    expect(verdict(await send({ identity })).slice(0, 2)).toEqual([status, code])
  })

  it('accepts an STS triple and refuses it without its token', async () => {
    expect((await send({ identity: sts })).status).toBe(200)
    const { securityToken: _token, ...bare } = sts
    expect((await send({ identity: bare })).element('Code')).toBe('InvalidAccessKeyId')
  })

  it('allows fifteen minutes of difference and no more', async () => {
    const limitMs = 15 * 60_000
    expect((await send({ atMs: nowMs - limitMs })).status).toBe(200)
    expect((await send({ atMs: nowMs + limitMs })).status).toBe(200)
    const late = await send({ atMs: nowMs - limitMs - 1000 })
    expect(verdict(late).slice(0, 2)).toEqual([403, 'RequestTimeTooSkewed'])
    expect(late.headers.date).toBe(new Date(nowMs).toUTCString())
  })

  it('wants the region of the bucket', async () => {
    const wrong = await send({ bucket: 'elsewhere' })
    expect(verdict(wrong)).toEqual([400, 'InvalidArgument', '0002-00000228'])
    expect((await send({ bucket: 'elsewhere', region: 'cn-shanghai' })).status).toBe(200)
    expect(wrong.element('Message')).toBe('Invalid signing region in Authorization header.')
    const unknown = await rawRequest(server.port, { atMs: nowMs, region: 'mars-1' })
    expect(verdict(unknown)).toEqual([400, 'InvalidArgument', '0002-00000228'])
  })

  it.each([
    ['another scheme', 'Basic abc', '0002-00000061'],
    ['no signature', `OSS4-HMAC-SHA256 Credential=${credential}`, '0002-00000202'],
    ['a short credential', 'OSS4-HMAC-SHA256 Credential=a/b,Signature=c', '0002-00000202'],
    [
      'another scope',
      `OSS4-HMAC-SHA256 Credential=${accessKeyId}/20260102/cn-hangzhou/oss/aws4_request,Signature=c`,
      '0002-00000213',
    ],
  ])('refuses an Authorization with %s', async (_what, authorization, ec) => {
    expect(verdict(await send({ headers: { authorization } }))).toEqual([
      400,
      'InvalidArgument',
      ec,
    ])
  })
})

describe('V4 in the address', () => {
  it('accepts it until it expires', async () => {
    expect((await send({ identity: null, query: signedQuery({}) })).status).toBe(200)
    const old = signedQuery({ 'x-oss-date': '20260102T030304Z' })
    expect(verdict(await send({ identity: null, query: old }))).toEqual([
      403,
      'AccessDenied',
      '0002-00000236',
    ])
  })

  it.each([
    ['no credential', { 'x-oss-credential': '' }, '0002-00000218'],
    ['no lifetime', { 'x-oss-expires': '' }, '0002-00000215'],
    ['no lifetime at all', { 'x-oss-expires': '0' }, '0002-00000232'],
    ['more than seven days', { 'x-oss-expires': '604801' }, '0002-00000232'],
    [
      'another region',
      { 'x-oss-credential': credential.replace('hangzhou', 'beijing') },
      '0002-00000226',
    ],
    ['no region', { 'x-oss-credential': credential.replace('cn-hangzhou', '') }, '0002-00000226'],
  ])('refuses %s', async (_what, extra, ec) => {
    const answer = await send({ identity: null, query: signedQuery(extra) })
    expect(verdict(answer)).toEqual([400, 'InvalidArgument', ec])
  })

  it('refuses a signature in both places, a changed one and a missing one', async () => {
    expect(verdict(await send({ query: signedQuery({}) })).slice(0, 2)).toEqual([
      400,
      'InvalidArgument',
    ])
    const changed = { ...signedQuery({}), 'max-keys': '5' }
    const refused = await send({ identity: null, query: changed })
    expect(refused.element('Code')).toBe('SignatureDoesNotMatch')
    const { 'x-oss-signature': _gone, ...unsigned } = signedQuery({})
    const missing = await send({ identity: null, query: unsigned })
    expect(missing.element('EC')).toBe('0002-00000219')
  })
})

describe('V1', () => {
  const date = new Date(nowMs).toUTCString()

  function authorize(headers: Record<string, string>, secret = accessKeySecret): string {
    const input = { method: 'GET', bucket: 'home', key: null, query: [], headers, dateLine: date }
    return `OSS ${accessKeyId}:${computeV1(input, secret).signature}`
  }

  it('accepts a header signature and refuses a wrong one', async () => {
    const authorization = authorize({})
    expect((await send({ identity: null, headers: { date, authorization } })).status).toBe(200)
    const wrong = { date, authorization: authorize({}, 'wrong') }
    const refused = await send({ identity: null, headers: wrong })
    expect(verdict(refused).slice(0, 2)).toEqual([403, 'SignatureDoesNotMatch'])
    expect(refused.element('StringToSign')).toBe(`GET\n\n\n${date}\n/home/`)
    const dateless = await send({ identity: null, headers: { authorization } })
    expect(verdict(dateless).slice(0, 2)).toEqual([403, 'AccessDenied'])
    const malformed = await send({ identity: null, headers: { date, authorization: 'OSS x' } })
    expect(verdict(malformed).slice(0, 2)).toEqual([400, 'InvalidArgument'])
  })

  it('refuses an address that lacks a parameter or is too old', async () => {
    const query = { OSSAccessKeyId: accessKeyId, Signature: 'x' }
    expect(verdict(await send({ identity: null, query })).slice(0, 2)).toEqual([
      403,
      'AccessDenied',
    ])
    const old = { ...query, Expires: String(nowMs / 1000 - 1) }
    const answer = await send({ identity: null, query: old })
    expect([answer.status, answer.element('Message')]).toEqual([403, 'Request has expired.'])
  })
})

describe('hosts', () => {
  const host = 'elsewhere.oss-cn-hangzhou.aliyuncs.com'

  it('names the right endpoint when the host is of another region', async () => {
    const answer = await send({ bucket: 'elsewhere', host })
    expect(verdict(answer).slice(0, 2)).toEqual([403, 'AccessDenied'])
    expect(answer.element('Endpoint')).toBe('oss-cn-shanghai.aliyuncs.com')
    const right = { host: 'elsewhere.oss-cn-shanghai.aliyuncs.com', region: 'cn-shanghai' }
    expect((await send({ bucket: 'elsewhere', ...right })).status).toBe(200)
  })

  it.each([
    ['home.localhost', 200],
    ['home.oss-cn-hangzhou.aliyuncs.com:9000', 200],
    ['home.oss-cn-hangzhou-internal.aliyuncs.com', 200],
    ['home.cn-hangzhou.oss.aliyuncs.com', 200],
    ['unbound.example.com', 403],
  ])('reads the bucket from %s', async (name, status) => {
    expect((await send({ host: name })).status).toBe(status)
  })

  it('is fast only for buckets that switched it on', async () => {
    const host = 'home.oss-accelerate.aliyuncs.com'
    expect(verdict(await send({ host })).slice(0, 2)).toEqual([403, 'TransferAccelerationDisabled'])
    const body =
      '<TransferAccelerationConfiguration><Enabled>true</Enabled></TransferAccelerationConfiguration>'
    await send({ method: 'PUT', query: { transferAcceleration: '' }, body })
    expect((await send({ host })).status).toBe(200)
  })

  it('refuses path style on the name of the service', async () => {
    const answer = await send({ host: 'oss-cn-hangzhou.aliyuncs.com', path: '/home/a' })
    expect(verdict(answer).slice(0, 2)).toEqual([403, 'SecondLevelDomainForbidden'])
    expect(answer.element('HostId')).toBe('oss-cn-hangzhou.aliyuncs.com')
  })
})
