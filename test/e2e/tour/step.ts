import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'

/** Prints what the tour does and what it verified; the first thing that does not hold ends it. */
export class Tour {
  readonly folder: string
  #step = 0

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

  /** States what was verified; throws when it does not hold. */
  verified(what: string, holds: boolean): void {
    if (!holds) throw new Error(`does not hold: ${what}`)
    console.log(`   ok: ${what}`)
  }

  async picture(page: Page, name: string): Promise<void> {
    await page.screenshot({ path: join(this.folder, `${name}.png`) })
  }
}
