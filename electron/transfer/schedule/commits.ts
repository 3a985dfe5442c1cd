import type { Store } from '../store/store.ts'

const gatherMs = 4

interface Pending {
  readonly work: () => unknown
  readonly resolve: (result: never) => void
  readonly reject: (error: unknown) => void
}

/**
 * Gathers what is to be written within a few milliseconds into one transaction: with thousands
 * of small files a second, beginning and ending transactions would cost more than the rows.
 */
export class Commits {
  readonly #store: Pick<Store, 'atomically'>
  #pending: Pending[] = []

  constructor(store: Pick<Store, 'atomically'>) {
    this.#store = store
  }

  /** Settles when `work` is written; rejects with what it throws, and then nothing of it is. */
  write<Result>(work: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      const pending = { work, resolve: resolve as Pending['resolve'], reject }
      if (this.#pending.push(pending) > 1) return
      setTimeout(() => this.#flush(this.#take()), gatherMs)
    })
  }

  #take(): readonly Pending[] {
    const pending = this.#pending
    this.#pending = []
    return pending
  }

  #flush(gathered: readonly Pending[]): void {
    try {
      const results = this.#store.atomically(() => gathered.map(({ work }) => work()))
      for (const [index, { resolve }] of gathered.entries()) resolve(results[index] as never)
    } catch (error) {
      // After a failure together, each for itself: one does not take the others with it.
      if (gathered.length > 1) for (const one of gathered) this.#flush([one])
      else gathered[0]?.reject(error)
    }
  }
}
