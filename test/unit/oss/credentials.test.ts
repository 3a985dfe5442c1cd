import { describe, expect, it } from 'vitest'
import {
  environmentCredentials,
  refreshingCredentials,
  staticCredentials,
  type TemporaryCredentials,
} from '../../../electron/oss/credentials.ts'
import { headObject } from '../../../electron/oss/operations/objects.ts'
import { failed, failureOf, ok, setUp } from './scripted-client.ts'

const keys = { accessKeyId: 'ak', accessKeySecret: 'sk' }

describe('the environment', () => {
  it('gives a key, with a token or without', async () => {
    const environment: Record<string, string> = {
      OSS_ACCESS_KEY_ID: ' ak ',
      OSS_ACCESS_KEY_SECRET: 'sk',
    }
    const provider = environmentCredentials(environment)
    expect(await provider.get()).toEqual({ kind: 'access-key', ...keys })
    environment.OSS_SESSION_TOKEN = 'token'
    expect(await provider.get()).toEqual({ kind: 'sts', ...keys, securityToken: 'token' })
    expect(await provider.renew()).toBe(false)
  })

  it.each([{}, { OSS_ACCESS_KEY_ID: 'ak' }, { OSS_ACCESS_KEY_SECRET: 'sk' }])(
    'is not enough with %j',
    async (environment) => {
      const { failure } = await failureOf(environmentCredentials(environment).get())
      expect(failure.code).toBe('client.credentials-missing')
    },
  )
})

it('never renews what is fixed', async () => {
  const provider = staticCredentials({ kind: 'access-key', ...keys })
  expect(await provider.get()).toEqual({ kind: 'access-key', ...keys })
  expect(await provider.renew()).toBe(false)
})

describe('temporary credentials', () => {
  const minute = 60_000
  const setUpTokens = (lifeMs: number | null = 60 * minute) => {
    const state = { now: 0, loads: 0, failing: false }
    const load = async (): Promise<TemporaryCredentials> => {
      state.loads += 1
      const securityToken = `token-${state.loads}`
      await Promise.resolve()
      if (state.failing) throw new Error('the token service is down')
      return {
        credentials: { kind: 'sts', ...keys, securityToken },
        expiresAtMs: lifeMs === null ? null : state.now + lifeMs,
      }
    }
    const provider = refreshingCredentials({ load, now: () => state.now })
    const token = async (): Promise<string> => {
      const credentials = await provider.get()
      return credentials.kind === 'sts' ? credentials.securityToken : ''
    }
    return { state, provider, token }
  }
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

  it('are fetched once, however many ask', async () => {
    const { state, token } = setUpTokens()
    expect(await Promise.all([token(), token(), token()])).toEqual([
      'token-1',
      'token-1',
      'token-1',
    ])
    state.now = 54 * minute
    expect(await token()).toBe('token-1')
    expect(state.loads).toBe(1)
  })

  it('are fetched again before they expire, without anybody waiting', async () => {
    const { state, token } = setUpTokens()
    await token()
    state.now = 56 * minute
    expect(await Promise.all([token(), token()])).toEqual(['token-1', 'token-1'])
    await settle()
    expect(await token()).toBe('token-2')
    expect(state.loads).toBe(2)
  })

  it('last until they expire when there are no new ones', async () => {
    const { state, token } = setUpTokens()
    await token()
    state.failing = true
    state.now = 59 * minute
    expect(await token()).toBe('token-1')
    await settle()
    state.now = 60 * minute
    await expect(token()).rejects.toThrow('the token service is down')
    state.failing = false
    expect(await token()).toBe('token-4')
  })

  it('are renewed when the service calls them expired', async () => {
    const { state, provider, token } = setUpTokens(null)
    await token()
    state.now = 1000 * minute
    expect(await token()).toBe('token-1')
    expect(await provider.renew()).toBe(true)
    expect(await token()).toBe('token-2')
  })
})

describe('the client', () => {
  const expired = failed(403, 'SecurityTokenExpired')

  it('signs again with a new token, once', async () => {
    const asked: number[] = []
    const renewCredentials = async (): Promise<boolean> => asked.push(1) === 1
    const { client, sent } = setUp([expired, ok()], undefined, { renewCredentials })
    await client.call(headObject, { bucket: 'b', key: 'k' }, { attempts: 1 })
    expect(sent).toHaveLength(2)
    const { client: other } = setUp([expired], undefined, { renewCredentials: async () => true })
    const { failure } = await failureOf(other.call(headObject, { bucket: 'b', key: 'k' }))
    expect(failure.code).toBe('SecurityTokenExpired')
  })

  it.each([
    ['nothing newer', async () => false],
    ['a failure to renew', () => Promise.reject(new Error('down'))],
  ])('keeps the refusal after %s', async (_, renewCredentials) => {
    const { client, sent } = setUp([expired], undefined, { renewCredentials })
    const { failure } = await failureOf(client.call(headObject, { bucket: 'b', key: 'k' }))
    expect(failure).toMatchObject({ code: 'SecurityTokenExpired', retryable: false })
    expect(sent).toHaveLength(1)
  })
})
