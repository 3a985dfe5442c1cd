import type { Failure } from '../../shared/ipc/failure.ts'

export interface NetworkMonitorOptions {
  /** Whether the service of this account answers at all. Must not throw and must end. */
  readonly probe: (accountId: string, bucket: string) => Promise<boolean>
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  readonly onOffline: (accountId: string, failure: Failure) => void
  readonly onOnline: (accountId: string) => void
}

const firstWaitMs = 1000
const longestWaitMs = 15_000

/**
 * Tells "this request failed" from "there is no network". While an account is offline nothing of it
 * is started and no try is used up; probing goes on by itself, ever more slowly, until it answers.
 */
export class NetworkMonitor {
  readonly #options: NetworkMonitorOptions
  readonly #offline = new Map<string, PromiseWithResolvers<void>>()
  readonly #checks = new Map<string, Promise<boolean>>()
  readonly #stop = new AbortController()

  constructor(options: NetworkMonitorOptions) {
    this.#options = options
  }

  isOffline(accountId: string): boolean {
    return this.#offline.has(accountId)
  }

  get anyOffline(): boolean {
    return this.#offline.size > 0
  }

  /** Probes after a failure. False = offline from now on, until `onOnline`. */
  check(accountId: string, bucket: string, failure: Failure): Promise<boolean> {
    if (this.#offline.has(accountId)) return Promise.resolve(false)
    const running = this.#checks.get(accountId)
    if (running) return running
    const check = this.#options.probe(accountId, bucket).then((online) => {
      this.#checks.delete(accountId)
      if (!online && !this.#stop.signal.aborted) this.#goOffline(accountId, bucket, failure)
      return online
    })
    this.#checks.set(accountId, check)
    return check
  }

  /** Settles when the account is online; rejects when the signal aborts. */
  async online(accountId: string, signal: AbortSignal): Promise<void> {
    const back = this.#offline.get(accountId)
    if (back === undefined) return
    await new Promise<void>((resolve, reject) => {
      const abort = (): void => reject(signal.reason)
      signal.addEventListener('abort', abort, { once: true })
      void back.promise.then(() => {
        signal.removeEventListener('abort', abort)
        resolve()
      })
    })
  }

  stop(): void {
    this.#stop.abort()
  }

  #goOffline(accountId: string, bucket: string, failure: Failure): void {
    this.#offline.set(accountId, Promise.withResolvers())
    this.#options.onOffline(accountId, failure)
    void this.#watch(accountId, bucket)
  }

  async #watch(accountId: string, bucket: string): Promise<void> {
    const { signal } = this.#stop
    for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      await this.#options.sleep(waitMs, signal).catch(() => undefined)
      if (signal.aborted) return
      if (await this.#options.probe(accountId, bucket)) break
      if (signal.aborted) return
    }
    this.#offline.get(accountId)?.resolve()
    this.#offline.delete(accountId)
    this.#options.onOnline(accountId)
  }
}
