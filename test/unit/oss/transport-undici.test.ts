import { createServer, type RequestListener } from 'node:http'
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Socket,
  type Server as TcpServer,
} from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CancelledError, NetworkError } from '../../../electron/oss/errors.ts'
import { networkErrorOf } from '../../../electron/oss/network-errors.ts'
import type { SignedRequest } from '../../../electron/oss/transport.ts'
import {
  createUndiciTransport,
  type UndiciTransport,
} from '../../../electron/oss/transport-undici.ts'
import { FailureError } from '../../../shared/ipc/failure.ts'

let undici: UndiciTransport
const closers: (() => Promise<void>)[] = []

beforeEach(() => {
  undici = createUndiciTransport({
    connectTimeoutMs: 300,
    headersTimeoutMs: 300,
    bodyTimeoutMs: 300,
    maxBodyBytes: 1000,
  })
})
afterEach(async () => {
  await undici.close()
  for (const close of closers.splice(0)) await close()
})

async function listen(server: TcpServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => new Promise((resolve) => server.close(() => resolve())))
  return (server.address() as AddressInfo).port
}

async function serve(listener: RequestListener): Promise<SignedRequest> {
  const port = await listen(createServer(listener))
  return { method: 'GET', origin: `http://127.0.0.1:${port}`, path: '/', headers: {} }
}

/** Answers raw bytes and ends the connection. */
async function serveRaw(bytes: string): Promise<SignedRequest> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end(bytes))
  })
  const port = await listen(server)
  return { method: 'GET', origin: `http://127.0.0.1:${port}`, path: '/', headers: {} }
}

async function codeOf(request: SignedRequest, signal?: AbortSignal): Promise<string> {
  try {
    await undici.transport(request, null, signal)
  } catch (error) {
    if (error instanceof FailureError) return error.failure.code
    throw error
  }
  return 'answered'
}

describe('what is sent', () => {
  it('is the path and the bytes as they are', async () => {
    const seen: unknown[] = []
    const request = await serve((incoming, outgoing) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('end', () => {
        seen.push(incoming.url, incoming.headers['x-name'], Buffer.concat(chunks).toString())
        outgoing.setHeader('x-back', Buffer.from('中').toString('latin1'))
        outgoing.end(Buffer.from('ok'))
      })
    })
    const name = Buffer.from('中').toString('latin1')
    const put = {
      ...request,
      method: 'PUT',
      path: '/a/../b//%2E./c?x=%2F&y',
      headers: { 'x-name': name, 'content-length': '4' },
    }
    const answer = await undici.transport(put, Buffer.from('body'), undefined)
    expect(seen).toEqual(['/a/../b//%2E./c?x=%2F&y', name, 'body'])
    expect(answer.status).toBe(200)
    expect(Buffer.from(answer.headers['x-back'] ?? '', 'latin1').toString()).toBe('中')
    expect(Buffer.from(answer.body).toString()).toBe('ok')
  })

  it('goes over connections that stand already', async () => {
    const ports = new Set<number | undefined>()
    const request = await serve((incoming, outgoing) => {
      ports.add(incoming.socket.remotePort)
      outgoing.end('x')
    })
    for (let index = 0; index < 20; index++) {
      const method = index % 2 === 0 ? 'GET' : 'HEAD'
      await undici.transport({ ...request, method }, null, undefined)
    }
    expect(ports.size).toBeLessThan(5)
  })

  it('is an empty PUT with its length', async () => {
    const lengths: unknown[] = []
    const request = await serve((incoming, outgoing) => {
      lengths.push(incoming.headers['content-length'])
      outgoing.end()
    })
    const put = { ...request, method: 'PUT', headers: { 'content-length': '0' } }
    await undici.transport(put, null, undefined)
    expect(lengths).toEqual(['0'])
  })
})

describe('answers', () => {
  it('of any status are answers', async () => {
    const request = await serve((_, outgoing) => {
      outgoing.writeHead(503, { 'set-cookie': ['a', 'b'] }).end('busy')
    })
    const answer = await undici.transport(request, null, undefined)
    expect(answer.status).toBe(503)
    expect(answer.headers['set-cookie']).toBe('a, b')
  })

  it('larger than allowed are refused', async () => {
    const request = await serve((_, outgoing) => outgoing.end('x'.repeat(2000)))
    expect(await codeOf(request)).toBe('client.bad-response')
  })
})

describe('failures have names', () => {
  const nowhere: SignedRequest = { method: 'GET', origin: '', path: '/', headers: {} }

  it('refused', async () => {
    const server = createTcpServer()
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
    )
    await new Promise<void>((resolve) => server.close(() => resolve()))
    expect(await codeOf({ ...nowhere, origin: `http://127.0.0.1:${port}` })).toBe('network.refused')
  })

  it('no such host', async () => {
    expect(await codeOf({ ...nowhere, origin: 'http://no-such-host.invalid' })).toBe('network.dns')
  })

  it('no answer in time', async () => {
    const request = await serve(() => undefined)
    expect(await codeOf(request)).toBe('network.timeout')
  })

  it('an answer that stops', async () => {
    const request = await serve((_, outgoing) => {
      outgoing.writeHead(200, { 'content-length': '100' })
      outgoing.write('x')
    })
    expect(await codeOf(request)).toBe('network.timeout')
  })

  it.each([
    ['nothing', ''],
    ['a body that ends early', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx'],
    ['a chunk that ends early', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nx'],
    ['no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n'],
  ])('reset: %s', async (_, bytes) => {
    expect(await codeOf(await serveRaw(bytes))).toBe('network.reset')
  })

  it('TLS where there is none, and a certificate that nobody vouches for', async () => {
    const plain = await serve((_, outgoing) => outgoing.end())
    const https = plain.origin.replace('http:', 'https:')
    expect(await codeOf({ ...plain, origin: https })).toBe('network.tls')
    const sockets: Socket[] = []
    const server = createTlsServer({}, (socket) => sockets.push(socket))
    server.on('tlsClientError', () => undefined)
    const port = await listen(server)
    expect(await codeOf({ ...nowhere, origin: `https://127.0.0.1:${port}` })).toBe('network.tls')
  })

  it.each(['DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID', 'CERT_HAS_EXPIRED'])(
    'certificate: %s',
    (code) => {
      const error = networkErrorOf(Object.assign(new Error('no'), { code }), undefined)
      expect(error).toBeInstanceOf(NetworkError)
      expect(error.failure).toMatchObject({ code: 'network.tls', retryable: false })
    },
  )

  it('the first of several addresses that were tried', () => {
    const inner = Object.assign(new Error('connect'), { code: 'EHOSTUNREACH' })
    const error = networkErrorOf(new AggregateError([inner]), undefined)
    expect(error.failure).toMatchObject({ code: 'network.unreachable', retryable: true })
  })

  it('cancelled, before and during', async () => {
    const request = await serve(() => undefined)
    expect(await codeOf(request, AbortSignal.abort())).toBe('client.cancelled')
    const controller = new AbortController()
    const code = codeOf(request, controller.signal)
    setTimeout(() => controller.abort(), 20)
    expect(await code).toBe('client.cancelled')
    expect(networkErrorOf(new Error('x'), controller.signal)).toBeInstanceOf(CancelledError)
  })

  it('a mistake of ours is no fault of the network', async () => {
    const request = await serve((_, outgoing) => outgoing.end())
    expect(await codeOf({ ...request, path: 'no slash' })).toBe('internal')
  })
})
