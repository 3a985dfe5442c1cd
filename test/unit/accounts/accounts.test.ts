import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type AccountsOptions, AccountsStore } from '../../../electron/accounts/accounts.ts'
import type { AccountDraft, Credentials } from '../../../shared/accounts.ts'
import { FailureError, localFailure } from '../../../shared/ipc/failure.ts'
import { TestVault } from './fake-vault.ts'

const secret = 'SECRET-of-the-access-key'
const token = 'TOKEN-of-the-session'
const draft: AccountDraft = {
  name: 'Work',
  endpoint: { kind: 'region', region: 'cn-hangzhou' },
  credentials: { kind: 'access-key', accessKeyId: 'LTAI-1', accessKeySecret: secret },
  preset: null,
  keep: 'keychain',
}
const sts: Credentials = {
  kind: 'sts',
  accessKeyId: 'STS-1',
  accessKeySecret: secret,
  securityToken: token,
}

let folder: string
let vault: TestVault
let ids = 0
const open = (verify: AccountsOptions['verify'] = async () => undefined): Promise<AccountsStore> =>
  AccountsStore.open({
    path: join(folder, 'accounts.json'),
    vault,
    now: () => 42,
    newId: () => `account-${++ids}`,
    verify,
  })
const everythingOnDisk = async (): Promise<string> => {
  const names = await readdir(folder)
  return (await Promise.all(names.map((name) => readFile(join(folder, name), 'latin1')))).join('\n')
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'accounts-'))
  vault = new TestVault()
})
afterEach(() => rm(folder, { recursive: true }))

test('an account survives a restart with its secret, which is nowhere readable', async () => {
  const { id } = await (await open()).add(draft)
  const again = await open()
  expect(again.list()).toEqual([
    {
      id,
      name: 'Work',
      endpoint: draft.endpoint,
      preset: null,
      credentialsKind: 'access-key',
      accessKeyId: 'LTAI-1',
      keep: 'keychain',
      state: 'ready',
    },
  ])
  expect(again.credentials(id)).toEqual(draft.credentials)
  const disk = await everythingOnDisk()
  expect(disk).toContain('LTAI-1')
  for (const text of [secret, Buffer.from(secret).toString('base64').slice(0, -4)]) {
    expect(disk).not.toContain(text)
  }
  expect(JSON.stringify(again.list())).not.toContain(secret)
  expect((await stat(join(folder, 'accounts.json'))).mode & 0o077).toBe(0)
})

test('a session account leaves no secret on disk, not even encrypted, and comes back locked', async () => {
  const { id } = await (await open()).add({ ...draft, credentials: sts, keep: 'session' })
  expect(JSON.parse(await everythingOnDisk()).accounts[0].sealed).toBeNull()
  const again = await open()
  expect(again.list()).toMatchObject([{ id, state: 'locked', credentialsKind: 'sts' }])
  expect(() => again.credentials(id)).toThrow(
    expect.objectContaining({
      failure: expect.objectContaining({ code: 'client.credentials-missing' }),
    }),
  )
})

test('without a keychain nothing is sent or kept, unless for the session only', async () => {
  vault.available = false
  let asked = 0
  const accounts = await open(async () => {
    asked += 1
  })
  await expect(accounts.add(draft)).rejects.toMatchObject({
    failure: { code: 'vault.unavailable', details: { reason: 'plain-text-backend' } },
  })
  expect({ asked, files: await readdir(folder), list: accounts.list() }).toEqual({
    asked: 0,
    files: [],
    list: [],
  })
  expect(await accounts.add({ ...draft, keep: 'session' })).toMatchObject({ state: 'ready' })
})

test('credentials that do not work leave nothing behind', async () => {
  const refusal = new FailureError({
    ...localFailure('internal', 'no'),
    code: 'InvalidAccessKeyId',
  })
  const accounts = await open(() => Promise.reject(refusal))
  await expect(accounts.add(draft)).rejects.toBe(refusal)
  expect(accounts.list()).toEqual([])
  expect(await readdir(folder)).toEqual([])
})

test('a changed keychain locks the account; new credentials unlock it under the same id', async () => {
  const { id } = await (await open()).add(draft)
  vault.changeKey()
  const accounts = await open()
  expect(accounts.list()).toMatchObject([{ id, state: 'locked' }])
  const renewed: string[] = []
  accounts.onCredentialsChanged((accountId) => renewed.push(accountId))
  await accounts.updateCredentials(id, sts, 'keychain')
  expect(renewed).toEqual([id])
  const again = await open()
  expect(again.list()).toMatchObject([{ id, name: 'Work', state: 'ready', accessKeyId: 'STS-1' }])
  expect(again.credentials(id)).toEqual(sts)
  expect(await everythingOnDisk()).not.toContain(token)
})

test('refused new credentials leave the old ones in place', async () => {
  const { id } = await (await open()).add(draft)
  const accounts = await open(() =>
    Promise.reject(new FailureError(localFailure('network.dns', 'no such host'))),
  )
  await expect(accounts.updateCredentials(id, sts, 'keychain')).rejects.toThrow('no such host')
  expect(accounts.credentials(id)).toEqual(draft.credentials)
})

test('the same key for the same place is the same account', async () => {
  const accounts = await open()
  const first = await accounts.add(draft)
  const other = await accounts.add({ ...draft, preset: 'oss://photos/' })
  const second = await accounts.add({ ...draft, name: 'Office' })
  expect(second.id).toBe(first.id)
  expect(accounts.list().map(({ id, name }) => [id, name])).toEqual([
    [first.id, 'Office'],
    [other.id, 'Work'],
  ])
})

test('an account without a name is called by its key id', async () => {
  expect(await (await open()).add({ ...draft, name: '' })).toMatchObject({ name: 'LTAI-1' })
})

test('accounts added at the same time are all kept', async () => {
  const accounts = await open()
  const keys = ['a', 'b', 'c', 'd']
  await Promise.all(
    keys.map((accessKeyId) =>
      accounts.add({
        ...draft,
        credentials: { kind: 'access-key', accessKeyId, accessKeySecret: secret },
      }),
    ),
  )
  expect((await open()).list().map(({ accessKeyId }) => accessKeyId)).toEqual(keys)
})

test('a removed account is gone from disk and memory, and said to be', async () => {
  const accounts = await open()
  const { id } = await accounts.add(draft)
  const removed: string[] = []
  accounts.onRemoved((accountId) => removed.push(accountId))
  await accounts.remove(id)
  expect(removed).toEqual([id])
  expect((await open()).list()).toEqual([])
  expect(() => accounts.credentials(id)).toThrow(`no account ${id}`)
  await expect(accounts.remove(id)).rejects.toMatchObject({ failure: { code: 'account.absent' } })
})

test('a damaged file is moved aside, not overwritten', async () => {
  await writeFile(join(folder, 'accounts.json'), '{"version": 1, "accounts": [{"id"')
  const accounts = await open()
  expect(accounts.list()).toEqual([])
  await accounts.add(draft)
  expect((await readdir(folder)).sort()).toEqual(['accounts.json', 'accounts.json.unreadable-42'])
})
