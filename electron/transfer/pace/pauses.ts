import type { QueueStore } from '../store/queue-store.ts'
import { Alarm } from './alarm.ts'

export interface PausesOptions {
  readonly queue: QueueStore
  readonly now: () => number
  /** Pauses came to their end: something may start. */
  readonly onOver: () => void
}

/** Pauses of transfers. They last, and end by themselves when their time has come. */
export class Pauses {
  readonly #options: PausesOptions
  readonly #alarm: Alarm
  /** What was not to go on by itself at this start, and was not touched since. */
  readonly #held = new Set<number>()

  constructor(options: PausesOptions) {
    this.#options = options
    this.#alarm = new Alarm(options.now, () => this.look())
  }

  /** `untilMs` null = until somebody continues it. */
  pause(id: number, untilMs: number | null): void {
    this.#held.delete(id)
    this.#options.queue.pause(id, untilMs)
    this.look()
  }

  pauseAll(untilMs: number | null): void {
    this.#options.queue.pauseAll(untilMs)
    this.look()
  }

  resume(id: number): void {
    this.#held.delete(id)
    this.#options.queue.resume(id)
    this.look()
  }

  resumeAll(): void {
    this.#held.clear()
    this.#options.queue.resumeAll()
    this.look()
  }

  /** What an earlier run left unfinished waits for the person. */
  holdAll(): void {
    for (const id of this.#options.queue.pauseAll(null)) this.#held.add(id)
  }

  isHeld(id: number): boolean {
    return this.#held.has(id)
  }

  /** Looks at the clock again: after a start, and when the computer has slept. */
  look(): void {
    const { queue, now, onOver } = this.#options
    const isOver = queue.resumeDue(now())
    this.#alarm.set(queue.nextResumeMs())
    if (isOver) onOver()
  }

  stop(): void {
    this.#alarm.stop()
  }
}
