import {
  type Failure,
  FailureError,
  isFailure,
  localFailure,
  toFailure,
} from '../../shared/ipc/failure.ts'

/** What `Worker`, `MessagePort` and `parentPort` of node:worker_threads have in common. */
export interface ThreadPort {
  postMessage(value: unknown): void
  on(event: 'message', listener: (value: unknown) => void): unknown
}

// biome-ignore lint/suspicious/noExplicitAny: methods of a service have arbitrary arguments
type Method = (...args: any[]) => unknown

/** The same service seen from another thread: every method answers a promise. */
export type Remote<Service> = {
  readonly [Name in keyof Service]: Service[Name] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Awaited<Result>>
    : never
}

type Message =
  | { readonly rpc: 'call'; id: number; service: string; method: string; args: readonly unknown[] }
  | { readonly rpc: 'result'; id: number; value: unknown }
  | { readonly rpc: 'failure'; id: number; failure: Failure }
  | { readonly rpc: 'event'; name: string; value: unknown }

/**
 * Typed calls between two threads, in both directions, over one port. Arguments and results are
 * structured-cloned. What a method throws arrives as a `FailureError`. When the other side ends,
 * `close` fails every call that is still open, so nothing waits for ever.
 */
export class Rpc {
  readonly #port: ThreadPort
  readonly #gatherMs: number
  readonly #services = new Map<string, Readonly<Record<string, Method>>>()
  readonly #open = new Map<number, PromiseWithResolvers<unknown>>()
  readonly #listeners = new Map<string, Set<(value: never) => void>>()
  #nextId = 1
  #closed: Failure | null = null
  /** What was said since the port was last used. */
  #outbox: Message[] = []

  /**
   * `gatherMs`: how long an answer may wait for others to go with it. 0: what is said in one turn
   * of the event loop goes together.
   */
  constructor(port: ThreadPort, gatherMs = 0) {
    this.#port = port
    this.#gatherMs = gatherMs
    port.on('message', (messages) => {
      for (const message of messages as readonly Message[]) this.#receive(message)
    })
  }

  /** Makes the methods of `service` callable from the other side under `name`. */
  expose(name: string, service: object): void {
    this.#services.set(name, service as Readonly<Record<string, Method>>)
  }

  /** The service that the other side exposed under `name`. */
  connect<Service extends object>(name: string): Remote<Service> {
    return new Proxy({} as Remote<Service>, {
      get: (_target, method) =>
        // A proxy that looked like a promise would be called by `await`.
        typeof method === 'string' && method !== 'then'
          ? (...args: readonly unknown[]) => this.#call(name, method, args)
          : undefined,
    })
  }

  /** Tells the other side without waiting for an answer. */
  emit(name: string, value: unknown): void {
    this.#post({ rpc: 'event', name, value } satisfies Message)
  }

  /** Answers the function that ends the subscription. */
  on<Value>(name: string, listener: (value: Value) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, listeners)
    listeners.add(listener as (value: never) => void)
    return () => listeners.delete(listener as (value: never) => void)
  }

  /** `reason`: what every call fails with; a text is for the log only. */
  close(reason: string | Failure): void {
    this.#closed = isFailure(reason) ? reason : localFailure('internal', reason, {}, true)
    for (const call of this.#open.values()) call.reject(new FailureError(this.#closed))
    this.#open.clear()
  }

  #call(service: string, method: string, args: readonly unknown[]): Promise<unknown> {
    if (this.#closed) return Promise.reject(new FailureError(this.#closed))
    const id = this.#nextId++
    const call = Promise.withResolvers<unknown>()
    this.#open.set(id, call)
    this.#post({ rpc: 'call', id, service, method, args } satisfies Message)
    return call.promise
  }

  /**
   * Several go as one: waking a thread costs far more than the few bytes that it is told, and
   * thousands of small files need thousands of calls.
   */
  #post(message: Message): void {
    if (this.#outbox.push(message) > 1) return
    const flush = (): void => {
      const messages = this.#outbox
      this.#outbox = []
      this.#send(messages)
    }
    if (this.#gatherMs > 0) setTimeout(flush, this.#gatherMs)
    else setImmediate(flush)
  }

  #send(messages: readonly Message[]): void {
    try {
      this.#port.postMessage(messages)
    } catch (error) {
      // One of them cannot be cloned; the others must not be lost with it.
      if (messages.length === 1 && messages[0]) this.#refuse(messages[0], error)
      else for (const message of messages) this.#send([message])
    }
  }

  #refuse(message: Message, error: unknown): void {
    const failure = toFailure(error)
    switch (message.rpc) {
      case 'call':
        this.#settle(message.id)?.reject(new FailureError(failure))
        return
      case 'result':
        this.#port.postMessage([{ rpc: 'failure', id: message.id, failure } satisfies Message])
        return
      case 'event':
      case 'failure':
        throw error
    }
  }

  #receive(message: Message): void {
    switch (message.rpc) {
      case 'call':
        void this.#answer(message)
        return
      case 'result':
        this.#settle(message.id)?.resolve(message.value)
        return
      case 'failure':
        this.#settle(message.id)?.reject(new FailureError(message.failure))
        return
      case 'event':
        for (const listener of this.#listeners.get(message.name) ?? []) {
          listener(message.value as never)
        }
    }
  }

  #settle(id: number): PromiseWithResolvers<unknown> | undefined {
    const call = this.#open.get(id)
    this.#open.delete(id)
    return call
  }

  async #answer(call: Extract<Message, { rpc: 'call' }>): Promise<void> {
    try {
      const service = this.#services.get(call.service)
      const method = service?.[call.method]
      if (!method) throw new Error(`no method ${call.service}.${call.method}`)
      const value = await method.apply(service, [...call.args])
      this.#post({ rpc: 'result', id: call.id, value } satisfies Message)
    } catch (error) {
      const failure = toFailure(error)
      this.#post({ rpc: 'failure', id: call.id, failure } satisfies Message)
    }
  }
}
