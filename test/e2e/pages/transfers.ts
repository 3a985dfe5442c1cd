import type { Locator, Page } from 'playwright'
import { en } from '../../../shared/i18n/en.ts'

const words = en.transfers

/** The drawer of transfers. */
export class TransfersPanel {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  async open(): Promise<void> {
    await this.#page.getByRole('button', { name: new RegExp(`^${words.show}`) }).click()
  }
  async hide(): Promise<void> {
    await this.#page
      .getByRole('button', { name: new RegExp(`^${words.hide}`) })
      .first()
      .click()
  }
  get drawer(): Locator {
    return this.#page.getByRole('region', { name: words.title })
  }
  /** Newest first. */
  get all(): Locator {
    return this.drawer.getByRole('listitem').filter({ has: this.#page.getByRole('progressbar') })
  }
  get newest(): Locator {
    return this.drawer.getByRole('list', { name: words.title }).getByRole('listitem').first()
  }
  button(action: keyof typeof words.actions): Locator {
    const text = words.actions[action]
    const name = typeof text === 'string' ? text : patternOf(text)
    return this.newest.getByRole('button', { name }).first()
  }
}

/** The text around the name that a label holds. */
function patternOf(text: (name: string) => string): RegExp {
  const escaped = text('\u0000').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replace('\u0000', '.*')}$`)
}
