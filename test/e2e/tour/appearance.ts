import type { Page } from 'playwright'
import { en } from '../../../shared/i18n/en.ts'
import { zhCn } from '../../../shared/i18n/zh-cn.ts'
import { openFolder } from './browse.ts'
import type { Tour } from './step.ts'

const words = en.common.settings

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: label }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

export async function appearance(tour: Tour, page: Page): Promise<void> {
  tour.step('Dark mode, and Chinese')
  await openFolder(page, 'photos', '2025')
  await page.getByRole('button', { name: en.browser.toolbar.more, exact: true }).click()
  await page.getByRole('menuitem', { name: en.browser.toolbar.preferences }).click()
  await choose(page, words.theme, words.themeDark)
  await page.locator('html[data-theme="dark"]').waitFor()
  tour.verified('the window is dark', true)
  await tour.picture(page, '12-preferences-dark')
  await choose(page, words.language, words.languageZhCn)
  await page.locator('html[lang="zh-CN"]').waitFor()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: zhCn.common.actions.done, exact: true })
    .click()
  await page.getByRole('button', { name: zhCn.browser.toolbar.upload, exact: true }).waitFor()
  tour.verified('the window speaks Chinese', true)
  await tour.picture(page, '13-dark-chinese')
}
