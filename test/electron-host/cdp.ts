import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'

export type Params = Readonly<Record<string, unknown>>

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: Params
  readonly result?: Params
  readonly error?: { readonly message: string }
  readonly sessionId?: string
}

/**
 * The DevTools protocol over the browser's pipe: JSON texts, each ended by a zero byte. No port is
 * opened, and the browser ends by itself when this process does.
 */
export class CdpConnection extends EventEmitter {
  readonly #out: Writable
  readonly #open = new Map<number, PromiseWithResolvers<Params>>()
  readonly #sessions = new Map<string, CdpSession>()
  #nextId = 1
  #closed = false

  constructor(out: Writable, input: Readable) {
    super()
    this.#out = out
    const chunks: Buffer[] = []
    input.on('data', (chunk: Buffer) => {
      let start = 0
      for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
        chunks.push(chunk.subarray(start, end))
        this.#receive(JSON.parse(Buffer.concat(chunks.splice(0)).toString('utf8')) as Message)
        start = end + 1
      }
      chunks.push(chunk.subarray(start))
    })
    input.on('close', () => this.#close())
    out.on('error', () => this.#close())
  }

  send(method: string, params: Params = {}, sessionId?: string): Promise<Params> {
    if (this.#closed) return Promise.reject(new Error(`${method}: the browser is gone`))
    const id = this.#nextId++
    const call = Promise.withResolvers<Params>()
    this.#open.set(id, call)
    this.#out.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    return call.promise
  }

  session(sessionId: string): CdpSession {
    const known = this.#sessions.get(sessionId)
    if (known) return known
    const session = new CdpSession(this, sessionId)
    this.#sessions.set(sessionId, session)
    return session
  }

  #receive(message: Message): void {
    if (message.id !== undefined) {
      const call = this.#open.get(message.id)
      this.#open.delete(message.id)
      if (message.error) call?.reject(new Error(message.error.message))
      else call?.resolve(message.result ?? {})
      return
    }
    const target = message.sessionId ? this.#sessions.get(message.sessionId) : this
    if (message.method) target?.emit(message.method, message.params ?? {})
  }

  #close(): void {
    if (this.#closed) return
    this.#closed = true
    for (const call of this.#open.values()) call.reject(new Error('the browser is gone'))
    this.#open.clear()
    this.emit('disconnected')
  }
}

/** One attached page. */
export class CdpSession extends EventEmitter {
  readonly #connection: CdpConnection
  readonly #id: string

  constructor(connection: CdpConnection, id: string) {
    super()
    this.#connection = connection
    this.#id = id
  }

  send(method: string, params: Params = {}): Promise<Params> {
    return this.#connection.send(method, params, this.#id)
  }
}
