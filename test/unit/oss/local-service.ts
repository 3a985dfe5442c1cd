import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { staticCredentials } from '../../../electron/oss/credentials.ts'
import {
  createOssSession,
  type OssSession,
  type SessionOptions,
} from '../../../electron/oss/session.ts'
import { parseEndpoint } from '../../../shared/oss/address.ts'
import { localCertificate } from './local-certificate.ts'

export interface LocalService {
  readonly url: string
  readonly port: number
  readonly requests: IncomingMessage[]
  /** A session that talks to it and waits for nothing between attempts. */
  session(options?: Partial<SessionOptions>): OssSession
  close(): Promise<void>
}

/** Answers by a script; each answer carries a request id, as the service's do. */
export async function startLocalService(
  answer: (request: IncomingMessage, response: ServerResponse, index: number) => void,
  scheme: 'http' | 'https' = 'http',
): Promise<LocalService> {
  const requests: IncomingMessage[] = []
  const sessions: OssSession[] = []
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    response.setHeader('x-oss-request-id', 'R')
    requests.push(request)
    answer(request, response, requests.length - 1)
  }
  const server =
    scheme === 'http' ? createServer(listener) : createSecureServer(localCertificate, listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `${scheme}://127.0.0.1:${port}`
  const session = (options: Partial<SessionOptions> = {}): OssSession => {
    const keys = { accessKeyId: 'ak', accessKeySecret: 'sk' }
    const opened = createOssSession(
      {
        endpoint: parseEndpoint({ kind: 'custom', host: url, region: 'cn-hangzhou', cname: false }),
        credentials: staticCredentials({ kind: 'access-key', ...keys }),
        application: 'test/1',
        ...options,
      },
      { now: Date.now, random: () => 0, sleep: () => Promise.resolve() },
    )
    sessions.push(opened)
    return opened
  }
  const close = async (): Promise<void> => {
    for (const opened of sessions) await opened.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url, port, requests, session, close }
}
