import type { Page } from 'playwright'
import { en } from '../../../shared/i18n/en.ts'
import { zhCn } from '../../../shared/i18n/zh-cn.ts'
import { FilesPage } from '../pages/files.ts'
import type { Scene } from './scene.ts'

const words = en.settings

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('button', { name: label }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

export async function appearance({ tour, desk }: Scene): Promise<void> {
  const { page } = desk
  tour.step('Dark mode, and Chinese')
  const files = new FilesPage(page)
  await files.openBucket('photos')
  await files.openFolder('2025')
  await page.getByRole('button', { name: en.browser.toolbar.more, exact: true }).click()
  await page.getByRole('menuitem', { name: en.browser.toolbar.preferences }).click()
  await choose(page, words.appearance.theme, words.appearance.themeDark)
  // As luminance: whatever the tokens say, this is what a person sees.
  const brightness = async (): Promise<boolean> => {
    const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const [red = 255, green = 255, blue = 255] = (colour.match(/[\d.]+/g) ?? []).map(Number)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 60
  }
  await tour.verify('the window is dark', brightness, true)
  await tour.picture(page, 'preferences-dark')
  await choose(page, words.appearance.language, words.appearance.languageZhCn)
  const language = () => page.evaluate(() => document.documentElement.lang)
  await tour.verify('the page is marked as Chinese', language, 'zh-CN')
  await tour.picture(page, 'preferences-chinese')
  await page.getByRole('button', { name: zhCn.settings.back, exact: true }).click()
  const button = page.getByRole('button', { name: zhCn.browser.toolbar.upload, exact: true })
  await tour.verify('its buttons speak Chinese', () => button.isVisible(), true)
  const heads = async (): Promise<readonly string[]> =>
    (await files.grid.getByRole('columnheader').allTextContents()).slice(0, 2)
  const { name, size } = zhCn.browser.table
  await tour.verify('and so do the columns', heads, [name, size])
  await tour.picture(page, 'dark-chinese')
}
