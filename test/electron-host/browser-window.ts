import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron'
import { app, preventable } from './app.ts'
import type { Params } from './cdp.ts'
import { watchOpenedWindows } from './opened-windows.ts'
import { pageScript } from './page-script.ts'
import { theChromium, theLaunch } from './runtime.ts'
import { HostWebContents } from './web-contents.ts'

type Used = Pick<
  BrowserWindow,
  | 'close'
  | 'destroy'
  | 'focus'
  | 'getBounds'
  | 'getNormalBounds'
  | 'isDestroyed'
  | 'isMaximized'
  | 'isMinimized'
  | 'loadURL'
  | 'maximize'
  | 'restore'
  | 'show'
>
type WindowState = 'normal' | 'maximized' | 'minimized'
interface TargetInfo {
  readonly targetId: string
  readonly type: string
  readonly url: string
}

/** A window as a page of Chromium: the first takes the page that the browser opened with. */
export class HostBrowserWindow extends EventEmitter implements Used {
  static readonly all = new Set<HostBrowserWindow>()
  static getAllWindows(): HostBrowserWindow[] {
    return [...HostBrowserWindow.all]
  }

  readonly webContents = new HostWebContents()
  readonly #ready: Promise<void>
  #bounds: Rectangle
  #state: WindowState = 'normal'
  #targetId: string | null = null
  #destroyed = false
  readonly #closable = { tryClose: (): boolean => this.#tryClose() }

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super()
    demandSafe(options)
    const { x = 0, y = 0, width = 800, height = 600 } = options
    this.#bounds = { x, y, width, height }
    HostBrowserWindow.all.add(this)
    app.windows.add(this.#closable)
    this.webContents.once('dom-ready', () => this.emit('ready-to-show'))
    this.#ready = this.#open(options.webPreferences?.preload)
    app.emit('web-contents-created', {}, this.webContents)
    app.emit('browser-window-created', {}, this)
  }

  async loadURL(url: string): Promise<void> {
    await this.#ready
    await this.webContents.loadURL(url)
  }
  isDestroyed(): boolean {
    return this.#destroyed
  }
  getBounds(): Rectangle {
    return { ...this.#bounds }
  }
  getNormalBounds(): Rectangle {
    return { ...this.#bounds }
  }
  isMaximized(): boolean {
    return this.#state === 'maximized'
  }
  isMinimized(): boolean {
    return this.#state === 'minimized'
  }
  maximize(): void {
    void this.#setState('maximized')
  }
  restore(): void {
    void this.#setState('normal')
  }
  /** Chromium's windows are shown from the start. */
  show(): void {
    this.emit('show')
  }
  focus(): void {
    if (!this.#targetId) return
    const { connection } = theChromium()
    connection.send('Target.activateTarget', { targetId: this.#targetId }).catch(() => undefined)
  }

  close(): void {
    this.#tryClose()
  }
  destroy(): void {
    if (this.#destroyed) return
    this.#gone()
    if (!this.#targetId) return
    const { connection } = theChromium()
    connection.send('Target.closeTarget', { targetId: this.#targetId }).catch(() => undefined)
  }

  #tryClose(): boolean {
    if (this.#destroyed) return true
    const event = preventable()
    this.emit('close', event)
    if (event.defaultPrevented) return false
    this.destroy()
    return true
  }

  #gone(): void {
    this.#destroyed = true
    HostBrowserWindow.all.delete(this)
    this.webContents.destroy()
    this.emit('closed')
    app.windowClosed(this.#closable)
  }

  async #open(preload: string | undefined): Promise<void> {
    const { connection } = theChromium()
    this.#watchTargets()
    const { targetInfos } = (await connection.send('Target.getTargets')) as {
      readonly targetInfos: readonly TargetInfo[]
    }
    const free = targetInfos.find(
      (info) => info.type === 'page' && /^(?:about:blank|data:)/.test(info.url),
    )
    this.#targetId = free?.targetId ?? (await this.#createTarget())
    const { sessionId } = await connection.send('Target.attachToTarget', {
      targetId: this.#targetId,
      flatten: true,
    })
    await connection.send('Target.setDiscoverTargets', { discover: true })
    await watchOpenedWindows(connection, (openerId, url) => {
      return openerId !== this.#targetId || this.webContents.mayOpen(url)
    })
    const script = pageScript(preload ? readFileSync(preload, 'utf8') : '')
    const { headless } = theLaunch()
    const { width, height } = this.#bounds
    const session = connection.session(String(sessionId))
    await this.webContents.attach(session, script, headless ? { width, height } : null)
    if (!headless) await this.#setWindowBounds({ ...this.#bounds })
  }

  async #createTarget(): Promise<string> {
    const { width, height } = this.#bounds
    const { targetId } = await theChromium().connection.send('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      width,
      height,
    })
    return String(targetId)
  }

  /** A page that closed was closed by the person. */
  #watchTargets(): void {
    const { connection } = theChromium()
    connection.on('Target.targetDestroyed', ({ targetId }: Params) => {
      if (targetId !== this.#targetId || this.#destroyed) return
      this.emit('close', preventable())
      this.#gone()
    })
  }

  async #setState(state: WindowState): Promise<void> {
    this.#state = state
    await this.#ready
    await this.#setWindowBounds({ windowState: state })
  }

  async #setWindowBounds(bounds: object): Promise<void> {
    const { connection } = theChromium()
    try {
      const found = await connection.send('Browser.getWindowForTarget', {
        targetId: this.#targetId,
      })
      await connection.send('Browser.setWindowBounds', { windowId: found.windowId, bounds })
    } catch {
      // A window manager, or none at all, may refuse; the page works all the same.
    }
  }
}

/** The stand-in knows windows that are safe, and opens no other: a slip must not pass here. */
function demandSafe({ webPreferences = {} }: BrowserWindowConstructorOptions): void {
  const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = webPreferences
  const safe =
    sandbox !== false &&
    contextIsolation !== false &&
    nodeIntegration !== true &&
    webSecurity !== false &&
    webviewTag !== true
  if (!safe) throw new Error('the stand-in opens sandboxed, isolated windows only')
}
