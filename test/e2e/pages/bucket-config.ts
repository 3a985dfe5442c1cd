import type { Locator, Page } from 'playwright'
import { en } from '../../../shared/i18n/en.ts'
import type { FilesPage } from './files.ts'

const words = en.config

/** The settings of a bucket. */
export class BucketConfigPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** From the tree, by its menu. */
  async open(files: FilesPage, bucket: string): Promise<void> {
    await files.node(bucket).click({ button: 'right' })
    await this.page
      .getByRole('menuitem', { name: en.browser.actions.bucketSettings, exact: true })
      .click()
  }
  async section(name: 'acl' | 'cors' | 'lifecycle'): Promise<void> {
    await this.page.getByRole('option', { name: words[name].nav }).click()
    await this.page.getByRole('heading', { name: words[name].title }).waitFor()
  }
  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }
  field(name: string): Locator {
    return this.page.getByRole('textbox', { name, exact: true })
  }
  check(name: string): Locator {
    return this.page.getByRole('checkbox', { name })
  }
  /** A card of a group: the input itself is not what a person clicks. */
  async choose(title: string): Promise<void> {
    await this.page.getByText(title, { exact: true }).click()
  }
  async start(title: string): Promise<void> {
    await this.page.getByRole('button', { name: title }).click()
  }
  async review(): Promise<void> {
    await this.button(words.page.review).click()
  }
  get applied(): Locator {
    return this.page.getByText(words.page.applied)
  }
}
