import { CancelledError } from '../../oss/errors.ts'

/** What a budget is told of transfers; asked anew each time, because it changes. */
export interface BudgetRules {
  /** Lower is served first. */
  readonly rankOf: (transferId: number) => number
  readonly accountOf: (transferId: number) => string
  /** How many connections one account may hold of those that there are. */
  readonly ceilingOf: (accountId: string) => number
}

const noRules: BudgetRules = {
  rankOf: () => 0,
  accountOf: () => '',
  ceilingOf: () => Number.POSITIVE_INFINITY,
}

/**
 * The connections that all transfers share. Whoever wants one waits in the line of its transfer; the
 * line of the lowest rank is served first, and lines of one rank in turn.
 */
export class ConnectionBudget {
  #limit: number
  #held = 0
  readonly #rules: BudgetRules
  readonly #heldBy = new Map<string, number>()
  readonly #lines = new Map<number, (() => void)[]>()

  constructor(limit: number, rules: BudgetRules = noRules) {
    this.#limit = limit
    this.#rules = rules
  }

  get limit(): number {
    return this.#limit
  }

  /** Whether everything that may be held is held, or waited for. */
  get isFull(): boolean {
    return this.#lines.size > 0 || this.#held >= this.#limit
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
    const accountId = this.#rules.accountOf(transferId)
    await this.#acquire(transferId, accountId, signal)
    try {
      return await work()
    } finally {
      this.#count(accountId, -1)
      this.#serve()
    }
  }

  #acquire(transferId: number, accountId: string, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(new CancelledError())
    if (this.#held < this.#limit && this.#lines.size === 0 && this.#mayHold(accountId)) {
      this.#count(accountId, 1)
      return Promise.resolve()
    }
    return new Promise((resolve, reject) => {
      const enter = (): void => {
        signal.removeEventListener('abort', leave)
        this.#count(accountId, 1)
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
      // Those in line may wait for their account's ceiling only.
      this.#serve()
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

  /** The transfer whose line is served next; null = nobody who waits may be. */
  #next(): number | null {
    const { accountOf, rankOf } = this.#rules
    let best: { readonly transferId: number; readonly rank: number } | null = null
    for (const transferId of this.#lines.keys()) {
      if (!this.#mayHold(accountOf(transferId))) continue
      const rank = rankOf(transferId)
      if (best === null || rank < best.rank) best = { transferId, rank }
    }
    return best?.transferId ?? null
  }

  #mayHold(accountId: string): boolean {
    return (this.#heldBy.get(accountId) ?? 0) < this.#rules.ceilingOf(accountId)
  }

  #count(accountId: string, change: 1 | -1): void {
    this.#held += change
    this.#heldBy.set(accountId, (this.#heldBy.get(accountId) ?? 0) + change)
  }

  #remove(transferId: number, enter: () => void): void {
    const line = this.#lines.get(transferId)?.filter((waiting) => waiting !== enter)
    if (line === undefined || line.length === 0) this.#lines.delete(transferId)
    else this.#lines.set(transferId, line)
  }
}
