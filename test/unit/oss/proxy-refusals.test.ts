import { afterEach, describe, expect, it } from 'vitest'
import { NetworkError } from '../../../electron/oss/errors.ts'
import { headObject } from '../../../electron/oss/operations/objects.ts'
import { parseEndpoint } from '../../../shared/oss/address.ts'
import { type LocalService, startLocalService } from './local-service.ts'
import {
  type Login,
  startHttpProxy,
  startSocksProxy,
  startTunnelProxy,
  type TestProxy,
} from './proxies.ts'
import { failureOf } from './scripted-client.ts'

const object = { bucket: 'bucket', key: 'k' }
const once = { attempts: 1 }
let open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const each of open) await each.close()
  open = []
})

async function started<Part extends { close(): Promise<void> }>(
  part: Promise<Part>,
): Promise<Part> {
  const one = await part
  open.push(one)
  return one
}

const service = (
  listener: Parameters<typeof startLocalService>[0],
  scheme?: 'http' | 'https',
): Promise<LocalService> => started(startLocalService(listener, scheme))

const proxies: readonly {
  readonly name: string
  readonly scheme: string
  readonly to: 'http' | 'https'
  readonly start: (login: Login) => Promise<TestProxy>
}[] = [
  { name: 'http', scheme: 'http', to: 'http', start: startHttpProxy },
  {
    name: 'http for https',
    scheme: 'http',
    to: 'https',
    start: (login) => startTunnelProxy('http', login),
  },
  { name: 'SOCKS 5', scheme: 'socks5', to: 'http', start: (login) => startSocksProxy({ login }) },
]

describe.each(proxies)('a proxy over $name', ({ scheme, to, start }) => {
  it.each([
    ['a wrong password', 'name:wrong@'],
    ['no password', ''],
  ])('that refuses %s is told apart from a broken network', async (_, login) => {
    const local = await service((request, response) => request.resume() && response.end(), to)
    const proxy = await started(start({ name: 'name', password: 'secret' }))
    const { client } = local.session({ proxy: `${scheme}://${login}127.0.0.1:${proxy.port}` })
    const error = await failureOf(client.call(headObject, object, once))
    expect(error).toBeInstanceOf(NetworkError)
    expect(error.failure).toMatchObject({ code: 'network.proxy', retryable: false })
    expect(local.requests).toEqual([])
  })
})

describe('a SOCKS proxy', () => {
  it('without a login carries names, which it looks up itself', async () => {
    const local = await service((_, response) => response.end())
    const hosts = { 'bucket.oss.example': '127.0.0.1' }
    const proxy = await started(startSocksProxy({ login: null, hosts }))
    const host = `http://oss.example:${local.port}`
    const endpoint = parseEndpoint({ kind: 'custom', host, region: 'cn-hangzhou', cname: false })
    const session = local.session({ endpoint, proxy: `socks5://127.0.0.1:${proxy.port}` })
    await session.client.call(headObject, object)
    expect(proxy.asked).toEqual([`bucket.oss.example:${local.port}`])
    expect(local.requests[0]?.headers.host).toBe(`bucket.oss.example:${local.port}`)
  })

  it('that finds nobody there says so', async () => {
    const local = await service((_, response) => response.end())
    const proxy = await started(startSocksProxy({ login: null }))
    const host = 'http://127.0.0.1:1'
    const endpoint = parseEndpoint({ kind: 'custom', host, region: 'cn-hangzhou', cname: false })
    const { client } = local.session({ endpoint, proxy: `socks5://127.0.0.1:${proxy.port}` })
    const { failure } = await failureOf(client.call(headObject, object, once))
    expect(failure).toMatchObject({ code: 'network.refused', retryable: true })
  })

  it('keeps to the limits of time and of connections', async () => {
    const local = await service((request, response) => {
      if (request.url?.endsWith('/k')) setTimeout(() => response.end(), 20)
    })
    const proxy = await started(startSocksProxy({ login: null }))
    const url = `socks5://127.0.0.1:${proxy.port}`
    const two = local.session({ proxy: url, connections: 2 })
    await Promise.all(Array.from({ length: 8 }, () => two.client.call(headObject, object)))
    expect(local.requests).toHaveLength(8)
    expect(proxy.asked).toHaveLength(2)
    const hasty = local.session({ proxy: url, headersTimeoutMs: 50 })
    const silent = hasty.client.call(headObject, { ...object, key: 'silent' }, once)
    expect((await failureOf(silent)).failure.code).toBe('network.timeout')
  })
})
