import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type RawAnswer, type RawRequest, rawRequest } from '../oss-server/raw-request.ts'
import {
  defaultIdentity,
  type Identity,
  type OssServer,
  startOssServer,
} from '../oss-server/server.ts'

const guest: Identity = {
  accessKeyId: 'guest',
  accessKeySecret: 'guest-secret',
  mayListBuckets: false,
  scopes: [{ bucket: 'home', prefix: 'shared/' }],
}
const reader: Identity = { accessKeyId: 'reader', accessKeySecret: 'r', readOnly: true }
const stranger: Identity = { accessKeyId: 'stranger', accessKeySecret: 's', ownerId: '2' }

let folder: string
let server: OssServer

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oss-server-'))
  server = await start()
  server.createBucket({ name: 'home' })
})

afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

function start(): Promise<OssServer> {
  const identities = [defaultIdentity, guest, reader, stranger]
  return startOssServer({ dataDir: folder, identities })
}

function send(raw: RawRequest): Promise<RawAnswer> {
  return rawRequest(server.port, { bucket: 'home', ...raw })
}

async function codeOf(raw: RawRequest): Promise<string | number> {
  const answer = await send(raw)
  return answer.element('Code') ?? answer.status
}

describe('rights', () => {
  it('follow the ACLs for who does not sign', async () => {
    await send({ method: 'PUT', key: 'a', body: 'a' })
    const read = { key: 'a', identity: null }
    const write = { method: 'PUT', key: 'b', body: 'b', identity: null }
    const setAcl = (acl: string): Promise<RawAnswer> =>
      send({ method: 'PUT', query: { acl: '' }, headers: { 'x-oss-acl': acl }, body: '' })
    expect([await codeOf(read), await codeOf(write)]).toEqual(['AccessDenied', 'AccessDenied'])
    await setAcl('public-read')
    expect([await codeOf(read), await codeOf(write)]).toEqual([200, 'AccessDenied'])
    await setAcl('public-read-write')
    expect([await codeOf(read), await codeOf(write)]).toEqual([200, 200])
    const objectAcl = { 'x-oss-object-acl': 'private' }
    await send({ method: 'PUT', key: 'a', query: { acl: '' }, headers: objectAcl, body: '' })
    expect(await codeOf(read)).toBe('AccessDenied')
    expect(await codeOf({ identity: null, query: { acl: '' } })).toBe('AccessDenied')
  })

  it('end with public access blocked', async () => {
    const body =
      '<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess>' +
      '</PublicAccessBlockConfiguration>'
    const acl = {
      method: 'PUT',
      query: { acl: '' },
      headers: { 'x-oss-acl': 'public-read' },
      body: '',
    }
    await send(acl)
    await send({ method: 'PUT', query: { publicAccessBlock: '' }, body })
    expect(await codeOf({ identity: null })).toBe('AccessDenied')
    expect(await codeOf(acl)).toBe('AccessDenied')
  })

  it('end for narrow keys at their prefix', async () => {
    const mine = { identity: guest }
    expect(await codeOf({ ...mine, query: { prefix: 'shared/' } })).toBe(200)
    expect(await codeOf(mine)).toBe('AccessDenied')
    expect(await codeOf({ ...mine, method: 'PUT', key: 'shared/a', body: 'a' })).toBe(200)
    expect(await codeOf({ ...mine, method: 'PUT', key: 'other/a', body: 'a' })).toBe('AccessDenied')
    const { element } = await rawRequest(server.port, mine)
    expect(element('Code')).toBe('AccessDenied')
  })

  it('leave readers to read, and strangers outside', async () => {
    expect(await codeOf({ identity: reader })).toBe(200)
    expect(await codeOf({ identity: reader, method: 'PUT', key: 'a', body: 'a' })).toBe(
      'AccessDenied',
    )
    expect(await codeOf({ identity: stranger })).toBe('AccessDenied')
    const taken = { bucket: 'home', identity: stranger, method: 'PUT', body: '' }
    expect(await codeOf(taken)).toBe('BucketAlreadyExists')
  })
})

describe('configurations', () => {
  it('come back exactly as they were stored', async () => {
    const body =
      '<?xml version="1.0"?>\n<CORSConfiguration>\n <CORSRule><AllowedOrigin>*</AllowedOrigin>' +
      '<AllowedMethod>GET</AllowedMethod><Unknown a="1">kept</Unknown></CORSRule></CORSConfiguration>'
    expect(await codeOf({ method: 'PUT', query: { cors: '' }, body })).toBe(200)
    expect((await send({ query: { cors: '' } })).text).toBe(body)
  })

  it.each([
    ['no rule', '', 'MalformedXML'],
    ['no origin', '<CORSRule><AllowedMethod>GET</AllowedMethod></CORSRule>', 'MalformedXML'],
    [
      'another method',
      '<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>PATCH</AllowedMethod></CORSRule>',
      'InvalidArgument',
    ],
    [
      'two wildcards',
      '<CORSRule><AllowedOrigin>*.a.*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>',
      'InvalidArgument',
    ],
  ])('refuse CORS with %s', async (_what, rules, code) => {
    const body = `<CORSConfiguration>${rules}</CORSConfiguration>`
    expect(await codeOf({ method: 'PUT', query: { cors: '' }, body })).toBe(code)
  })

  it('refuse an eleventh CORS rule and what is no XML', async () => {
    const rule =
      '<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>'
    const body = `<CORSConfiguration>${rule.repeat(11)}</CORSConfiguration>`
    expect(await codeOf({ method: 'PUT', query: { cors: '' }, body })).toBe('CORSRuleBeyondLimit')
    expect(await codeOf({ method: 'PUT', query: { cors: '' }, body: '<a>' })).toBe('MalformedXML')
    expect(await codeOf({ method: 'PUT', query: { cors: '' }, body: '<a/>' })).toBe('MalformedXML')
  })

  const days = (count: number): string => `<Expiration><Days>${count}</Days></Expiration>`
  const move = (count: number, to: string): string =>
    `<Transition><Days>${count}</Days><StorageClass>${to}</StorageClass></Transition>`
  const rule = (inner: string, prefix = 'a/', id = ''): string =>
    `<Rule>${id}<Prefix>${prefix}</Prefix><Status>Enabled</Status>${inner}</Rule>`
  const twins = `${rule(days(1), 'a/', '<ID>x</ID>')}${rule(days(1), 'b/', '<ID>x</ID>')}`

  it.each([
    ['a plain rule', rule(days(30)), 200],
    ['steps in order', rule(`${move(30, 'IA')}${move(60, 'Archive')}${days(90)}`), 200],
    ['no action', rule(''), 'InvalidRequest'],
    ['no day', rule(days(0)), 'InvalidArgument'],
    ['steps out of order', rule(`${move(60, 'IA')}${move(30, 'Archive')}`), 'InvalidArgument'],
    ['deletion before a step', rule(`${move(60, 'IA')}${days(30)}`), 'InvalidArgument'],
    ['an unknown class', rule(move(60, 'Warm')), 'InvalidArgument'],
    ['two rules of one ID', twins, 'InvalidArgument'],
    ['rules that overlap', rule(days(1), 'a/') + rule(days(2), 'a/b/'), 'InvalidArgument'],
    ['rules side by side', rule(days(1), 'a/') + rule(days(2), 'b/'), 200],
    [
      'a date that is no midnight',
      rule(
        '<Expiration><CreatedBeforeDate>2026-01-01T08:00:00.000Z</CreatedBeforeDate></Expiration>',
      ),
      'InvalidArgument',
    ],
    [
      'days mixed with a date',
      rule(
        '<Expiration><CreatedBeforeDate>2026-01-01T00:00:00.000Z</CreatedBeforeDate></Expiration>' +
          move(5, 'IA'),
      ),
      'InvalidRequest',
    ],
    ['no status', `<Rule><Prefix></Prefix>${days(1)}</Rule>`, 'MalformedXML'],
  ])('judge a lifecycle with %s', async (_what, rules, verdict) => {
    const body = `<LifecycleConfiguration>${rules}</LifecycleConfiguration>`
    expect(await codeOf({ method: 'PUT', query: { lifecycle: '' }, body })).toBe(verdict)
  })

  it('let overlapping rules through when the header says so', async () => {
    const body = `<LifecycleConfiguration>${rule(days(1))}${rule(days(2))}</LifecycleConfiguration>`
    const headers = { 'x-oss-allow-same-action-overlap': 'true' }
    expect(await codeOf({ method: 'PUT', query: { lifecycle: '' }, body, headers })).toBe(200)
  })

  it('answer browsers by the CORS rules', async () => {
    const body =
      '<CORSConfiguration><CORSRule><AllowedOrigin>https://*.example</AllowedOrigin>' +
      '<AllowedMethod>PUT</AllowedMethod><AllowedHeader>x-oss-*</AllowedHeader>' +
      '<ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>60</MaxAgeSeconds></CORSRule>' +
      '</CORSConfiguration>'
    await send({ method: 'PUT', query: { cors: '' }, body })
    const ask = (origin: string, method: string, wanted: string): Promise<RawAnswer> =>
      send({
        method: 'OPTIONS',
        key: 'a',
        identity: null,
        headers: {
          origin,
          'access-control-request-method': method,
          'access-control-request-headers': wanted,
        },
      })
    const allowed = await ask('https://a.example', 'PUT', 'x-oss-meta-a')
    expect(allowed.status).toBe(200)
    expect(allowed.headers).toMatchObject({
      'access-control-allow-origin': 'https://a.example',
      'access-control-allow-methods': 'PUT',
      'access-control-max-age': '60',
    })
    for (const refused of [
      await ask('https://a.other', 'PUT', 'x-oss-meta-a'),
      await ask('https://a.example', 'DELETE', 'x-oss-meta-a'),
      await ask('https://a.example', 'PUT', 'x-other'),
    ]) {
      expect([refused.status, refused.element('Code')]).toEqual([403, 'AccessForbidden'])
    }
    const headers = { origin: 'https://a.example' }
    const put = await send({ method: 'PUT', key: 'a', body: 'a', headers })
    expect(put.headers['access-control-expose-headers']).toBe('ETag')
  })

  it('never take an unknown sub-resource for the bucket itself', async () => {
    for (const name of ['style', 'accessPoint', 'requesterQosInfo']) {
      expect(await codeOf({ method: 'DELETE', query: { [name]: '' } })).toBe('NotImplemented')
    }
    expect(await codeOf({ query: { cloudboxes: '' } })).toBe('NotImplemented')
    expect((await send({})).status).toBe(200)
  })
})

it('keeps everything over a restart, and sweeps what was never finished', async () => {
  await send({ method: 'PUT', key: '目录/a', body: 'content', headers: { 'x-oss-meta-a': 'b' } })
  const uploads = await send({ method: 'POST', key: 'big', query: { uploads: '' } })
  const uploadId = uploads.element('UploadId') ?? ''
  const part = { method: 'PUT', key: 'big', query: { partNumber: '1', uploadId }, body: 'part' }
  const { etag } = (await send(part)).headers
  await server.close()
  server = await start()
  const read = await send({ key: '目录/a' })
  expect([read.text, read.headers['x-oss-meta-a']]).toEqual(['content', 'b'])
  const body =
    '<CompleteMultipartUpload><Part><PartNumber>1</PartNumber>' +
    `<ETag>${etag}</ETag></Part></CompleteMultipartUpload>`
  expect(await codeOf({ method: 'POST', key: 'big', query: { uploadId }, body })).toBe(200)
  expect((await send({ key: 'big' })).text).toBe('part')
})

describe('listing', () => {
  it('refuses page sizes and tokens that are none', async () => {
    expect(await codeOf({ query: { 'max-keys': '0' } })).toBe('InvalidArgument')
    expect(await codeOf({ query: { 'max-keys': '1001' } })).toBe('InvalidArgument')
    expect(await codeOf({ query: { 'encoding-type': 'hex' } })).toBe('InvalidArgument')
    const query = { 'list-type': '2', 'continuation-token': '!' }
    expect(await codeOf({ query })).toBe('InvalidArgument')
  })

  it('has a hundred entries on a page unless asked otherwise', async () => {
    await Promise.all(
      Array.from({ length: 101 }, (_, index) =>
        send({ method: 'PUT', key: `k${String(index).padStart(3, '0')}`, body: '' }),
      ),
    )
    const page = await send({})
    expect(page.text.match(/<Contents>/g)).toHaveLength(100)
    expect([page.element('IsTruncated'), page.element('NextMarker')]).toEqual(['true', 'k099'])
    const rest = await send({ query: { marker: 'k099' } })
    expect([rest.element('Key'), rest.element('IsTruncated')]).toEqual(['k100', 'false'])
  })
})
