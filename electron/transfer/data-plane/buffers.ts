import type { Crc64Buffer } from '../../oss/crc64.ts'

/**
 * A fixed number of large buffers, reused for ever: memory stays flat whatever is in flight, and
 * whoever finds none free waits for its turn.
 */
export class BufferPool {
  readonly #allocate: () => Crc64Buffer
  readonly #free: Crc64Buffer[] = []
  readonly #waiting: ((buffer: Crc64Buffer) => void)[] = []
  #left: number

  constructor(count: number, allocate: () => Crc64Buffer) {
    this.#left = count
    this.#allocate = allocate
  }

  async use<Result>(work: (buffer: Crc64Buffer) => Promise<Result>): Promise<Result> {
    const buffer = await this.#take()
    try {
      return await work(buffer)
    } finally {
      const next = this.#waiting.shift()
      if (next) next(buffer)
      else this.#free.push(buffer)
    }
  }

  #take(): Crc64Buffer | Promise<Crc64Buffer> {
    const free = this.#free.pop()
    if (free) return free
    if (this.#left > 0) {
      this.#left--
      return this.#allocate()
    }
    return new Promise((resolve) => this.#waiting.push(resolve))
  }
}
