import type { DatabaseSync } from 'node:sqlite'

/**
 * Group commit. The writes of all requests that the event loop serves in one turn share a
 * transaction: many small objects then cost little more than one. Nobody hears of a write before
 * `settled` says that it lasts.
 */
export class Journal {
  readonly #database: DatabaseSync
  readonly #onUndone: () => void
  #group: Group | null = null
  #savepoints = 0

  /** `onUndone`: the writes of a group are lost, and whatever was remembered of them is wrong. */
  constructor(database: DatabaseSync, onUndone: () => void) {
    this.#database = database
    this.#onUndone = onUndone
  }

  /** To be called before every write. */
  begin(): void {
    if (this.#group !== null) return
    this.#database.exec('BEGIN IMMEDIATE')
    this.#group = new Group()
    setImmediate(() => this.flush())
  }

  /** Everything or nothing; the function must not wait for anything. Nests. */
  atomically<T>(work: () => T): T {
    this.begin()
    this.#savepoints += 1
    const name = `nested_${this.#savepoints}`
    this.#database.exec(`SAVEPOINT ${name}`)
    try {
      const result = work()
      this.#database.exec(`RELEASE ${name}`)
      return result
    } catch (error) {
      this.#database.exec(`ROLLBACK TO ${name}`)
      this.#database.exec(`RELEASE ${name}`)
      throw error
    } finally {
      this.#savepoints -= 1
    }
  }

  /** Once what is written now lasts; never when it does not. */
  afterCommit(work: () => void): void {
    if (this.#group === null) setImmediate(work)
    else this.#group.afterwards.push(work)
  }

  /** Null when nothing is on its way to the disk. Rejects when it did not get there. */
  settled(): Promise<void> | null {
    return this.#group === null ? null : this.#group.settled()
  }

  /** Commits now what the next turn of the event loop would commit. */
  flush(): void {
    const group = this.#group
    if (group === null || !this.#database.isOpen) return
    this.#group = null
    try {
      this.#database.exec('COMMIT')
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
      this.#onUndone()
      group.fail(error)
      return
    }
    group.succeed()
  }
}

class Group {
  readonly afterwards: (() => void)[] = []
  #settled: Promise<void> | null = null
  #resolve: () => void = () => undefined
  #reject: (error: unknown) => void = () => undefined

  /** Made on demand: a group that nobody waits for may fail in silence. */
  settled(): Promise<void> {
    this.#settled ??= new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    return this.#settled
  }

  succeed(): void {
    this.#resolve()
    for (const work of this.afterwards) work()
  }

  fail(error: unknown): void {
    this.#reject(error)
  }
}
