import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { NetworkError } from '../../../electron/oss/errors.ts'
import { headObject } from '../../../electron/oss/operations/objects.ts'
import { bytesContent } from '../../../electron/oss/streams/content.ts'
import { putContent } from '../../../electron/oss/streams/upload.ts'
import { localCertificate } from './local-certificate.ts'
import { type LocalService, startLocalService } from './local-service.ts'
import { startSocksProxy, startTunnelProxy, type TestProxy } from './proxies.ts'
import { failureOf } from './scripted-client.ts'

const object = { bucket: 'bucket', key: '../k' }
const usual = getCACertificates('default')
let open: { close(): Promise<void> }[] = []

afterEach(async () => {
  setDefaultCACertificates(usual)
  for (const each of open) await each.close()
  open = []
})

async function secureService(): Promise<LocalService> {
  const service = await startLocalService((request, response) => {
    request.resume().on('end', () => response.end())
  }, 'https')
  open.push(service)
  return service
}

const proxies = [
  { scheme: 'http', start: () => startTunnelProxy('http') },
  { scheme: 'https', start: () => startTunnelProxy('https') },
  { scheme: 'socks5', start: startSocksProxy },
]

describe.each(proxies)('https through a proxy over $scheme', ({ scheme, start }) => {
  async function startedProxy(): Promise<TestProxy & { readonly url: string }> {
    const proxy = await start()
    open.push(proxy)
    return { ...proxy, url: `${scheme}://name:secret@127.0.0.1:${proxy.port}` }
  }

  it('is a tunnel that the proxy sees nothing of', async () => {
    setDefaultCACertificates([...usual, localCertificate.cert])
    const local = await secureService()
    const proxy = await startedProxy()
    const session = local.session({ proxy: proxy.url })
    await session.client.call(headObject, object)
    await putContent(session, object, bytesContent('x'.repeat(1_000_000)))
    expect(local.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'HEAD /bucket/../k',
      'PUT /bucket/../k',
    ])
    const login = scheme === 'socks5' ? 'name' : `Basic ${btoa('name:secret')}`
    expect(new Set(proxy.asked)).toEqual(new Set([`127.0.0.1:${local.port} ${login}`]))
  })

  it('is refused where nobody vouches for the certificate', async () => {
    const local = await secureService()
    const proxy = await startedProxy()
    const { client } = local.session({ proxy: proxy.url })
    const error = await failureOf(client.call(headObject, object, { attempts: 1 }))
    expect(error).toBeInstanceOf(NetworkError)
    expect(error.failure).toMatchObject({ code: 'network.tls', retryable: false })
    expect(local.requests).toEqual([])
  })
})
