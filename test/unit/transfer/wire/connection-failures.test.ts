import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { SignedRequest } from '../../../../electron/oss/transport.ts'
import type { RequestBody } from '../../../../electron/transfer/data-plane/wire/connection.ts'
import type { Sink } from '../../../../electron/transfer/data-plane/wire/sink.ts'
import {
  closeAll,
  codeOf,
  connections,
  echoLength,
  get,
  halves,
  inMemory,
  never,
  nextTurn,
  ok,
  patient,
  put,
  serve,
} from './wire-kit.ts'

afterEach(closeAll)

describe('what goes wrong', () => {
  it.each([
    ['ends before it answers', (socket: Socket) => socket.end()],
    ['resets', (socket: Socket) => socket.resetAndDestroy()],
    ['ends within the head', (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nCont')],
    ['ends within the body', (socket: Socket) => socket.end(ok('12345').slice(0, -1))],
    ['speaks something else', (socket: Socket) => socket.write('220 mail.example ESMTP\r\n\r\n')],
  ])('the service %s', async (_what, act) => {
    const service = await serve((socket) => socket.once('data', () => act(socket)))
    const wire = connections()
    expect(await codeOf(wire.exchange(get(service), null, never, inMemory))).toBe('network.reset')
    const body = halves(randomBytes(3_000_000), 100_000)
    expect(await codeOf(wire.exchange(put(service), body, never, inMemory))).toBe('network.reset')
    expect(service.sockets).toHaveLength(2)
  })

  it('nobody listens', async () => {
    const service = await serve(() => undefined)
    closeAll()
    expect(await codeOf(connections().exchange(get(service), null, never, inMemory))).toBe(
      'network.refused',
    )
  })

  it.each([
    ['the answer does not begin', '', { ...patient, headMs: 30 }],
    [
      'the answer does not go on',
      'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx',
      { ...patient, bodyMs: 30 },
    ],
  ])('%s in time', async (_what, said, timeouts) => {
    const service = await serve((socket) => socket.once('data', () => socket.write(said)))
    const exchange = connections(timeouts).exchange(get(service), null, never, inMemory)
    expect(await codeOf(exchange)).toBe('network.timeout')
  })

  it('no secure connection comes about in time', async () => {
    const service = await serve(() => undefined)
    const origin = service.origin.replace('http:', 'https:')
    const wire = connections({ ...patient, connectMs: 30 })
    const exchange = wire.exchange({ ...get(service), origin }, null, never, inMemory)
    expect(await codeOf(exchange)).toBe('network.timeout')
  })

  it('the service takes no bytes for too long', async () => {
    const service = await serve((socket) => socket.pause())
    const body = halves(Buffer.alloc(50_000_000), 1_000_000)
    const exchange = connections({ ...patient, headMs: 50 }).exchange(
      put(service),
      body,
      never,
      inMemory,
    )
    expect(await codeOf(exchange)).toBe('network.timeout')
  })

  it('no time runs against the service while we make it wait', async () => {
    const service = await serve((socket) => {
      socket.once('data', () => socket.write(ok('123456789')))
    })
    const wait = Promise.withResolvers<void>()
    const sink = oneByteAtATime(() => wait.promise)
    const wire = connections({ ...patient, bodyMs: 20 })
    const exchange = wire.exchange(get(service), null, never, () => sink)
    await new Promise((resolve) => setTimeout(resolve, 100))
    wait.resolve()
    await exchange
    expect(sink.text).toBe('123456789')
  })

  it('an abort ends it at once, before, while and after the connection is made', async () => {
    const service = await serve(() => undefined)
    const wire = connections()
    const aborted = AbortSignal.abort()
    await expect(wire.exchange(get(service), null, aborted, inMemory)).rejects.toThrow('aborted')
    const stop = new AbortController()
    const waiting = wire.exchange(get(service), null, stop.signal, inMemory)
    while (service.sockets.length === 0) await nextTurn()
    stop.abort()
    await expect(waiting).rejects.toThrow('aborted')
  })

  it('what body or sink throw ends it with just that', async () => {
    const service = await serve(echoLength)
    const wire = connections()
    const bad = new Error('no such file')
    const body: RequestBody = {
      sizeBytes: 1,
      next: () => {
        throw bad
      },
    }
    await expect(wire.exchange(put(service), body, never, inMemory)).rejects.toBe(bad)
    const refuse = (): never => {
      throw bad
    }
    await expect(wire.exchange(get(service), null, never, refuse)).rejects.toBe(bad)
    const full: Sink = { space: refuse, filled: () => null, end: () => undefined }
    await expect(wire.exchange(get(service), null, never, () => full)).rejects.toBe(bad)
  })

  it('a request that would break the syntax is never sent', async () => {
    const service = await serve(echoLength)
    const wire = connections()
    const hostile: readonly Partial<SignedRequest>[] = [
      { path: '/a b' },
      { path: '/a\r\nx: y' },
      { method: 'GET /' },
      { headers: { a: 'b\r\nc: d' } },
      { headers: { 'a:': 'b' } },
    ]
    for (const part of hostile) {
      const exchange = wire.exchange({ ...get(service), ...part }, null, never, inMemory)
      expect(await codeOf(exchange)).toBe('internal')
    }
  })
})

interface TextSink extends Sink {
  readonly text: string
}

function oneByteAtATime(wait: () => Promise<void>): TextSink {
  const space = new Uint8Array(1)
  let text = ''
  return {
    get text() {
      return text
    },
    space: () => space,
    filled: () => {
      text += String.fromCharCode(space[0] ?? 0)
      return wait()
    },
    end: () => undefined,
  }
}

describe('a certificate', () => {
  it('that nobody vouches for: nothing is said to its owner', async () => {
    const heard: Buffer[] = []
    const service = await serve(
      (socket) => socket.on('data', (chunk) => heard.push(chunk)),
      'https',
    )
    const exchange = connections().exchange(get(service), null, never, inMemory)
    expect(await codeOf(exchange)).toBe('network.tls')
    expect(heard).toEqual([])
  })
})
