import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright'

const patienceMs = 30_000

/** Prints what the tour does and what it verified; the first thing that does not hold ends it. */
export class Tour {
  readonly folder: string
  #step = 0
  #picture = 0

  constructor(folder: string) {
    this.folder = folder
  }

  async start(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true })
    await mkdir(this.folder, { recursive: true })
  }

  step(title: string): void {
    this.#step += 1
    console.log(`${this.#step}. ${title}`)
  }

  /**
   * Looks until `look` answers `expected` (compared as JSON), and says so; throws with what it saw
   * when that does not come.
   */
  async verify(what: string, look: () => Promise<unknown>, expected: unknown): Promise<void> {
    const wanted = JSON.stringify(expected)
    const deadline = performance.now() + patienceMs
    for (;;) {
      const seen = JSON.stringify(await look().catch((error: unknown) => String(error)))
      if (seen === wanted) break
      if (performance.now() > deadline) {
        throw new Error(`does not hold: ${what}\n  expected ${wanted}\n  saw      ${seen}`)
      }
      await delay(50)
    }
    console.log(`   ok: ${what}`)
  }

  /** Numbered, so that the folder shows them in the order of the tour. */
  async picture(page: Page, name: string): Promise<void> {
    this.#picture += 1
    const number = String(this.#picture).padStart(2, '0')
    const path = join(this.folder, `${number}-${name}.png`)
    await page.screenshot({ path, animations: 'disabled' })
  }
}
