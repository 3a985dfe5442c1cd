import { createServer as createHttpServer, request as httpRequest } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { localCertificate } from './local-certificate.ts'

export interface TestProxy {
  readonly port: number
  /** Whom it was asked for. */
  readonly asked: string[]
  close(): Promise<void>
}

async function started(server: Server, asked: string[]): Promise<TestProxy> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => sockets.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
  return { port: (server.address() as AddressInfo).port, asked, close }
}

/** Forwards what is asked for by a whole URL. */
export function startHttpProxy(): Promise<TestProxy> {
  const asked: string[] = []
  const server = createHttpServer((incoming, outgoing) => {
    asked.push(`${incoming.url} ${incoming.headers['proxy-authorization'] ?? ''}`.trim())
    const { method, headers } = incoming
    const forwarded = httpRequest(incoming.url ?? '', { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(outgoing)
    })
    incoming.pipe(forwarded)
  })
  return started(server, asked)
}

/** Opens tunnels to the hosts that it is asked for, and is itself spoken to over `scheme`. */
export function startTunnelProxy(scheme: 'http' | 'https'): Promise<TestProxy> {
  const asked: string[] = []
  const server = scheme === 'http' ? createHttpServer() : createHttpsServer(localCertificate)
  server.on('connect', (request, socket) => {
    asked.push(`${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim())
    const { hostname, port } = new URL(`http://${request.url}`)
    const upstream = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      socket.pipe(upstream).pipe(socket)
    })
    upstream.on('error', () => socket.destroy())
    socket.on('error', () => upstream.destroy())
  })
  return started(server, asked)
}

/** SOCKS 5 with a name and password, for addresses and names (RFC 1928, RFC 1929). */
export function startSocksProxy(): Promise<TestProxy> {
  const asked: string[] = []
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', () => {
      socket.write(Buffer.from([5, 2]))
      socket.once('data', (login) => {
        const nameLength = login.readUInt8(1)
        const name = login.subarray(2, 2 + nameLength).toString()
        socket.write(Buffer.from([1, 0]))
        socket.once('data', (wish) => {
          const { host, port } = destinationOf(wish)
          asked.push(`${host}:${port} ${name}`)
          const upstream = connect(port, host, () => {
            socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]))
            socket.pipe(upstream).pipe(socket)
          })
          upstream.on('error', () => socket.destroy())
        })
      })
    })
  })
  return started(server, asked)
}

function destinationOf(wish: Buffer): { readonly host: string; readonly port: number } {
  const byName = wish.readUInt8(3) === 3
  const length = byName ? wish.readUInt8(4) : 4
  const start = byName ? 5 : 4
  const address = wish.subarray(start, start + length)
  const host = byName ? address.toString() : address.join('.')
  return { host, port: wish.readUInt16BE(start + length) }
}
