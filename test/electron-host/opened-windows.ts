import type { CdpConnection, CdpSession, Params } from './cdp.ts'

interface Attached {
  readonly sessionId: string
  readonly targetInfo: {
    readonly targetId: string
    readonly url: string
    readonly openerId?: string
  }
}

/**
 * Asks about each window that a page opens. One that is refused loads nothing and is closed as soon as
 * it runs: closed while another client of the browser still holds it at its start, it would hold the
 * page that opened it for ever.
 */
export async function watchOpenedWindows(
  connection: CdpConnection,
  mayOpen: (openerId: string, url: string) => boolean,
): Promise<void> {
  connection.on('Target.attachedToTarget', (params: Params) => {
    const { sessionId, targetInfo } = params as unknown as Attached
    const { openerId, targetId, url } = targetInfo
    const session = connection.session(sessionId)
    const refused = openerId !== undefined && !mayOpen(openerId, url)
    const done = refused ? refuse(connection, session, targetId) : release(session)
    done.catch(() => undefined)
  })
  await connection.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter: [{ type: 'page' }, { exclude: true }],
  })
}

async function release(session: CdpSession): Promise<void> {
  await session.send('Runtime.runIfWaitingForDebugger')
}

async function refuse(
  connection: CdpConnection,
  session: CdpSession,
  targetId: string,
): Promise<void> {
  session.on('Fetch.requestPaused', ({ requestId }: Params) => {
    session
      .send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
      .catch(() => undefined)
  })
  const blocked = session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
  const released = release(session)
  await Promise.all([blocked, released])
  // Answered once the page runs, whoever else had it wait.
  await session.send('Runtime.evaluate', { expression: '0' })
  await connection.send('Target.closeTarget', { targetId })
}
