import type { TransferChoices } from '../../shared/settings.ts'
import { type Allowance, allowanceAt } from '../../shared/transfer/pace.ts'

export interface PacerOptions {
  readonly now: () => number
  /** What holds from now on; called for every choice and every change of the timetable. */
  readonly onAllowance: (allowance: Allowance, choices: TransferChoices) => void
}

/**
 * Turns the choices of the person into what holds at this moment, and wakes up when the timetable
 * says something else.
 */
export class Pacer {
  readonly #options: PacerOptions
  #choices: TransferChoices
  #timer: NodeJS.Timeout | null = null

  constructor(choices: TransferChoices, options: PacerOptions) {
    this.#choices = choices
    this.#options = options
  }

  set(choices: TransferChoices): void {
    this.#choices = choices
    this.look()
  }

  /** Looks at the clock again: after a start, and when the computer has slept. */
  look(): void {
    this.stop()
    const nowMs = this.#options.now()
    const allowance = allowanceAt(this.#choices, nowMs)
    if (allowance.untilMs !== null) {
      this.#timer = setTimeout(() => this.look(), Math.max(1, allowance.untilMs - nowMs))
    }
    this.#options.onAllowance(allowance, this.#choices)
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
  }
}
