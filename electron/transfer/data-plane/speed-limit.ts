import type { SpeedLimits } from '../../../shared/transfer/pace.ts'

export type Direction = 'upload' | 'download'

/** Where each limit has its rate (bytes a second, 0 = none) and the moment its next byte may move. */
const places = { total: 0, upload: 2, download: 4 } as const
const fields = 6

/** Time that was not used may be caught up on, so that a timer that is late costs no speed. */
const creditNs = 200_000_000n
/** How much of a second one piece may fill, and how soon a change of the limits is noticed. */
const piecesPerSecond = 16
const lookAgainMs = 100

interface SpeedClock {
  /** Nanoseconds of a clock that all threads share and that never goes back. */
  readonly nowNs: () => bigint
  /** Never rejects; ends early when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

/**
 * How fast bytes may move, over all threads at once. For every limit there is one moment in shared
 * memory at which its next byte may move; whoever moves bytes puts it off by what they take and
 * waits for the moment that it was before. So bytes flow evenly, and in the order of asking.
 */
export class SpeedLimit {
  readonly #clock: SpeedClock
  readonly #memory: SharedArrayBuffer
  readonly #values: BigInt64Array
  /** Goes up with every change, so that those who wait by old limits ask again. */
  readonly #version: Int32Array

  constructor(memory: SharedArrayBuffer, clock: SpeedClock = systemClock) {
    this.#clock = clock
    this.#memory = memory
    this.#values = new BigInt64Array(memory, 0, fields)
    this.#version = new Int32Array(memory, fields * 8, 1)
  }

  /** Memory without limits, to be handed to every thread. */
  static allocate(): SharedArrayBuffer {
    return new SharedArrayBuffer(fields * 8 + 8)
  }

  get memory(): SharedArrayBuffer {
    return this.#memory
  }

  /** Holds at once, in every thread, also for what waits already. */
  set(limits: SpeedLimits): void {
    for (const name of ['total', 'upload', 'download'] as const) {
      Atomics.store(this.#values, places[name], BigInt(Math.round(limits[name] ?? 0)))
      Atomics.store(this.#values, places[name] + 1, 0n)
    }
    Atomics.add(this.#version, 0, 1)
  }

  /** How many bytes to take at once at most, so that they flow evenly; null = any number. */
  pieceBytes(direction: Direction): number | null {
    const rates = [places.total, places[direction]]
      .map((place) => Number(Atomics.load(this.#values, place)))
      .filter((rate) => rate > 0)
    return rates.length === 0 ? null : Math.ceil(Math.min(...rates) / piecesPerSecond)
  }

  /**
   * Waits until `bytes` may move; null = they may at once. Settles early when the signal aborts:
   * what asked finds that out by itself.
   */
  take(direction: Direction, bytes: number, signal: AbortSignal): Promise<void> | null {
    const version = Atomics.load(this.#version, 0)
    const atNs = this.#reserve(direction, bytes)
    return atNs <= this.#clock.nowNs() ? null : this.#wait(direction, bytes, atNs, version, signal)
  }

  async #wait(
    direction: Direction,
    bytes: number,
    atNs: bigint,
    version: number,
    signal: AbortSignal,
  ): Promise<void> {
    while (!signal.aborted) {
      const leftNs = atNs - this.#clock.nowNs()
      if (leftNs <= 0n) return
      await this.#clock.sleep(Math.min(lookAgainMs, Number(leftNs) / 1e6), signal)
      if (Atomics.load(this.#version, 0) !== version) {
        await this.take(direction, bytes, signal)
        return
      }
    }
  }

  /** The moment at which both limits that concern these bytes let them go. */
  #reserve(direction: Direction, bytes: number): bigint {
    const nowNs = this.#clock.nowNs()
    const total = this.#reserveOf(places.total, bytes, nowNs)
    const own = this.#reserveOf(places[direction], bytes, nowNs)
    return total > own ? total : own
  }

  #reserveOf(place: number, bytes: number, nowNs: bigint): bigint {
    const rate = Atomics.load(this.#values, place)
    if (rate === 0n) return 0n
    const takesNs = (BigInt(bytes) * 1_000_000_000n) / rate
    for (;;) {
      const freeNs = Atomics.load(this.#values, place + 1)
      const earliest = nowNs - creditNs
      const startNs = freeNs > earliest ? freeNs : earliest
      const next = startNs + takesNs
      if (Atomics.compareExchange(this.#values, place + 1, freeNs, next) === freeNs) return startNs
    }
  }
}

const systemClock: SpeedClock = {
  nowNs: () => process.hrtime.bigint(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', end)
        resolve()
      }
      const timer = setTimeout(end, ms)
      signal.addEventListener('abort', end, { once: true })
    }),
}
