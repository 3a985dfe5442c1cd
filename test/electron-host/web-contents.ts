import { EventEmitter } from 'node:events'
import type { IpcMainInvokeEvent, WebContents, WindowOpenHandlerResponse } from 'electron'
import { preventable } from './app.ts'
import type { CdpSession, Params } from './cdp.ts'
import { decode, encode } from './codec.ts'
import { invokeHandler } from './ipc-main.ts'
import { bindingName, fileMark, filePathPrefix, receiverMark } from './page-script.ts'
import { theChromium } from './runtime.ts'
import { serveRequests } from './serve-requests.ts'
import { decidePermission } from './session.ts'
import { fromBrowser, toBrowser } from './urls.ts'

type OpenHandler = (details: { readonly url: string }) => WindowOpenHandlerResponse
export interface PageSize {
  readonly width: number
  readonly height: number
}
interface RemoteObject {
  readonly value?: unknown
  readonly objectId?: string
}

/** A page: its documents, the way in and out of its preload, and what it asks the browser for. */
export class HostWebContents extends EventEmitter {
  readonly #session = Promise.withResolvers<CdpSession>()
  readonly #files = new Map<string, string>()
  readonly #frames = new Map<number, string>()
  #mainFrameId = ''
  #openHandler: OpenHandler = () => ({ action: 'allow' })
  /** Remote handle of the function by which the current document takes messages. */
  #receiver: Promise<string> | null = null
  #url = ''
  #destroyed = false
  /** URLs that the app itself asked for, which `will-navigate` is not about. */
  readonly #ownLoads = new Set<string>()

  isDestroyed(): boolean {
    return this.#destroyed
  }
  getURL(): string {
    return this.#url
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }
  /** What the handler says to a window that the page opened. */
  mayOpen(url: string): boolean {
    return this.#openHandler({ url: fromBrowser(url) }).action === 'allow'
  }

  /** `size`: of the page where no window manager gives it one; null where one does. */
  async attach(session: CdpSession, script: string, size: PageSize | null): Promise<void> {
    this.#listen(session)
    if (size) {
      const metrics = { ...size, deviceScaleFactor: 0, mobile: false }
      await session.send('Emulation.setDeviceMetricsOverride', metrics)
    }
    await session.send('Page.enable')
    await session.send('Runtime.enable')
    await session.send('DOM.enable')
    await session.send('Runtime.addBinding', { name: bindingName })
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source: script })
    const { frameTree } = (await session.send('Page.getFrameTree')) as {
      readonly frameTree: { readonly frame: { readonly id: string } }
    }
    this.#mainFrameId = frameTree.frame.id
    await serveRequests(session, (url, isMainDocument) =>
      isMainDocument ? this.#mayNavigate(url) : true,
    )
    await this.#applyPermissions()
    this.#session.resolve(session)
  }

  async loadURL(url: string): Promise<void> {
    const session = await this.#session.promise
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', resolve))
    this.#ownLoads.add(url)
    const { errorText } = await session.send('Page.navigate', { url: toBrowser(url) })
    if (errorText) throw new Error(`${String(errorText)} loading '${url}'`)
    await loaded
  }

  /** Dropped when no document with a preload is there, as in Electron. */
  send(channel: string, ...args: readonly unknown[]): void {
    const text = JSON.stringify({ type: 'event', channel, args: JSON.parse(encode(args)) })
    void this.#deliver(this.#receiver, text)
  }

  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    this.#receiver = null
    this.emit('destroyed')
  }

  #listen(session: CdpSession): void {
    session.on('Runtime.executionContextCreated', ({ context }: Params) => {
      const { id, auxData } = context as { id: number; auxData?: { frameId?: string } }
      this.#frames.set(id, auxData?.frameId ?? '')
    })
    session.on('Runtime.executionContextsCleared', () => this.#frames.clear())
    session.on('Page.frameNavigated', ({ frame }: Params) => {
      const { parentId, url } = frame as { parentId?: string; url: string }
      if (!parentId) this.#url = fromBrowser(url)
    })
    session.on('Page.loadEventFired', () => this.emit('did-finish-load'))
    session.on('Page.domContentEventFired', () => this.emit('dom-ready'))
    session.on('Runtime.consoleAPICalled', (params: Params) => this.#takeHandles(session, params))
    session.on('Runtime.bindingCalled', (params: Params) => {
      if (params.name === bindingName) void this.#takeCall(session, params)
    })
    session.on('Inspector.targetCrashed', () => {
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
    })
  }

  #mayNavigate(url: string): boolean {
    if (this.#ownLoads.delete(url)) return true
    const event = preventable({ url, isMainFrame: true })
    this.emit('will-navigate', event, url)
    return !event.defaultPrevented
  }

  /** Handles of the receiver and of files come as arguments of console messages. */
  #takeHandles(session: CdpSession, params: Params): void {
    const [mark, first, second] = params.args as readonly RemoteObject[]
    if (mark?.value === receiverMark && first?.objectId) {
      this.#receiver = keep(session, first.objectId)
    }
    if (mark?.value === fileMark && second?.objectId) {
      this.#files.set(`${filePathPrefix}${String(first?.value)}`, second.objectId)
    }
  }

  async #takeCall(session: CdpSession, params: Params): Promise<void> {
    const receiver = this.#receiver
    const call = JSON.parse(String(params.payload)) as {
      readonly id: number
      readonly channel: string
      readonly args: unknown
    }
    const event = this.#eventFor(Number(params.executionContextId))
    let answer: string
    try {
      const args = (await this.#withPaths(session, decode(JSON.stringify(call.args)))) as unknown[]
      const value = await invokeHandler(call.channel, event, args)
      answer = JSON.stringify({ type: 'result', id: call.id, value: JSON.parse(encode(value)) })
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      answer = JSON.stringify({ type: 'error', id: call.id, error: text })
    }
    await this.#deliver(receiver, answer)
  }

  #eventFor(contextId: number): IpcMainInvokeEvent {
    const isMain = this.#frames.get(contextId) === this.#mainFrameId
    const senderFrame = { url: this.#url, parent: isMain ? null : {} }
    return { sender: this as unknown as WebContents, senderFrame } as IpcMainInvokeEvent
  }

  /** Puts real paths where the preload could only put a stand-in for them. */
  async #withPaths(session: CdpSession, value: unknown): Promise<unknown> {
    if (Array.isArray(value)) {
      return Promise.all(value.map((entry: unknown) => this.#withPaths(session, entry)))
    }
    if (typeof value !== 'string' || !value.startsWith(filePathPrefix)) return value
    const objectId = this.#files.get(value)
    this.#files.delete(value)
    if (!objectId) return ''
    try {
      return (await session.send('DOM.getFileInfo', { objectId })).path
    } catch {
      return ''
    } finally {
      session.send('Runtime.releaseObject', { objectId }).catch(() => undefined)
    }
  }

  async #deliver(receiver: Promise<string> | null, text: string): Promise<void> {
    if (!receiver) return
    try {
      const session = await this.#session.promise
      await session.send('Runtime.callFunctionOn', {
        objectId: await receiver,
        functionDeclaration: 'function (text) { this(text) }',
        arguments: [{ value: text }],
        silent: true,
      })
    } catch {
      // The document that waited for this is gone.
    }
  }

  /** Tells Chromium beforehand what the app answers, since it cannot be asked in between. */
  async #applyPermissions(): Promise<void> {
    const names = { geolocation: 'geolocation', notifications: 'notifications', midi: 'midi' }
    for (const [permission, name] of Object.entries(names)) {
      const granted = await decidePermission(this as unknown as WebContents, permission)
      await theChromium().connection.send('Browser.setPermission', {
        permission: { name },
        setting: granted ? 'granted' : 'denied',
      })
    }
  }
}

/** Handles of console messages end with them; one in a group of its own lives as its document. */
async function keep(session: CdpSession, objectId: string): Promise<string> {
  const { result } = (await session.send('Runtime.callFunctionOn', {
    objectId,
    functionDeclaration: 'function () { return this }',
    objectGroup: 'electron-host',
  })) as { readonly result: RemoteObject }
  if (!result.objectId) throw new Error('the page has no receiver')
  return result.objectId
}
