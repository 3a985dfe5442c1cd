import { CancelledError } from '../oss/errors.ts'

/**
 * The connections that all transfers share. Whoever wants one waits in the line of its transfer; the
 * line of the lowest rank is served first, and lines of one rank in turn.
 */
export class ConnectionBudget {
  #limit: number
  #held = 0
  readonly #rankOf: (transferId: number) => number
  readonly #lines = new Map<number, (() => void)[]>()

  constructor(limit: number, rankOf: (transferId: number) => number = () => 0) {
    this.#limit = limit
    this.#rankOf = rankOf
  }

  get limit(): number {
    return this.#limit
  }

  /** Connections that nobody holds and nobody waits for. */
  get idle(): number {
    return this.#lines.size > 0 ? 0 : Math.max(0, this.#limit - this.#held)
  }

  setLimit(limit: number): void {
    this.#limit = limit
    this.#serve()
  }

  /** Throws `client.cancelled` when the signal aborts before or while it waits. */
  async use<Result>(
    transferId: number,
    signal: AbortSignal,
    work: () => Promise<Result>,
  ): Promise<Result> {
    await this.#acquire(transferId, signal)
    try {
      return await work()
    } finally {
      this.#held--
      this.#serve()
    }
  }

  #acquire(transferId: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(new CancelledError())
    if (this.#held < this.#limit && this.#lines.size === 0) {
      this.#held++
      return Promise.resolve()
    }
    return new Promise((resolve, reject) => {
      const enter = (): void => {
        signal.removeEventListener('abort', leave)
        this.#held++
        resolve()
      }
      const leave = (): void => {
        this.#remove(transferId, enter)
        reject(new CancelledError())
      }
      signal.addEventListener('abort', leave, { once: true })
      const line = this.#lines.get(transferId)
      if (line) line.push(enter)
      else this.#lines.set(transferId, [enter])
    })
  }

  #serve(): void {
    while (this.#held < this.#limit) {
      const transferId = this.#next()
      const line = transferId === null ? undefined : this.#lines.get(transferId)
      if (transferId === null || line === undefined) return
      const enter = line.shift()
      // To the end of the turn order, or out of it.
      this.#lines.delete(transferId)
      if (line.length > 0) this.#lines.set(transferId, line)
      enter?.()
    }
  }

  /** The transfer whose line is served next; null = nobody waits. */
  #next(): number | null {
    const [first, ...others] = this.#lines.keys()
    if (first === undefined) return null
    // Usually there is one, and nothing to compare.
    if (others.length === 0) return first
    let best = { transferId: first, rank: this.#rankOf(first) }
    for (const transferId of others) {
      const rank = this.#rankOf(transferId)
      if (rank < best.rank) best = { transferId, rank }
    }
    return best.transferId
  }

  #remove(transferId: number, enter: () => void): void {
    const line = this.#lines.get(transferId)?.filter((waiting) => waiting !== enter)
    if (line === undefined || line.length === 0) this.#lines.delete(transferId)
    else this.#lines.set(transferId, line)
  }
}
