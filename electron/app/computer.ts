import { powerMonitor, powerSaveBlocker } from 'electron'
import type { Settings } from '../../shared/settings.ts'
import { setAutostart } from './autostart.ts'

type Choices = Pick<Settings, 'keepAwake' | 'startWithSystem'>

interface Sleeper {
  suspend(): Promise<void>
  wake(): Promise<void>
}

/** What the app asks of the computer as a whole, as the person chose. */
export class Computer {
  #choices: Choices
  #busy = false
  #blocker: number | null = null

  constructor(choices: Choices) {
    this.#choices = choices
  }

  /**
   * Only a change is handed on to the system: somebody who took the app out of its own list of what
   * starts keeps it out.
   */
  follow(choices: Choices): void {
    const { startWithSystem } = this.#choices
    this.#choices = choices
    if (choices.startWithSystem !== startWithSystem) setAutostart(choices.startWithSystem)
    this.#keepAwake()
  }

  /** Transfers run: the computer, not its screen, must not fall asleep over them. */
  setBusy(busy: boolean): void {
    this.#busy = busy
    this.#keepAwake()
  }

  /** Tells when it is about to sleep, and when it has woken up. */
  onSleep(sleeper: Sleeper, failed: (error: unknown) => void): void {
    powerMonitor.on('suspend', () => void sleeper.suspend().catch(failed))
    powerMonitor.on('resume', () => void sleeper.wake().catch(failed))
  }

  #keepAwake(): void {
    if (this.#choices.keepAwake && this.#busy) {
      this.#blocker ??= powerSaveBlocker.start('prevent-app-suspension')
    } else if (this.#blocker !== null) {
      powerSaveBlocker.stop(this.#blocker)
      this.#blocker = null
    }
  }
}
