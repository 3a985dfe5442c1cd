import { setImmediate as turn } from 'node:timers/promises'
import type { Store } from './store/store.ts'
import type { Sweep } from './store/sweep-store.ts'

export interface SweeperOptions {
  readonly store: Store
  readonly now: () => number
  /** Some items changed; `over`: all of them did. */
  readonly onStep: (transferId: number, over: boolean) => void
}

/**
 * Does what is done to all of a transfer, in steps between which everything else goes on. It is
 * remembered until it is over, so `resume` finishes what an earlier run of the program began.
 */
export class Sweeper {
  readonly #options: SweeperOptions
  readonly #running = new Map<number, { stopped: boolean; readonly ended: Promise<void> }>()

  constructor(options: SweeperOptions) {
    this.#options = options
  }

  /** After a start. */
  resume(): void {
    for (const transferId of this.#options.store.sweeps.pending()) {
      // A full disk refuses it now: it stays to be done, and the next start tries again.
      this.go(transferId).catch(() => undefined)
    }
  }

  /**
   * Begins a sweep after the one that is under way, in one transaction with `alongside`; settles
   * when every item is done.
   */
  async run(transferId: number, sweep: Sweep, alongside: () => void): Promise<void> {
    for (let before = this.#running.get(transferId); before; ) {
      await before.ended
      before = this.#running.get(transferId)
    }
    const { store } = this.#options
    store.atomically(() => {
      alongside()
      store.sweeps.begin(transferId, sweep)
    })
    await this.go(transferId)
  }

  /** Goes on with what the transfer's row asks for; settles when that is over. */
  go(transferId: number): Promise<void> {
    const running = this.#running.get(transferId)
    if (running) return running.ended
    const run = { stopped: false, ended: Promise.resolve() }
    this.#running.set(transferId, run)
    run.ended = this.#steps(transferId, run).finally(() => this.#running.delete(transferId))
    return run.ended
  }

  /** The rest is left for `go`. */
  async stop(transferId: number): Promise<void> {
    const running = this.#running.get(transferId)
    if (!running) return
    running.stopped = true
    await running.ended
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((id) => this.stop(id)))
  }

  async #steps(transferId: number, run: { readonly stopped: boolean }): Promise<void> {
    const { store, now, onStep } = this.#options
    while (!run.stopped) {
      const over = store.atomically(() => store.sweeps.step(transferId, now()))
      onStep(transferId, over)
      if (over) return
      await turn()
    }
  }
}
