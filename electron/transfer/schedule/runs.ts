import type { Try } from '../run/context.ts'
import type { ItemRecord, TransferRecord } from '../store/records.ts'

/** What is chosen to be one try: one file, or a batch of deletions. */
export interface Choice {
  readonly transfer: TransferRecord
  readonly items: readonly ItemRecord[]
}

interface Run extends Choice {
  readonly abort: AbortController
  readonly halt: AbortController
  readonly ended: Promise<void>
}

/** How long requests in flight have to arrive when a transfer pauses. */
const graceMs = 5000

/** The tries that are under way, and how they are ended before their time. */
export class Runs {
  readonly #runs = new Set<Run>()

  get all(): readonly Choice[] {
    return [...this.#runs]
  }

  /** `work` must not throw; `ended` is called when it is over and no longer among the others. */
  start(
    choice: Choice,
    work: (signals: Pick<Try, 'signal' | 'halting'>) => Promise<void>,
    ended: () => void,
  ): void {
    const abort = new AbortController()
    const halt = new AbortController()
    const run: Run = {
      ...choice,
      abort,
      halt,
      ended: work({ signal: abort.signal, halting: halt.signal }).finally(() => {
        this.#runs.delete(run)
        ended()
      }),
    }
    this.#runs.add(run)
  }

  /**
   * Ends what is under way for one transfer (null = for all of them) and waits until it has let go
   * of everything. `soon`: requests in flight have a few seconds to arrive, so that nothing has to be
   * sent twice. Whoever does not want to wait for that calls it again with `now`.
   */
  async interrupt(transferId: number | null, when: 'soon' | 'now'): Promise<void> {
    const runs = [...this.#runs].filter(
      (run) => transferId === null || run.transfer.id === transferId,
    )
    const abortAll = (): void => {
      for (const run of runs) run.abort.abort()
    }
    for (const run of runs) run.halt.abort()
    const limit = when === 'soon' ? setTimeout(abortAll, graceMs) : null
    if (limit === null) abortAll()
    await Promise.all(runs.map((run) => run.ended))
    if (limit !== null) clearTimeout(limit)
  }
}
