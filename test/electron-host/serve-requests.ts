import type { CdpSession, Params } from './cdp.ts'
import { handlerFor, isAllowed } from './session.ts'
import { fromBrowser } from './urls.ts'

interface Paused {
  readonly requestId: string
  readonly request: { readonly url: string; readonly method: string; readonly headers: Params }
  readonly frameId: string
  readonly resourceType: string
}

/** Every request of the page stops here first: asked about, served by the app, or let go. */
export async function serveRequests(
  session: CdpSession,
  mayNavigate: (url: string, isMainDocument: boolean) => boolean,
): Promise<void> {
  const { frameTree } = (await session.send('Page.getFrameTree')) as {
    readonly frameTree: { readonly frame: { readonly id: string } }
  }
  session.on('Fetch.requestPaused', (params: Params) => {
    const paused = params as unknown as Paused
    const isMain = paused.resourceType === 'Document' && paused.frameId === frameTree.frame.id
    answer(session, paused, (url) => mayNavigate(url, isMain)).catch(() => undefined)
  })
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
}

async function answer(
  session: CdpSession,
  { requestId, request, resourceType }: Paused,
  mayNavigate: (url: string) => boolean,
): Promise<void> {
  const url = fromBrowser(request.url)
  const fail = (errorReason: string): Promise<Params> =>
    session.send('Fetch.failRequest', { requestId, errorReason })
  if (!mayNavigate(url)) {
    await fail('Aborted')
    return
  }
  if (!(await isAllowed(url, request.method, resourceType))) {
    await fail('BlockedByClient')
    return
  }
  const handler = handlerFor(url)
  if (!handler) {
    await session.send('Fetch.continueRequest', { requestId })
    return
  }
  try {
    const response = await handler(new Request(url, { method: request.method }))
    await session.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    })
  } catch {
    await fail('Failed')
  }
}
