import type { Crc64Buffer } from '../../oss/crc64.ts'

/**
 * A fixed number of large buffers, reused for ever: memory stays flat whatever is in flight, and
 * whoever finds none free waits for its turn.
 */
export class BufferPool {
  readonly #allocate: () => readonly Crc64Buffer[]
  readonly #waiting: ((buffer: Crc64Buffer) => void)[] = []
  #free: Crc64Buffer[] | null = null

  /** `allocate` is called once, when the first is needed. */
  constructor(allocate: () => readonly Crc64Buffer[]) {
    this.#allocate = allocate
  }

  async use<Result>(work: (buffer: Crc64Buffer) => Promise<Result>): Promise<Result> {
    const buffer = await this.#take()
    try {
      return await work(buffer)
    } finally {
      const next = this.#waiting.shift()
      if (next) next(buffer)
      else this.#free?.push(buffer)
    }
  }

  #take(): Crc64Buffer | Promise<Crc64Buffer> {
    this.#free ??= [...this.#allocate()]
    return this.#free.pop() ?? new Promise((resolve) => this.#waiting.push(resolve))
  }
}
