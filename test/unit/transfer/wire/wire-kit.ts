import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { getCACertificates, setDefaultCACertificates, createServer as tlsServer } from 'node:tls'
import { networkErrorOf } from '../../../../electron/oss/network-errors.ts'
import type { Answer, SignedRequest } from '../../../../electron/oss/transport.ts'
import type { SinkFor } from '../../../../electron/transfer/data-plane/wire/answer-reader.ts'
import type { RequestBody } from '../../../../electron/transfer/data-plane/wire/connection.ts'
import { Connections } from '../../../../electron/transfer/data-plane/wire/connections.ts'
import { FailureError } from '../../../../shared/ipc/failure.ts'
import { localCertificate } from '../../oss/local-certificate.ts'

const usual = getCACertificates('default')
export const patient = { connectMs: 10_000, headMs: 10_000, bodyMs: 10_000 }
export const never = new AbortController().signal
export const inMemory: SinkFor = () => null
let open: (() => void)[] = []

/** Ends all services and connections of a test. */
export function closeAll(): void {
  setDefaultCACertificates(usual)
  for (const close of open) close()
  open = []
}

/** For this test, until `closeAll`. */
export function trustLocalCertificate(): void {
  setDefaultCACertificates([...usual, localCertificate.cert])
}

export interface Service {
  readonly origin: string
  /** How many connections were made. */
  readonly sockets: Socket[]
}

/** Answers by a script that has the socket in its hands. */
export async function serve(script: (socket: Socket) => void, scheme = 'http'): Promise<Service> {
  const sockets: Socket[] = []
  const accept = (socket: Socket): void => {
    sockets.push(socket)
    socket.on('error', () => undefined)
    script(socket)
  }
  const server: Server =
    scheme === 'http'
      ? createServer({ allowHalfOpen: true }, accept)
      : tlsServer(localCertificate, accept)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  const { port } = server.address() as AddressInfo
  return { origin: `${scheme}://127.0.0.1:${port}`, sockets }
}

export function connections(timeouts = patient): Connections {
  const made = new Connections(timeouts)
  open.push(() => made.destroy())
  return made
}

export const get = ({ origin }: Service): SignedRequest => {
  return { method: 'GET', origin, path: '/b/k?x=1', headers: { authorization: 'OSS x:y' } }
}
export const put = (service: Service): SignedRequest => ({ ...get(service), method: 'PUT' })

export const ok = (body: string): string =>
  `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`

export const text = ({ body }: Answer): string => Buffer.from(body).toString('latin1')

/** How a failed exchange is told to the engine. */
export async function codeOf(exchange: Promise<unknown>): Promise<string> {
  const error = await exchange.then(
    () => new Error('it went well'),
    (thrown: unknown) => thrown,
  )
  return (error instanceof FailureError ? error : networkErrorOf(error, undefined)).failure.code
}

/** Pieces from two halves of one buffer, as the sources of files make them. */
export function halves(bytes: Buffer, pieceBytes: number): RequestBody {
  const buffer = Buffer.alloc(2 * pieceBytes)
  let at = 0
  let turn = 0
  const next = (): Uint8Array | null => {
    if (at === bytes.byteLength) return null
    const half = buffer.subarray((turn++ % 2) * pieceBytes).subarray(0, pieceBytes)
    const count = bytes.copy(half, 0, at)
    at += count
    return half.subarray(0, count)
  }
  return { sizeBytes: bytes.byteLength, next }
}

export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Whole requests as they arrived, each answered by its own length. */
export function echoLength(socket: Socket): void {
  let held = Buffer.alloc(0)
  socket.on('data', (chunk) => {
    held = Buffer.concat([held, chunk])
    for (;;) {
      const end = held.indexOf('\r\n\r\n') + 4
      const length = /content-length: (\d+)/.exec(held.toString('latin1', 0, end))?.[1] ?? '0'
      if (end < 4 || held.byteLength < end + Number(length)) return
      const request = held.subarray(0, end + Number(length)).toString('latin1')
      held = held.subarray(end + Number(length))
      socket.write(ok(`${request.length}:${request}`))
    }
  })
}
