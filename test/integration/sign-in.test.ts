import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import OSS from 'ali-oss'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Buckets } from '../../electron/buckets/buckets.ts'
import type { AccountDraft, Credentials } from '../../shared/accounts.ts'
import { defaultIdentity } from '../oss-server/server.ts'
import { type Desk, openDesk } from './services-kit/desk.ts'

const limited = { accessKeyId: 'limited', accessKeySecret: 'limited-secret' }
const temporary = {
  accessKeyId: 'STS.temporary',
  accessKeySecret: 'temporary-secret',
  securityToken: 'temporary-token',
}
const expired = { ...temporary, accessKeyId: 'STS.expired', tokenExpiresAt: 1000 }

let desk: Desk
beforeAll(async () => {
  desk = await openDesk({
    identities: [
      defaultIdentity,
      { ...limited, mayListBuckets: false, scopes: [{ bucket: 'photos', prefix: '2026/' }] },
      temporary,
      expired,
    ],
  })
  desk.server.createBucket({ name: 'photos' })
})
afterAll(() => desk.close())

const key = (id: string, secret: string): Credentials => ({
  kind: 'access-key',
  accessKeyId: id,
  accessKeySecret: secret,
})
const sts = ({ accessKeyId, accessKeySecret, securityToken }: typeof temporary): Credentials => ({
  kind: 'sts',
  ...{ accessKeyId, accessKeySecret, securityToken },
})
const custom = (host: string, region: string): AccountDraft['endpoint'] => ({
  kind: 'custom',
  ...{ host, region, cname: false },
})
const { accessKeyId, accessKeySecret } = defaultIdentity

test.each<[string, (desk: Desk) => Partial<AccountDraft>, string]>([
  ['a wrong key', () => ({ credentials: key('nobody', 'x') }), 'InvalidAccessKeyId'],
  ['a wrong secret', () => ({ credentials: key(accessKeyId, 'x') }), 'SignatureDoesNotMatch'],
  ['an expired token', () => ({ credentials: sts(expired) }), 'SecurityTokenExpired'],
  [
    'a host without a server',
    () => ({ endpoint: custom('http://127.0.0.1:1', 'cn-hangzhou') }),
    'network.refused',
  ],
  [
    'an unknown host',
    () => ({ endpoint: custom('nowhere.invalid', 'cn-hangzhou') }),
    'network.dns',
  ],
  [
    'a wrong region',
    ({ server }) => ({ endpoint: custom(server.url, 'cn-beijing') }),
    'InvalidArgument',
  ],
  [
    'a key that may not list',
    () => ({ credentials: key(limited.accessKeyId, limited.accessKeySecret) }),
    'AccessDenied',
  ],
  ['a preset without its bucket', () => ({ preset: 'oss://nothing-here/' }), 'NoSuchBucket'],
  ['a preset that is no address', () => ({ preset: 'photos/2026' }), 'input.invalid'],
])('%s is refused as what it is, and nothing is kept', async (_name, change, code) => {
  await expect(desk.accounts.add(desk.draft(change(desk)))).rejects.toMatchObject({
    failure: { code },
  })
  expect(desk.accounts.list()).toEqual([])
})

test('a wrong clock is told at sign-in, with how wrong it is', async () => {
  desk.setClockErrorMs(2 * 3600 * 1000)
  const adding = desk.accounts.add(desk.draft())
  await expect(adding).rejects.toMatchObject({ failure: { code: 'RequestTimeTooSkewed' } })
  const { failure } = await adding.catch((error) => error)
  expect(Number(failure.details.skewSeconds) / 7200).toBeCloseTo(1, 2)
  expect(Math.abs(Date.parse(failure.details.serverTime) - Date.now())).toBeLessThan(60_000)
  desk.setClockErrorMs(0)
  expect(desk.accounts.list()).toEqual([])
})

test('good credentials sign in, and buckets and folders are made that ali-oss sees', async () => {
  const account = await desk.accounts.add(desk.draft())
  const buckets = bucketsOf(desk)
  const input = { accountId: account.id, bucket: 'made-here', acl: 'public-read' } as const
  const made = await buckets.create({ ...input, storageClass: 'IA', redundancy: 'LRS' })
  expect(made).toMatchObject({ name: 'made-here', region: 'cn-hangzhou', storageClass: 'IA' })
  const create = { ...input, acl: 'private', storageClass: 'Standard', redundancy: 'LRS' } as const
  await expect(buckets.create(create)).rejects.toMatchObject({
    failure: { code: 'BucketAlreadyExists' },
  })
  const folder = { accountId: account.id, bucket: 'made-here', prefix: 'a/', name: 'größe 1%' }
  await buckets.createFolder(folder)
  await expect(buckets.createFolder(folder)).rejects.toMatchObject({
    failure: { code: 'FileAlreadyExists' },
  })
  expect((await buckets.list(account.id)).map(({ name }) => name)).toEqual(['made-here', 'photos'])

  const peer = new OSS({
    ...{ accessKeyId, accessKeySecret, bucket: 'made-here', region: 'oss-cn-hangzhou' },
    endpoint: `http://localhost:${desk.server.port}`,
    sldEnable: true,
  } as OSS.Options)
  expect((await peer.getBucketACL('made-here')).acl).toBe('public-read')
  const listed = await peer.listV2({ prefix: 'a/' }, {})
  expect(listed.objects?.map(({ name, size }) => [name, size])).toEqual([['a/größe 1%/', 0]])

  await expect(buckets.delete(account.id, 'made-here')).rejects.toMatchObject({
    failure: { code: 'BucketNotEmpty' },
  })
  await peer.delete('a/größe 1%/')
  await buckets.delete(account.id, 'made-here')
  expect((await buckets.list(account.id)).map(({ name }) => name)).toEqual(['photos'])
})

test.each(['', ' ', '.', '..', 'a/b', 'x'.repeat(1023)])(
  'a folder is not called %j',
  async (name) => {
    const [account] = desk.accounts.list()
    const folder = { accountId: account?.id ?? '', bucket: 'photos', prefix: '', name }
    await expect(bucketsOf(desk).createFolder(folder)).rejects.toMatchObject({
      failure: { code: 'input.invalid', details: { field: 'name' } },
    })
  },
)

test('a key for one prefix signs in with it and sees that bucket', async () => {
  const credentials = key(limited.accessKeyId, limited.accessKeySecret)
  const draft = desk.draft({ credentials, preset: 'oss://photos/2026' })
  const account = await desk.accounts.add(draft)
  expect((await bucketsOf(desk).list(account.id)).map(({ name }) => name)).toEqual(['photos'])
})

test('a token signs in; after a change of credentials the same client uses the new ones', async () => {
  const account = await desk.accounts.add(desk.draft({ credentials: sts(temporary) }))
  const client = await desk.sessions.client(account.id)
  await desk.accounts.updateCredentials(account.id, key(accessKeyId, accessKeySecret), 'session')
  desk.server.requests.clear()
  await bucketsOf(desk).list(account.id)
  expect(await desk.sessions.client(account.id)).toBe(client)
  await desk.accounts.remove(account.id)
  await expect(desk.sessions.client(account.id)).rejects.toMatchObject({
    failure: { code: 'account.absent' },
  })
})

test('no file of the user has a secret in it', async () => {
  const user = join(desk.folder, 'user')
  const names = await readdir(user)
  expect(names).toEqual(['accounts.json'])
  const text = await readFile(join(user, 'accounts.json'), 'utf8')
  const secrets = [accessKeySecret, limited.accessKeySecret, temporary.securityToken]
  for (const secret of secrets) expect(text).not.toContain(secret)
})

function bucketsOf({ sessions, accounts }: Desk): Buckets {
  return new Buckets({ sessions, presetOf: (id) => accounts.record(id).preset })
}
