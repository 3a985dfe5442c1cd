import type { TransferChoices } from '../../../shared/settings.ts'
import { type Allowance, allowanceAt } from '../../../shared/transfer/pace.ts'
import { Alarm } from './alarm.ts'

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
  readonly #alarm: Alarm
  #choices: TransferChoices

  constructor(choices: TransferChoices, options: PacerOptions) {
    this.#choices = choices
    this.#options = options
    this.#alarm = new Alarm(options.now, () => this.look())
  }

  set(choices: TransferChoices): void {
    this.#choices = choices
    this.look()
  }

  /** Looks at the clock again: after a start, and when the computer has slept. */
  look(): void {
    const allowance = allowanceAt(this.#choices, this.#options.now())
    this.#alarm.set(allowance.untilMs)
    this.#options.onAllowance(allowance, this.#choices)
  }

  stop(): void {
    this.#alarm.stop()
  }
}
