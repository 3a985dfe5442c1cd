import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { defaultIdentity, type Identity } from '../oss-server/server.ts'
import { useServer } from './server-kit/server-kit.ts'

const ownerId = '1000000000000000'
const stranger: Identity = {
  accessKeyId: 'LTAI5tStranger',
  accessKeySecret: 'stranger-secret',
  ownerId: '2000000000000000',
}
const reader: Identity = {
  accessKeyId: 'LTAI5tReader',
  accessKeySecret: 'reader-secret',
  userId: '300',
  scopes: [{ bucket: 'nothing' }],
}
const kit = useServer({ identities: [defaultIdentity, stranger, reader] })

interface StatementInput {
  readonly Effect?: string
  readonly Action?: unknown
  readonly Principal?: unknown
  readonly Resource?: unknown
  readonly Condition?: unknown
}

function document(...statements: readonly StatementInput[]): string {
  const Statement = statements.map((statement) => ({
    Effect: 'Allow',
    Action: ['oss:GetObject'],
    Principal: ['*'],
    Resource: ['acs:oss:*:*:home/*'],
    ...statement,
  }))
  return JSON.stringify({ Version: '1', Statement })
}

async function setPolicy(...statements: readonly StatementInput[]): Promise<void> {
  const body = document(...statements)
  expect(await kit.codeOf({ method: 'PUT', query: { policy: '' }, body })).toBe(200)
}

type Who = Identity | null

const get = (identity: Who, key = 'a', headers = {}): Promise<string | number> =>
  kit.codeOf({ key, identity, headers })
const put = (identity: Who, key = 'a'): Promise<string | number> =>
  kit.codeOf({ method: 'PUT', key, body: 'x', identity })
const list = (identity: Who, query = {}): Promise<string | number> =>
  kit.codeOf({ identity, query })

describe('a bucket policy', () => {
  it('lets in whom the ACL keeps out, for what it names', async () => {
    await put(defaultIdentity)
    await put(defaultIdentity, 'b/c')
    expect([await get(null), await get(stranger)]).toEqual(['AccessDenied', 'AccessDenied'])
    await setPolicy({ Principal: [stranger.ownerId], Resource: ['acs:oss:*:*:home/a'] })
    expect([await get(null), await get(stranger)]).toEqual(['AccessDenied', 200])
    expect([await get(stranger, 'b/c'), await put(stranger)]).toEqual([
      'AccessDenied',
      'AccessDenied',
    ])
    await setPolicy({ Action: 'oss:Get*', Resource: 'acs:oss:oss-cn-hangzhou:*:home/?/*' })
    expect([await get(null), await get(null, 'b/c')]).toEqual(['AccessDenied', 200])
    await setPolicy({ Resource: [`acs:oss:oss-cn-beijing:${ownerId}:home/*`] })
    expect(await get(null)).toBe('AccessDenied')
    await kit.restart()
    await setPolicy({ Principal: [] })
    expect(await get(null)).toBe(200)
  })

  it('names a permission of its own for reading versions, lists and writes', async () => {
    await put(defaultIdentity)
    const bucket = { Resource: ['acs:oss:*:*:home'] }
    await setPolicy({ Action: ['oss:ListObjects'], ...bucket })
    expect([await list(stranger), await list(null, { 'list-type': '2' })]).toEqual([200, 200])
    expect([await get(stranger), await list(stranger, { uploads: '' })]).toEqual([
      'AccessDenied',
      'AccessDenied',
    ])
    await setPolicy({})
    const version = { key: 'a', query: { versionId: 'null' }, identity: stranger }
    expect([await get(stranger), await kit.codeOf(version)]).toEqual([200, 'AccessDenied'])
    await setPolicy({ Action: ['oss:GetObjectVersion'] })
    expect([await get(stranger), await kit.codeOf(version)]).toEqual(['AccessDenied', 200])
    await setPolicy({ Action: ['oss:PutObject'] })
    expect([await put(stranger, 'n'), await get(stranger, 'n')]).toEqual([200, 'AccessDenied'])
    const uploads = { method: 'POST', key: 'm', query: { uploads: '' }, body: '' }
    expect(await kit.codeOf({ ...uploads, identity: stranger })).toBe(200)
    const copy = { method: 'PUT', key: 'c', headers: { 'x-oss-copy-source': '/home/a' }, body: '' }
    expect(await kit.codeOf({ ...copy, identity: stranger })).toBe('AccessDenied')
    await setPolicy({ Action: ['oss:PutObject', 'oss:GetObject'] })
    expect(await kit.codeOf({ ...copy, identity: stranger })).toBe(200)
    await setPolicy({ Action: ['oss:GetBucketInfo'], ...bucket })
    expect(await list(stranger, { bucketInfo: '' })).toBe(200)
  })

  it('adds to what a RAM user may do', async () => {
    await put(defaultIdentity)
    expect(await get(reader)).toBe('AccessDenied')
    await setPolicy({ Principal: ['300'] })
    expect([await get(reader), await get(stranger)]).toEqual([200, 'AccessDenied'])
    await setPolicy({ Principal: ['300'] }, { Effect: 'Deny', Principal: ['300'] })
    expect([await get(reader), await get(defaultIdentity)]).toEqual(['AccessDenied', 200])
  })
})

describe('a refusal', () => {
  it('wins over every permission, but "everybody" alone leaves the owner out', async () => {
    const acl = { 'x-oss-acl': 'public-read' }
    await kit.send({ method: 'PUT', query: { acl: '' }, headers: acl, body: '' })
    await put(defaultIdentity)
    await setPolicy({}, { Effect: 'Deny', Action: ['*'] })
    expect([await get(null), await get(stranger), await get(defaultIdentity)]).toEqual([
      'AccessDenied',
      'AccessDenied',
      200,
    ])
    await setPolicy({ Effect: 'Deny', Action: ['oss:PutObject'], Principal: [ownerId] })
    expect([await get(null), await put(defaultIdentity)]).toEqual([200, 'AccessDenied'])
    const here = { IpAddress: { 'acs:SourceIp': ['127.0.0.0/8'] } }
    await setPolicy({ Effect: 'Deny', Condition: here })
    expect([await get(defaultIdentity), await get(null)]).toEqual(['AccessDenied', 'AccessDenied'])
  })

  it('says what was refused', async () => {
    await setPolicy({ Effect: 'Deny', Principal: ['300'] })
    const answer = await kit.send({ key: 'a', identity: reader })
    expect([answer.status, answer.element('Message'), answer.element('NoPermissionType')]).toEqual([
      403,
      'Access denied by bucket policy.',
      'ExplicitDeny',
    ])
    expect([
      answer.element('AuthAction'),
      answer.element('AuthPrincipalType'),
      answer.element('AuthPrincipalDisplayName'),
      answer.element('Bucket'),
    ]).toEqual(['oss:GetObject', 'SubUser', '300', 'home'])
  })

  it('of one key refuses the whole batch', async () => {
    await put(defaultIdentity, 'a')
    await put(defaultIdentity, 'private/a')
    const denied = {
      Effect: 'Deny',
      Principal: [ownerId],
      Resource: ['acs:oss:*:*:home/private/*'],
    }
    await setPolicy({ ...denied, Action: ['oss:DeleteObject'] })
    const batch = (...keys: readonly string[]): Promise<string | number> => {
      const objects = keys.map((key) => `<Object><Key>${key}</Key></Object>`).join('')
      const body = `<Delete>${objects}</Delete>`
      const md5 = createHash('md5').update(body).digest('base64')
      return kit.codeOf({
        method: 'POST',
        query: { delete: '' },
        headers: { 'content-md5': md5 },
        body,
      })
    }
    expect(await batch('a', 'private/a')).toBe('AccessDenied')
    expect(await get(defaultIdentity)).toBe(200)
    expect(await batch('a')).toBe(200)
    expect([await get(defaultIdentity), await get(defaultIdentity, 'private/a')]).toEqual([
      'NoSuchKey',
      200,
    ])
  })
})

describe('a condition', () => {
  it.each([
    ['IpAddress', 'acs:SourceIp', ['10.0.0.0/8', '127.0.0.1'], 200],
    ['IpAddress', 'acs:SourceIp', ['10.0.0.0/8'], 'AccessDenied'],
    ['NotIpAddress', 'acs:SourceIp', ['10.0.0.0/8', '::1'], 200],
    ['NotIpAddress', 'acs:SourceIp', ['127.0.0.1'], 'AccessDenied'],
    ['Bool', 'acs:SecureTransport', ['false'], 200],
    ['Bool', 'acs:SecureTransport', ['true'], 'AccessDenied'],
    ['StringLike', 'acs:UserAgent', ['test*'], 200],
    ['StringNotLike', 'acs:UserAgent', ['test*'], 'AccessDenied'],
    ['StringEquals', 'acs:UserAgent', ['tester'], 'AccessDenied'],
    ['StringEqualsIgnoreCase', 'acs:UserAgent', ['TESTER/1'], 200],
    ['StringNotEquals', 'acs:UserAgent', ['tester'], 200],
    ['DateGreaterThan', 'acs:CurrentTime', ['2020-01-01T00:00:00Z'], 200],
    ['DateLessThan', 'acs:CurrentTime', ['2020-01-01T00:00:00Z'], 'AccessDenied'],
    ['StringEquals', 'acs:AccessId', [stranger.accessKeyId], 200],
    ['StringEquals', 'oss:ExistingObjectTag/color', ['red'], 200],
    ['StringEquals', 'oss:ExistingObjectTag/color', ['blue'], 'AccessDenied'],
    ['StringEquals', 'acs:SourceVpc', ['vpc-1'], 'AccessDenied'],
    ['StringNotEquals', 'acs:SourceVpc', ['vpc-1'], 200],
  ])('%s of %s %j is %s', async (operator, name, values, expected) => {
    const headers = { 'x-oss-tagging': 'color=red' }
    await kit.send({ method: 'PUT', key: 'a', body: 'a', headers })
    await setPolicy({ Condition: { [operator]: { [name]: values } } })
    expect(await get(stranger, 'a', { 'user-agent': 'tester/1' })).toBe(expected)
  })

  it('narrows lists to a prefix, and all conditions must hold', async () => {
    const Condition = {
      StringLike: { 'oss:Prefix': ['mine/*', 'shared/'], 'oss:Delimiter': '/' },
    }
    await setPolicy({ Action: 'oss:ListObjects', Resource: 'acs:oss:*:*:home', Condition })
    expect(await list(stranger, { prefix: 'mine/a', delimiter: '/' })).toBe(200)
    expect(await list(stranger, { prefix: 'shared/', delimiter: '/' })).toBe(200)
    expect(await list(stranger, { prefix: 'shared/', delimiter: '' })).toBe('AccessDenied')
    expect(await list(stranger, { prefix: 'theirs/', delimiter: '/' })).toBe('AccessDenied')
    expect(await list(stranger, { delimiter: '/' })).toBe('AccessDenied')
  })
})

describe('while public access is blocked', () => {
  const block =
    '<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>'

  it('a policy for everybody counts for nothing and cannot be put; one for somebody works', async () => {
    await put(defaultIdentity)
    await setPolicy({})
    await kit.send({ method: 'PUT', query: { publicAccessBlock: '' }, body: block })
    expect([await get(null), await get(stranger)]).toEqual(['AccessDenied', 'AccessDenied'])
    const everybody = { method: 'PUT', query: { policy: '' }, body: document({}) }
    expect(await kit.codeOf(everybody)).toBe('AccessDenied')
    await setPolicy({ Principal: [stranger.ownerId] })
    expect([await get(null), await get(stranger)]).toEqual(['AccessDenied', 200])
  })
})

it.each([
  ['no JSON', '{'],
  ['another version', '{"Version":"2","Statement":[]}'],
  ['no statement', '{"Version":"1","Statement":[]}'],
  ['an unknown effect', document({ Effect: 'Maybe' })],
  ['no action', document({ Action: [] })],
  ['an unknown operator', document({ Condition: { Near: { 'acs:SourceIp': ['::1'] } } })],
])('is refused with %s', async (_what, body) => {
  expect(await kit.codeOf({ method: 'PUT', query: { policy: '' }, body })).toBe(
    'InvalidPolicyDocument',
  )
})
