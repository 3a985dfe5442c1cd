import { powerMonitor, powerSaveBlocker } from 'electron'

/** Keeps the computer, not its screen, from falling asleep while there is work and it is wanted. */
export class KeepAwake {
  #wanted: boolean
  #busy = false
  #blocker: number | null = null

  constructor(wanted: boolean) {
    this.#wanted = wanted
  }

  want(wanted: boolean): void {
    this.#wanted = wanted
    this.#apply()
  }

  setBusy(busy: boolean): void {
    this.#busy = busy
    this.#apply()
  }

  #apply(): void {
    if (this.#wanted && this.#busy) {
      this.#blocker ??= powerSaveBlocker.start('prevent-app-suspension')
    } else if (this.#blocker !== null) {
      powerSaveBlocker.stop(this.#blocker)
      this.#blocker = null
    }
  }
}

/** Calls when the computer is about to sleep and when it has woken up. Neither may throw. */
export function watchSleep(onSuspend: () => void, onResume: () => void): void {
  powerMonitor.on('suspend', onSuspend)
  powerMonitor.on('resume', onResume)
}
