import { EventEmitter } from 'node:events'
import { mkdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App, Event } from 'electron'
import { claimLock } from './instance-lock.ts'
import { theChromium, theLaunch } from './runtime.ts'

type Used = Pick<
  App,
  | 'exit'
  | 'getAppPath'
  | 'getLocale'
  | 'getName'
  | 'getPath'
  | 'getVersion'
  | 'isPackaged'
  | 'isReady'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'setLoginItemSettings'
  | 'setPath'
  | 'whenReady'
>

/** A window as quitting sees it: asks it to close, and answers whether it did. */
export interface Closable {
  readonly tryClose: () => boolean
}

class HostApp extends EventEmitter implements Used {
  readonly isPackaged = false
  readonly commandLine = {
    getSwitchValue: (name: string): string => {
      const found = process.argv.find((argument) => argument.startsWith(`--${name}=`))
      return found?.slice(name.length + 3) ?? ''
    },
    hasSwitch: (name: string): boolean =>
      process.argv.some(
        (argument) => argument === `--${name}` || argument.startsWith(`--${name}=`),
      ),
    appendSwitch: (): void => undefined,
  }
  readonly windows = new Set<Closable>()
  readonly #paths = new Map<string, string>()
  readonly #ready = Promise.withResolvers<void>()
  #isReady = false
  #quitting = false
  #exiting = false

  getAppPath(): string {
    return theLaunch().appDir
  }
  getName(): string {
    return theLaunch().name
  }
  getVersion(): string {
    return theLaunch().version
  }
  getLocale(): string {
    return this.commandLine.getSwitchValue('lang') || Intl.DateTimeFormat().resolvedOptions().locale
  }

  getPath(name: Parameters<App['getPath']>[0]): string {
    const set = this.#paths.get(name)
    if (set) return set
    switch (name) {
      case 'home':
        return homedir()
      case 'temp':
        return tmpdir()
      case 'appData':
        return process.env.XDG_CONFIG_HOME || join(homedir(), '.config')
      case 'userData':
        return join(this.getPath('appData'), this.getName())
      case 'downloads':
        return join(homedir(), 'Downloads')
      default:
        throw new Error(`the stand-in knows no path '${name}'`)
    }
  }
  setPath(name: string, path: string): void {
    mkdirSync(path, { recursive: true })
    this.#paths.set(name, path)
  }

  requestSingleInstanceLock(): boolean {
    return claimLock(this.getPath('userData'), () => {
      this.emit('second-instance', {}, [], process.cwd(), undefined)
    })
  }

  /** The person's own computer is left alone. */
  setLoginItemSettings(): void {
    return
  }

  isReady(): boolean {
    return this.#isReady
  }
  whenReady(): Promise<void> {
    return this.#ready.promise
  }
  /** Called by the cli once the browser runs. */
  becomeReady(): void {
    this.#isReady = true
    this.#ready.resolve()
    this.emit('ready', {}, {})
  }

  quit(): void {
    if (this.#quitting || this.#exiting) return
    this.#quitting = true
    if (this.#isPrevented('before-quit') || ![...this.windows].every((one) => one.tryClose())) {
      this.#quitting = false
      return
    }
    this.#leave()
  }

  /** Electron ends at once here, without asking anybody. */
  exit(code = 0): void {
    if (this.#exiting) return
    this.#exiting = true
    this.emit('quit', {}, code)
    const end = (): void => process.exit(code)
    if (!this.#isReady) {
      end()
      return
    }
    theChromium().process.once('exit', end)
    setTimeout(end, 2_000)
    theChromium().connection.send('Browser.close').catch(end)
  }

  windowClosed(window: Closable): void {
    this.windows.delete(window)
    if (this.windows.size > 0 || this.#quitting) return
    if (this.listenerCount('window-all-closed') === 0) this.quit()
    else this.emit('window-all-closed')
  }

  #leave(): void {
    if (this.#isPrevented('will-quit')) {
      this.#quitting = false
      return
    }
    this.exit(0)
  }

  #isPrevented(name: string): boolean {
    const event = preventable()
    this.emit(name, event)
    return event.defaultPrevented
  }
}

/** An event whose default can be prevented, as Electron's listeners expect. */
export function preventable<Extra extends object>(
  extra?: Extra,
): Pick<Event, 'preventDefault' | 'defaultPrevented'> & Extra {
  const event = {
    defaultPrevented: false,
    preventDefault(): void {
      event.defaultPrevented = true
    },
    ...(extra as Extra),
  }
  return event
}

export const app = new HostApp()
