/** Names under which page and host find each other; none of them stays visible to the page. */
export const bindingName = '__electronHost'
export const receiverMark = 'electron-host:receiver'
export const fileMark = 'electron-host:file'
/** Stands for a dropped file's path until the host puts the path in: it is known there only. */
export const filePathPrefix = 'electron-host:file-path:'

/**
 * What runs in a page before any of its own scripts: the preload, inside a closure. The page sees
 * what `contextBridge` exposed and nothing else. The binding is taken from the global object and
 * removed; the host gets its way back in through a console message, which no page script can read.
 */
export function pageScript(preloadSource: string): string {
  return `(${String(runPreload)})(
    ${JSON.stringify({ bindingName, receiverMark, fileMark, filePathPrefix })},
    (require, module, exports) => {${preloadSource}\n}
  )`
}

interface Names {
  readonly bindingName: string
  readonly receiverMark: string
  readonly fileMark: string
  readonly filePathPrefix: string
}
type Listener = (event: object, ...args: readonly unknown[]) => void
type Preload = (require: (name: string) => unknown, module: object, exports: object) => void

/** Serialised into the page: it may use nothing from outside itself. */
function runPreload(names: Names, preload: Preload): void {
  const scope = globalThis as unknown as Record<string, unknown>
  const send = scope[names.bindingName] as (text: string) => void
  delete scope[names.bindingName]
  if (window !== window.top || typeof send !== 'function') return

  const pending = new Map<number, PromiseWithResolvers<unknown>>()
  const listeners = new Map<string, Set<Listener>>()
  const tell = console.debug.bind(console)
  let nextId = 1
  let nextFile = 1

  const isPlain = (value: object): boolean => {
    const prototype: unknown = Object.getPrototypeOf(value)
    return prototype === null || prototype === Object.prototype
  }
  const mark = (value: unknown): unknown => {
    if (value === undefined) return { $host: 'undefined' }
    if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
      throw new Error('An object could not be cloned.')
    }
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new Error(`the stand-in cannot carry ${value}`)
    }
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(mark)
    if (!isPlain(value)) throw new Error('An object could not be cloned.')
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, mark(entry)]))
  }
  const unmark = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(unmark)
    if (typeof value !== 'object' || value === null) return value
    if ((value as { $host?: unknown }).$host === 'undefined') return undefined
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, unmark(entry)]))
  }

  const receive = (text: string): void => {
    const message = JSON.parse(text) as Record<string, unknown>
    if (message.type === 'event') {
      const args = unmark(message.args) as readonly unknown[]
      for (const listener of [...(listeners.get(String(message.channel)) ?? [])]) {
        listener({}, ...args)
      }
      return
    }
    const call = pending.get(Number(message.id))
    pending.delete(Number(message.id))
    if (message.type === 'result') call?.resolve(unmark(message.value))
    else call?.reject(new Error(String(message.error)))
  }
  tell(names.receiverMark, receive)

  /** Values crossing the bridge are copies; functions are called through; results are frozen. */
  const cross = (value: unknown): unknown => {
    if (typeof value === 'function') {
      return (...args: readonly unknown[]) =>
        cross(Reflect.apply(value, undefined, args.map(cross)))
    }
    if (typeof value !== 'object' || value === null) return value
    if (value instanceof Promise) return value.then(cross)
    if (value instanceof Blob || value instanceof ArrayBuffer) return value
    if (Array.isArray(value)) return Object.freeze(value.map(cross))
    if (value instanceof Error) return new Error(value.message)
    if (!isPlain(value)) throw new Error('An object could not be cloned.')
    return Object.freeze(
      Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, cross(entry)])),
    )
  }

  const listen = (channel: string, listener: Listener): void => {
    const set = listeners.get(channel) ?? new Set()
    listeners.set(channel, set.add(listener))
  }
  const electron = {
    contextBridge: {
      exposeInMainWorld: (key: string, api: unknown): void => {
        Object.defineProperty(window, key, { value: cross(api), enumerable: true })
      },
    },
    ipcRenderer: {
      invoke: (channel: string, ...args: readonly unknown[]): Promise<unknown> => {
        const id = nextId++
        const call = Promise.withResolvers<unknown>()
        send(JSON.stringify({ id, channel, args: mark(args) }))
        pending.set(id, call)
        return call.promise
      },
      on: listen,
      off: (channel: string, listener: Listener): void => {
        listeners.get(channel)?.delete(listener)
      },
    },
    webUtils: {
      getPathForFile: (file: unknown): string => {
        if (!(file instanceof File)) throw new TypeError('getPathForFile expects a File')
        const number = nextFile++
        tell(names.fileMark, number, file)
        return `${names.filePathPrefix}${number}`
      },
    },
  }
  const require = (name: string): unknown => {
    if (name === 'electron') return electron
    throw new Error(`a sandboxed preload cannot require ${name}`)
  }
  preload(require, { exports: {} }, {})
}
