import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Sink } from '../../../../electron/transfer/data-plane/wire/sink.ts'
import {
  closeAll,
  connections,
  echoLength,
  get,
  halves,
  inMemory,
  never,
  nextTurn,
  ok,
  put,
  serve,
  text,
  trustLocalCertificate,
} from './wire-kit.ts'

afterEach(closeAll)

describe('a connection', () => {
  it('says what was signed, and is used again', async () => {
    const service = await serve(echoLength)
    const wire = connections()
    const first = text(await wire.exchange(get(service), null, never, inMemory))
    expect(first.slice(first.indexOf(':') + 1)).toBe(
      `GET /b/k?x=1 HTTP/1.1\r\nauthorization: OSS x:y\r\nhost: ${service.origin.slice(7)}\r\n` +
        'connection: keep-alive\r\n\r\n',
    )
    const body = halves(Buffer.from('hello'), 2)
    const second = text(await wire.exchange(put(service), body, never, inMemory))
    expect(second).toMatch(/content-length: 5\r\n\r\nhello$/)
    expect(text(await wire.exchange(put(service), null, never, inMemory))).toMatch(
      /content-length: 0\r\n\r\n$/,
    )
    expect(service.sockets).toHaveLength(1)
  })

  it('is not shared: requests at the same time have connections of their own', async () => {
    const service = await serve(echoLength)
    const wire = connections()
    const all = [1, 2, 3].map(() => wire.exchange(get(service), null, never, inMemory))
    await Promise.all(all)
    expect(service.sockets).toHaveLength(3)
    await Promise.all([1, 2, 3].map(() => wire.exchange(get(service), null, never, inMemory)))
    expect(service.sockets).toHaveLength(3)
  })

  it.each([
    ['it is told to close', 'HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'],
    ['more came than was announced', `${ok('')}x`],
    ['another answer came', ok('') + ok('')],
  ])('is not used again when %s', async (_why, answer) => {
    const service = await serve((socket) => socket.on('data', () => socket.write(answer)))
    const wire = connections()
    await wire.exchange(get(service), null, never, inMemory)
    await wire.exchange(get(service), null, never, inMemory)
    expect(service.sockets).toHaveLength(2)
  })

  it('takes an early answer, and sends no more after it', async () => {
    const service = await serve((socket) => {
      socket.once('data', () => socket.write(ok('no')))
    })
    let asked = 0
    const endless = { sizeBytes: 1e12, next: () => new Uint8Array(1024 * ++asked) }
    const slow = { ...endless, next: () => nextTurn().then(endless.next) }
    const wire = connections()
    expect(text(await wire.exchange(put(service), slow, never, inMemory))).toBe('no')
    const [socket] = service.sockets
    while (socket && !socket.readableEnded && !socket.destroyed) await nextTurn()
    expect(service.sockets).toHaveLength(1)
  })

  it('reads an answer until the end of the connection when it has no length', async () => {
    const service = await serve((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\n\r\nall of it'))
    })
    const answer = await connections().exchange(get(service), null, never, inMemory)
    expect(text(answer)).toBe('all of it')
  })
})

describe.each(['http', 'https'])('many bytes over %s', (scheme) => {
  it('go up and down unchanged, however slowly either side takes them', async () => {
    trustLocalCertificate()
    const service = await serve(echoBody, scheme)
    const wire = connections()
    for (const pieceBytes of [1000, 65_536, 400_000]) {
      const bytes = randomBytes(1_500_000)
      const sink = collector(pieceBytes)
      const body = halves(bytes, pieceBytes)
      await wire.exchange(put(service), body, never, () => sink)
      expect(Buffer.compare(sink.bytes, bytes)).toBe(0)
    }
    expect(service.sockets).toHaveLength(1)
  })
})

/** Answers a request with its own body, in fits and starts. */
function echoBody(socket: Socket): void {
  const pieces: Buffer[] = []
  let left = -1
  socket.on('data', (chunk: Buffer) => {
    let content = chunk
    if (left < 0) {
      const end = chunk.indexOf('\r\n\r\n') + 4
      left = Number(/content-length: (\d+)/.exec(chunk.toString('latin1', 0, end))?.[1])
      content = chunk.subarray(end)
    }
    pieces.push(content)
    left -= content.byteLength
    socket.pause()
    setImmediate(() => socket.resume())
    if (left > 0) return
    const body = Buffer.concat(pieces.splice(0))
    left = -1
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.byteLength}\r\n\r\n`)
    socket.write(body)
  })
}

/** Its room is filled again and again; every now and then it wants to wait. */
function collector(roomBytes: number): Sink & { readonly bytes: Buffer } {
  const room = Buffer.alloc(roomBytes)
  const pieces: Buffer[] = []
  return {
    get bytes() {
      return Buffer.concat(pieces)
    },
    space: () => room,
    filled: (count) => {
      pieces.push(Buffer.from(room.subarray(0, count)))
      return pieces.length % 3 === 0 ? nextTurn() : null
    },
    end: () => undefined,
  }
}
