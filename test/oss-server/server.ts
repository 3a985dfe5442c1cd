import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { adminPrefix, handleAdmin } from './admin.ts'
import type { ServerState } from './exchange.ts'
import { Faults } from './faults/faults.ts'
import { handleRequest } from './handle.ts'
import { defaultIdentity, defaultOwnerId, type Identity } from './identity.ts'
import { runLifecycle } from './lifecycle/run.ts'
import { applyDefaultLock } from './operations/object-worm.ts'
import { RequestLog } from './request-log.ts'
import { openStore, type Store } from './store/store.ts'

export type { Faults } from './faults/faults.ts'
export { defaultIdentity, type Identity } from './identity.ts'
export type { RequestLog } from './request-log.ts'

export interface ServerOptions {
  /** Holds objects and index; what is there already is served. */
  readonly dataDir: string
  /** Default 0: any free port. */
  readonly port?: number
  readonly host?: '127.0.0.1' | '::1' | '0.0.0.0'
  /** Short id; default `cn-hangzhou`. */
  readonly region?: string
  /** More regions whose buckets a loopback address serves. */
  readonly otherRegions?: readonly string[]
  /**
   * A loopback address counts as the endpoint of `region` alone: buckets of other regions answer
   * with the Endpoint body. Default false: it serves all regions, and only V4 checks them.
   */
  readonly strictEndpoint?: boolean
  readonly identities?: readonly Identity[]
  /** Milliseconds since the epoch. */
  readonly now?: () => number
  /** Default 102400, the service's own. */
  readonly minPartSizeBytes?: number
  /** How long a restore takes; default: what the service documents, a minute to two days. */
  readonly restoreDelayMs?: number
  /** Custom domain → bucket. */
  readonly cnames?: Readonly<Record<string, string>>
  /**
   * `md5` as the service has it (default); `crc64` leaves MD5 out unless a request carries
   * Content-MD5, so that a measurement of a client is not one of this server.
   */
  readonly etags?: 'md5' | 'crc64'
  /** Flush to the disk before answering. Default false: a power cut may lose data. */
  readonly fsync?: boolean
  readonly adminToken?: string
  /** How often the lifecycle rules are carried out; default never, only when asked (`/-/lifecycle`). */
  readonly lifecycleEveryMs?: number
}

export interface OssServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  readonly port: number
  readonly region: string
  readonly faults: Faults
  readonly requests: RequestLog
  /** May be changed while the server runs. */
  readonly identities: Identity[]
  readonly adminToken: string
  /** For seeding without requests. */
  readonly store: Store
  /** Does nothing when the bucket exists. */
  createBucket(bucket: {
    readonly name: string
    readonly region?: string
    readonly acl?: string
    readonly owner?: string
  }): void
  /** Ends all connections. */
  close(): Promise<void>
}

export async function startOssServer(options: ServerOptions): Promise<OssServer> {
  const sockets = new Set<Socket>()
  const faults = new Faults(() => {
    for (const socket of sockets) socket.resetAndDestroy()
  })
  const store = openStore(options.dataDir, options.fsync ?? false)
  const state = createState(options, store, faults)
  store.objects.onPut = (stored) => applyDefaultLock(store, stored)
  const adminToken = options.adminToken ?? randomBytes(16).toString('hex')
  const server = createServer({ maxHeaderSize: 64 * 1024, highWaterMark: 256 * 1024 })
  server.requestTimeout = 0
  server.keepAliveTimeout = 30_000
  server.on('connection', (socket) => {
    if (faults.offline) {
      socket.resetAndDestroy()
      return
    }
    socket.setNoDelay(true)
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const inFlight = new Set<Promise<void>>()
  server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    outgoing.sendDate = false
    // Libraries announce a body with reads and never send it: what follows would be taken for it.
    if (announcesBodyOfRead(incoming)) outgoing.shouldKeepAlive = false
    const work = (incoming.url ?? '').startsWith(adminPrefix)
      ? handleAdmin(state, adminToken, incoming, outgoing)
      : handleRequest(state, incoming, outgoing)
    inFlight.add(work)
    void work.finally(() => inFlight.delete(work))
  })
  await listen(server, options.port ?? 0, options.host ?? '127.0.0.1')
  const { port } = server.address() as AddressInfo
  const clock = startLifecycleClock(state, options.lifecycleEveryMs)
  const close = async (): Promise<void> => {
    clearInterval(clock)
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeAllConnections()
    await closed
    await settled(inFlight)
    store.close()
  }
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    region: state.region,
    faults,
    requests: state.requests,
    identities: state.identities,
    adminToken,
    store,
    createBucket: (bucket) => createBucket(state, bucket),
    close,
  }
}

function startLifecycleClock(
  state: ServerState,
  everyMs: number | undefined,
): NodeJS.Timeout | undefined {
  if (everyMs === undefined) return undefined
  const run = (): void => {
    for (const bucket of state.store.buckets.all()) runLifecycle(state, bucket)
  }
  return setInterval(run, everyMs)
}

function announcesBodyOfRead({ method, headers }: IncomingMessage): boolean {
  return (method === 'GET' || method === 'HEAD') && Number(headers['content-length'] ?? 0) > 0
}

/** Requests that a `hang` rule holds never settle; they wait for nothing, so they are left. */
async function settled(inFlight: ReadonlySet<Promise<void>>): Promise<void> {
  const patience = new Promise<void>((resolve) => {
    setTimeout(resolve, 200)
  })
  await Promise.race([Promise.allSettled([...inFlight]), patience])
}

function createState(options: ServerOptions, store: Store, faults: Faults): ServerState {
  const now = options.now ?? Date.now
  return {
    store,
    region: options.region ?? 'cn-hangzhou',
    otherRegions: options.otherRegions ?? [],
    strictEndpoint: options.strictEndpoint ?? false,
    minPartSizeBytes: options.minPartSizeBytes ?? 100 * 1024,
    restoreDelayMs: options.restoreDelayMs ?? null,
    etags: options.etags ?? 'md5',
    cnames: options.cnames ?? {},
    identities: [...(options.identities ?? [defaultIdentity])],
    faults,
    requests: new RequestLog(),
    now: () => now() + faults.skewMs,
  }
}

function createBucket(state: ServerState, bucket: Parameters<OssServer['createBucket']>[0]): void {
  if (state.store.buckets.find(bucket.name) !== null) return
  state.store.buckets.create({
    name: bucket.name,
    region: bucket.region ?? state.region,
    owner: bucket.owner ?? defaultOwnerId,
    acl: bucket.acl ?? 'private',
    createdMs: state.now(),
    storageClass: 'Standard',
    redundancy: 'LRS',
  })
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
