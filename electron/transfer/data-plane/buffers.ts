import type { Crc64Buffer } from '../../oss/crc64.ts'

type Allocate = () => readonly Crc64Buffer[]

/**
 * A fixed number of large buffers, reused for ever: memory stays flat whatever is in flight, and
 * whoever finds none free waits for its turn.
 */
export class BufferPool {
  /** Not called yet; each is called once, when what came before is in use. */
  readonly #allocations: Allocate[]
  readonly #waiting: ((buffer: Crc64Buffer) => void)[] = []
  /** The largest last, which is taken first. */
  readonly #free: Crc64Buffer[] = []

  /** `more`: smaller ones, for when the others do not suffice. */
  constructor(allocate: Allocate, more: Allocate = () => []) {
    this.#allocations = [allocate, more]
  }

  async use<Result>(work: (buffer: Crc64Buffer) => Promise<Result>): Promise<Result> {
    const buffer = await this.#take()
    try {
      return await work(buffer)
    } finally {
      const next = this.#waiting.shift()
      if (next) next(buffer)
      else this.#giveBack(buffer)
    }
  }

  #take(): Crc64Buffer | Promise<Crc64Buffer> {
    while (this.#free.length === 0) {
      const allocate = this.#allocations.shift()
      if (allocate === undefined) break
      this.#free.push(...allocate())
    }
    return this.#free.pop() ?? new Promise((resolve) => this.#waiting.push(resolve))
  }

  #giveBack(buffer: Crc64Buffer): void {
    const largest = this.#free.at(-1)
    if (largest && largest.bytes.byteLength > buffer.bytes.byteLength) this.#free.unshift(buffer)
    else this.#free.push(buffer)
  }
}
