import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { type RawAnswer, type RawRequest, rawRequest } from '../../oss-server/raw-request.ts'
import { type OssServer, type ServerOptions, startOssServer } from '../../oss-server/server.ts'

export interface ServerKit {
  /** Of the test that is running. */
  readonly server: OssServer
  /** The bucket is `home` unless the request names another. */
  send(raw: RawRequest): Promise<RawAnswer>
  /** The code of the refusal, otherwise the status. */
  codeOf(raw: RawRequest): Promise<string | number>
  /** Moves the server's clock. */
  advance(ms: number): void
  /** Ends the server and starts another one on the same folder. */
  restart(): Promise<void>
}

/** A server of its own for each test of the file, with the buckets `home` and `other`. */
export function useServer(options: Partial<ServerOptions> = {}): ServerKit {
  let folder: string
  let server: OssServer
  let aheadMs = 0
  const start = (): Promise<OssServer> =>
    startOssServer({ ...options, dataDir: folder, now: () => Date.now() + aheadMs })
  beforeEach(async () => {
    aheadMs = 0
    folder = await mkdtemp(join(tmpdir(), 'oss-server-'))
    server = await start()
    server.createBucket({ name: 'home' })
    server.createBucket({ name: 'other' })
  })
  afterEach(async () => {
    await server.close()
    await rm(folder, { recursive: true })
  })
  const send = (raw: RawRequest): Promise<RawAnswer> =>
    rawRequest(server.port, { bucket: 'home', atMs: Date.now() + aheadMs, ...raw })
  return {
    get server() {
      return server
    },
    send,
    codeOf: async (raw) => {
      const answer = await send(raw)
      return answer.element('Code') ?? answer.status
    },
    advance: (ms) => {
      aheadMs += ms
    },
    restart: async () => {
      await server.close()
      server = await start()
    },
  }
}

export async function setVersioning(kit: ServerKit, status: string): Promise<void> {
  const body = `<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>`
  await kit.send({ method: 'PUT', query: { versioning: '' }, body })
}
