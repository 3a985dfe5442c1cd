import { expect } from '@playwright/test'
import type { Locator, Page } from 'playwright'
import { en } from '../../../shared/i18n/en.ts'

const words = en.browser

/** The tree, the table and what is done with what they show. */
export class FilesPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get tree(): Locator {
    return this.page.getByRole('tree', { name: words.tree.label })
  }
  get grid(): Locator {
    return this.page.getByRole('grid')
  }
  node(name: string): Locator {
    const label = this.page.getByText(name, { exact: true })
    return this.tree.getByRole('treeitem').filter({ has: label })
  }
  row(name: string): Locator {
    const cell = this.page.getByRole('gridcell').filter({ hasText: exactly(name) })
    return this.grid.getByRole('row').filter({ has: cell })
  }
  /** The names of the rows that are in the page, in their order. */
  async names(): Promise<readonly string[]> {
    return this.grid.locator('[role="row"] [role="gridcell"]:first-child').allTextContents()
  }
  /** Where files can be dropped for the current folder, also while it is empty. */
  get pane(): Locator {
    return this.page.locator('.browser-pane')
  }

  async openBucket(name: string): Promise<void> {
    await this.node(name).click()
  }
  /** Shows the folders below a node of the tree, by its triangle: the table stays where it is. */
  async expand(name: string): Promise<void> {
    await this.node(name).locator('.tree-twist').click()
    await expect(this.node(name)).toHaveAttribute('aria-expanded', 'true')
  }
  async openFolder(name: string): Promise<void> {
    await this.row(name).dblclick()
  }
  async select(...names: readonly string[]): Promise<void> {
    for (const [index, name] of names.entries()) {
      await this.row(name).click(index === 0 ? {} : { modifiers: ['ControlOrMeta'] })
    }
  }
  toolbar(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  async createFolder(name: string): Promise<void> {
    await this.toolbar(words.toolbar.newFolder).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: words.newFolder.name }).fill(name)
    await dialog.getByRole('button', { name: words.newFolder.create }).click()
  }
}

function exactly(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`)
}
