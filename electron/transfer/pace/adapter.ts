import { Concurrency } from './concurrency.ts'

const beatMs = 1000

/** What a file costs beside its bytes: many small ones are work, too. */
export const workOfRequest = 64 * 1024

export interface AdapterOptions {
  /** Whether every connection that may be used is used. */
  readonly isFull: () => boolean
  /** Limits changed. */
  readonly onChange: () => void
}

/** Gives `Concurrency` its beat: while something moves, and not a moment longer. */
export class Adapter {
  readonly #options: AdapterOptions
  readonly #concurrency = new Concurrency()
  #timer: NodeJS.Timeout | null = null

  constructor(options: AdapterOptions) {
    this.#options = options
  }

  limitOf(accountId: string): number {
    return this.#concurrency.limitOf(accountId)
  }

  get largest(): number {
    return this.#concurrency.largest
  }

  moved(accountId: string, work: number): void {
    this.#concurrency.moved(accountId, work)
    this.#timer ??= setInterval(() => this.#beat(), beatMs)
  }

  throttled(accountId: string): void {
    this.#concurrency.throttled(accountId)
    this.#timer ??= setInterval(() => this.#beat(), beatMs)
    this.#options.onChange()
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }

  #beat(): void {
    this.#concurrency.beat(this.#options.isFull())
    if (this.#concurrency.isIdle) this.stop()
    this.#options.onChange()
  }
}
