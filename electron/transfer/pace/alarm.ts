/** Timers cannot wait longer. */
const longestMs = 2 ** 31 - 1

/** Rings at a moment of the clock on the wall, and not before it. */
export class Alarm {
  readonly #now: () => number
  readonly #ring: () => void
  #timer: NodeJS.Timeout | null = null

  constructor(now: () => number, ring: () => void) {
    this.#now = now
    this.#ring = ring
  }

  /**
   * Instead of what was set before; null = never. Timers stand still while the computer sleeps: it has
   * to be set again then.
   */
  set(atMs: number | null): void {
    this.stop()
    if (atMs === null) return
    const waitMs = Math.min(longestMs, Math.max(1, atMs - this.#now()))
    this.#timer = setTimeout(() => {
      if (this.#now() < atMs) this.set(atMs)
      else this.#ring()
    }, waitMs)
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
  }
}
