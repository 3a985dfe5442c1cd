import { fsync } from 'node:fs'
import { promisify } from 'node:util'

const toDisk = promisify(fsync)

interface Waiting {
  readonly file: number
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/**
 * Brings files to the disk in rounds: what asks while a round is under way goes with the next one, all
 * at the same time. File systems write many files that are flushed together with far fewer commits of
 * their journal than one after the other.
 */
export class Flusher {
  #waiting: Waiting[] = []
  #busy = false

  /** As `fsync`. The file must stay open until this settles. */
  flush(file: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ file, resolve, reject })
      if (!this.#busy) void this.#run()
    })
  }

  async #run(): Promise<void> {
    this.#busy = true
    while (this.#waiting.length > 0) {
      const round = this.#waiting
      this.#waiting = []
      await Promise.all(
        round.map(({ file, resolve, reject }) => toDisk(file).then(resolve, reject)),
      )
    }
    this.#busy = false
  }
}
