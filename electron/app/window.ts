import { BrowserWindow, screen } from 'electron'
import { pageUrl } from './protocol.ts'
import { minimumSize, onScreen, readWindowState, writeWindowState } from './window-state.ts'

export interface WindowOptions {
  readonly preload: string
  readonly stateFile: string
  readonly title: string
}

/** The one window of the app; made again when it was closed and is wanted again. */
export class MainWindow {
  readonly #options: WindowOptions
  #window: BrowserWindow | null = null

  constructor(options: WindowOptions) {
    this.#options = options
  }

  get current(): BrowserWindow | null {
    return this.#window && !this.#window.isDestroyed() ? this.#window : null
  }

  open(): void {
    if (this.current) {
      this.comeForward()
      return
    }
    const { preload, stateFile, title } = this.#options
    const areas = screen.getAllDisplays().map((display) => display.workArea)
    const { maximized, ...bounds } = onScreen(readWindowState(stateFile), areas)
    const window = new BrowserWindow({
      ...bounds,
      minWidth: minimumSize.width,
      minHeight: minimumSize.height,
      title,
      show: false,
      webPreferences: {
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        spellcheck: false,
      },
    })
    this.#window = window
    if (maximized) window.maximize()
    window.once('ready-to-show', () => window.show())
    window.on('close', () => {
      void writeWindowState(stateFile, {
        ...window.getNormalBounds(),
        maximized: window.isMaximized(),
      })
    })
    window.on('closed', () => {
      this.#window = null
    })
    void window.loadURL(pageUrl)
  }

  comeForward(): void {
    const window = this.current
    if (!window) return
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }
}
