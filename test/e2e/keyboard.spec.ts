import type { Page } from 'playwright'
import { en } from '../../shared/i18n/en.ts'
import { expect, test } from './harness/fixtures.ts'
import { FilesPage } from './pages/files.ts'
import { goodInput } from './pages/sign-in.ts'

const words = en.browser

/** Walks with Tab until the element that has the focus fits; never with the mouse. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    const fits = await page.evaluate(
      (selector) => document.activeElement?.matches(selector),
      wanted,
    )
    if (fits === true) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the Tab key never came to ${wanted}`)
}

/** Goes down the open menu to the entry and takes it. */
async function takeEntry(page: Page, label: string): Promise<void> {
  const entry = page.getByRole('menuitem', { name: label, exact: true })
  await entry.waitFor()
  for (let step = 0; step < 20; step += 1) {
    if (await entry.evaluate((element) => element === document.activeElement)) break
    await page.keyboard.press('ArrowDown')
  }
  await expect(entry).toBeFocused()
  await page.keyboard.press('Enter')
}

async function signInByKeys(page: Page, input: ReturnType<typeof goodInput>): Promise<void> {
  const type = async (text: string): Promise<void> => page.keyboard.insertText(text)
  const field = (label: string) => page.getByRole('textbox', { name: label, exact: true })
  await page.getByRole('heading', { name: en.accounts.welcome }).waitFor()
  await tabTo(page, 'input[type=text], input:not([type])')
  await expect(field(en.accounts.accessKeyId)).toBeFocused()
  await type(input.accessKeyId)
  await page.keyboard.press('Tab')
  await type(input.accessKeySecret)
  await tabTo(page, 'input[type=radio][value=region]')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Tab')
  await expect(field(en.accounts.host)).toBeFocused()
  await type(input.host)
  await page.keyboard.press('Tab')
  await type(input.region)
  await page.keyboard.press('Enter')
}

test('the main job without a mouse', async ({ launch, server, independent }) => {
  server.createBucket({ name: 'albums' })
  server.createBucket({ name: 'photos' })
  for (const key of ['2025/a.txt', '2025/b.txt', '2026/c.txt', 'z.txt']) {
    await independent('photos').put(key, Buffer.from(key))
  }
  const desk = await launch()
  const { page } = desk
  const files = new FilesPage(page)
  const { keyboard } = page
  await signInByKeys(page, goodInput(server))

  // The tree: down to the second bucket, open its folders, show the first of them.
  await files.node('photos').waitFor()
  await tabTo(page, '[role=tree]')
  for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'ArrowRight']) await keyboard.press(key)
  await files.node('2025').waitFor()
  await keyboard.press('ArrowRight')
  await keyboard.press('Enter')
  await expect(files.row('a.txt')).toBeVisible()
  await expect(files.node('2025')).toHaveAttribute('aria-selected', 'true')

  // The table: up to the bucket, into a folder by its first letters, back up.
  await tabTo(page, '[role=grid]')
  await keyboard.press('Backspace')
  await expect(files.row('z.txt')).toBeVisible()
  await keyboard.type('2026')
  await expect(files.row('2026')).toHaveAttribute('aria-selected', 'true')
  await keyboard.press('Enter')
  await expect(files.row('c.txt')).toBeVisible()
  await keyboard.press('Alt+ArrowUp')
  await expect(files.row('z.txt')).toBeVisible()

  // A new folder from the context menu; the focus comes back to the table.
  await keyboard.press('Shift+F10')
  await takeEntry(page, words.actions.newFolder)
  await expect(page.getByRole('textbox', { name: words.newFolder.name })).toBeFocused()
  await keyboard.insertText('by keys')
  await keyboard.press('Enter')
  await expect(files.row('by keys')).toBeVisible()
  await expect(files.grid).toBeFocused()

  // Select two folders, delete them after the question; its safe answer has the focus.
  await keyboard.press('Home')
  await keyboard.press('Shift+ArrowDown')
  await expect(files.row('2026')).toHaveAttribute('aria-selected', 'true')
  await keyboard.press('Delete')
  const question = page.getByRole('alertdialog')
  await expect(question.getByRole('button', { name: en.common.actions.cancel })).toBeFocused()
  await expect(question.getByRole('button', { name: words.delete.confirm(3, '3') })).toBeEnabled()
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  await expect(files.row('2025')).toHaveCount(0)
  await expect(files.row('2026')).toHaveCount(0)

  // The settings of a bucket from the tree.
  await tabTo(page, '[role=tree]')
  await keyboard.press('Home')
  await keyboard.press('ArrowDown')
  await keyboard.press('Shift+F10')
  await takeEntry(page, words.actions.bucketSettings)
  await tabTo(page, 'input[type=radio]')
  await keyboard.press('ArrowDown')
  await expect(page.getByText(en.config.acl.risk.publicRead)).toBeVisible()

  // Preferences from the toolbar's menu, and back to the files.
  await tabTo(page, `button[aria-label="${words.toolbar.more}"]`)
  await keyboard.press('Enter')
  await takeEntry(page, words.toolbar.preferences)
  await expect(page.getByRole('heading', { name: en.settings.title })).toBeVisible()
  await tabTo(page, `button[aria-label="${en.settings.back}"]`)
  await keyboard.press('Enter')
  await expect(page.getByRole('grid')).toBeVisible()
  expect(desk.pageErrors).toEqual([])
})
