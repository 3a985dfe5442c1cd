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

/** The only name and password that they take; null = none is wanted. */
export type Login = { readonly name: string; readonly password: string } | null

const usual: Login = { name: 'name', password: 'secret' }

function fits(login: Login, header: string | undefined): boolean {
  return login === null || header === `Basic ${btoa(`${login.name}:${login.password}`)}`
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
export function startHttpProxy(login: Login = usual): Promise<TestProxy> {
  const asked: string[] = []
  const server = createHttpServer((incoming, outgoing) => {
    asked.push(`${incoming.url} ${incoming.headers['proxy-authorization'] ?? ''}`.trim())
    if (!fits(login, incoming.headers['proxy-authorization'])) {
      outgoing.writeHead(407, { 'proxy-authenticate': 'Basic realm="proxy"' }).end()
      return
    }
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
export function startTunnelProxy(
  scheme: 'http' | 'https',
  login: Login = usual,
): Promise<TestProxy> {
  const asked: string[] = []
  const server = scheme === 'http' ? createHttpServer() : createHttpsServer(localCertificate)
  server.on('connect', (request, socket) => {
    asked.push(`${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim())
    if (!fits(login, request.headers['proxy-authorization'])) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
      return
    }
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

export interface SocksOptions {
  readonly login?: Login
  /** Names that it knows beside addresses. */
  readonly hosts?: Readonly<Record<string, string>>
}

/** SOCKS 5 for addresses and names, as RFC 1928 and RFC 1929 describe it. */
export function startSocksProxy(options: SocksOptions = {}): Promise<TestProxy> {
  const { login = usual, hosts = {} } = options
  const asked: string[] = []
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    const opened = (name: string): void => {
      socket.once('data', (wish) => {
        const { host, port } = destinationOf(wish)
        asked.push(`${host}:${port} ${name}`.trim())
        const refused = (): void => void socket.end(Buffer.from([5, 5, 0, 1, 0, 0, 0, 0, 0, 0]))
        const upstream = connect(port, hosts[host] ?? host, () => {
          upstream.off('error', refused)
          upstream.on('error', () => socket.destroy())
          socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]))
          socket.pipe(upstream).pipe(socket)
        })
        upstream.once('error', refused)
      })
    }
    socket.once('data', (greeting) => {
      const method = login === null ? 0 : 2
      if (!greeting.subarray(2).includes(method)) {
        socket.end(Buffer.from([5, 0xff]))
        return
      }
      socket.write(Buffer.from([5, method]))
      if (login === null) {
        opened('')
        return
      }
      socket.once('data', (given) => {
        const { name, password } = loginOf(given)
        const right = name === login.name && password === login.password
        socket.write(Buffer.from([1, right ? 0 : 1]))
        if (right) opened(name)
        else socket.end()
      })
    })
  })
  return started(server, asked)
}

function loginOf(given: Buffer): { readonly name: string; readonly password: string } {
  const nameEnd = 2 + given.readUInt8(1)
  const name = given.subarray(2, nameEnd).toString()
  return { name, password: given.subarray(nameEnd + 1).toString() }
}

function destinationOf(wish: Buffer): { readonly host: string; readonly port: number } {
  const byName = wish.readUInt8(3) === 3
  const length = byName ? wish.readUInt8(4) : 4
  const start = byName ? 5 : 4
  const address = wish.subarray(start, start + length)
  const host = byName ? address.toString() : address.join('.')
  return { host, port: wish.readUInt16BE(start + length) }
}
