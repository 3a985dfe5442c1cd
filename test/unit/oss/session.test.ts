import { afterEach, describe, expect, it } from 'vitest'
import { createCrc64, formatCrc64 } from '../../../electron/oss/crc64.ts'
import { environmentCredentials } from '../../../electron/oss/credentials.ts'
import { InconsistencyError, NetworkError } from '../../../electron/oss/errors.ts'
import { headObject } from '../../../electron/oss/operations/objects.ts'
import { bytesContent, streamContent } from '../../../electron/oss/streams/content.ts'
import { getBytes } from '../../../electron/oss/streams/download.ts'
import { putContent } from '../../../electron/oss/streams/upload.ts'
import { FailureError } from '../../../shared/ipc/failure.ts'
import { InputError } from '../../../shared/oss/input-error.ts'
import { type LocalService, startLocalService } from './local-service.ts'
import { startHttpProxy, startSocksProxy, type TestProxy } from './proxies.ts'
import { failureOf } from './scripted-client.ts'

const object = { bucket: 'bucket', key: '../k' }
let open: (LocalService | TestProxy)[] = []
afterEach(async () => {
  for (const each of open) await each.close()
  open = []
})

async function service(...parameters: Parameters<typeof startLocalService>): Promise<LocalService> {
  const started = await startLocalService(...parameters)
  open.push(started)
  return started
}

describe('a session', () => {
  it('signs with what its provider gives, and says who it is', async () => {
    const local = await service((_, response) => response.end())
    await local.session({ application: 'Täst/2 ' }).client.call(headObject, object)
    await local.session({ signature: 'v1' }).client.call(headObject, object)
    await local.session({ credentials: null }).client.call(headObject, object)
    const [v4, v1, anonymous] = local.requests.map(({ headers }) => headers)
    expect(v4?.['user-agent']).toBe('Tst/2')
    expect(v4?.authorization).toMatch(/^OSS4-HMAC-SHA256 Credential=ak\//)
    expect(v1?.authorization).toMatch(/^OSS ak:/)
    expect(anonymous?.authorization).toBeUndefined()
    const empty = local.session({ credentials: environmentCredentials({}) })
    const { failure } = await failureOf(empty.client.call(headObject, object))
    expect(failure.code).toBe('client.credentials-missing')
    expect(local.requests).toHaveLength(3)
  })

  it('signs further headers when it is told to', async () => {
    const local = await service((_, response) => response.end())
    const { client } = local.session({ additionalHeaders: ['Cache-Control', 'x-absent'] })
    await client.call(headObject, object, { headers: { 'cache-control': 'no-cache' } })
    await client.call(headObject, object)
    const [signed, plain] = local.requests.map(({ headers }) => headers.authorization)
    expect(signed).toContain(',AdditionalHeaders=cache-control,Signature=')
    expect(plain).not.toContain('AdditionalHeaders')
  })

  it('has a time limit for the answer and for its pieces', async () => {
    const local = await service((request, response) => {
      if (request.method === 'GET') response.write('a')
    })
    const session = local.session({ headersTimeoutMs: 50, bodyTimeoutMs: 50 })
    const head = await failureOf(session.client.call(headObject, object, { attempts: 1 }))
    expect(head).toBeInstanceOf(NetworkError)
    expect(head.failure).toMatchObject({ code: 'network.timeout', retryable: true })
    const body = await failureOf(getBytes(session, object, { attempts: 1 }))
    expect(body.failure.code).toBe('network.timeout')
  })
})

describe('a proxy', () => {
  it('over http gets the whole URL, untouched', async () => {
    const local = await service((_, response) => response.end())
    const proxy = await startHttpProxy()
    open.push(proxy)
    const session = local.session({ proxy: `http://name:secret@127.0.0.1:${proxy.port}` })
    await session.client.call(headObject, object)
    const login = Buffer.from('name:secret').toString('base64')
    expect(proxy.asked).toEqual([`${local.url}/bucket/../k Basic ${login}`])
    expect(local.requests).toHaveLength(1)
  })

  it('over SOCKS 5 carries bodies both ways', async () => {
    const local = await service((request, response) => {
      request.pipe(response)
    })
    const proxy = await startSocksProxy()
    open.push(proxy)
    const session = local.session({ proxy: `socks5://name:secret@127.0.0.1:${proxy.port}` })
    await putContent(session, object, bytesContent('x'.repeat(1_000_000)))
    expect(proxy.asked).toEqual([`127.0.0.1:${local.port} name`])
  })

  it.each(['ftp://127.0.0.1', 'localhost:8080', 'nonsense'])('%s is refused', async (proxy) => {
    const local = await service((_, response) => response.end())
    expect(() => local.session({ proxy })).toThrow(InputError)
  })

  it('that is not there is a network failure', async () => {
    const local = await service((_, response) => response.end())
    const session = local.session({ proxy: 'http://127.0.0.1:1' })
    const error = await failureOf(session.client.call(headObject, object, { attempts: 1 }))
    expect(error).toBeInstanceOf(NetworkError)
    expect(error.failure.code).toBe('network.refused')
  })
})

describe('reading', () => {
  const text = 'abcdefghij'.repeat(1000)
  const crc64 = formatCrc64(createCrc64().update(0n, Buffer.from(text)))

  it('goes on where a connection broke, with the same object', async () => {
    const local = await service((request, response, index) => {
      const match = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
      const start = Number(match?.[1] ?? 0)
      const piece = text.slice(start)
      const range = match ? { 'content-range': `bytes ${start}-9999/10000` } : {}
      response.writeHead(match ? 206 : 200, {
        'content-length': piece.length,
        'x-oss-hash-crc64ecma': crc64,
        etag: '"E"',
        ...range,
      })
      if (index === 2) response.end(piece)
      else response.write(piece.slice(0, 4000), () => response.destroy())
    })
    const seen: number[] = []
    const onProgress = (done: number): void => {
      seen.push(done)
    }
    const got = await getBytes(local.session(), object, { onProgress })
    expect(Buffer.from(got).toString()).toBe(text)
    expect(local.requests.map(({ headers }) => [headers.range, headers['if-match']])).toEqual([
      [undefined, undefined],
      ['bytes=4000-9999', '"E"'],
      ['bytes=8000-9999', '"E"'],
    ])
    expect(seen.at(-1)).toBe(10_000)
    expect([...seen].sort((a, b) => a - b)).toEqual(seen)
  })

  it('tells bytes that changed, unless it was told not to look', async () => {
    const local = await service((_, response) => {
      response.setHeader('x-oss-hash-crc64ecma', '1')
      response.end(text)
    })
    const error = await failureOf(getBytes(local.session(), object))
    expect(error).toBeInstanceOf(InconsistencyError)
    expect(error.failure).toMatchObject({
      code: 'client.crc-mismatch',
      retryable: true,
      details: { Key: '../k', localCrc64: crc64, remoteCrc64: '1' },
    })
    expect(await getBytes(local.session({ crc: false }), object)).toHaveLength(10_000)
    const processed = await getBytes(local.session(), { ...object, process: 'style/a' })
    expect(processed).toHaveLength(10_000)
  })
})

describe('writing', () => {
  it('sends again what arrived changed, and gives up at last', async () => {
    const local = await service((request, response) => {
      request.resume().on('end', () => {
        response.setHeader('x-oss-hash-crc64ecma', '1')
        response.end()
      })
    })
    const error = await failureOf(putContent(local.session(), object, bytesContent('x')))
    expect(error).toBeInstanceOf(InconsistencyError)
    expect(local.requests).toHaveLength(3)
  })

  it('counts from the start again with each attempt', async () => {
    const local = await service((request, response, index) => {
      request.resume().on('end', () => {
        response.statusCode = index === 0 ? 500 : 200
        response.end()
      })
    })
    const seen: number[] = []
    await putContent(local.session(), object, bytesContent('abc'), {
      onProgress: (done) => {
        seen.push(done)
      },
    })
    expect(seen).toEqual([0, 3, 0, 3])
  })

  it('names what the source throws', async () => {
    const local = await service((request, response) => {
      request.resume().on('end', () => response.end())
    })
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('a')
      throw new RangeError('the camera was unplugged')
    }
    const call = putContent(local.session(), object, streamContent(broken()))
    await expect(call).rejects.toThrow('the camera was unplugged')
    await expect(call).rejects.not.toBeInstanceOf(FailureError)
  })
})
