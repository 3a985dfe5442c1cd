import type { Page } from 'playwright'
import { en } from '../../shared/i18n/en.ts'
import { expect, test } from './harness/fixtures.ts'
import { leaveMillion, million, nameAt } from './harness/million.ts'
import { goodInput, SignInPage } from './pages/sign-in.ts'
import { TransfersPanel } from './pages/transfers.ts'

const words = en.transfers

test('a million files that wait show at any place of their list, and can be cancelled', async ({
  launch,
  server,
  userDataDir,
}) => {
  server.createBucket({ name: 'photos' })
  leaveMillion(userDataDir)
  const { page } = await launch()
  await new SignInPage(page).signIn(goodInput(server))
  const panel = new TransfersPanel(page)
  await panel.open()
  await expect(panel.newest).toContainText('1,000,000')
  await panel.button('showItems').click()
  const list = panel.drawer.getByRole('region', { name: words.items.label('photos') })
  // Some failed: those are what a person wants to see first.
  await expect(list.getByRole('listitem')).toHaveCount(3)
  await choose(page, words.items.filters.all)
  await expect(list).toContainText(nameAt(0))
  for (const part of [0.25, 0.5, 1]) {
    await list.evaluate((element, at) => {
      element.scrollTop = element.scrollHeight * at
    }, part)
    await expect(list).toContainText(nameAt(Math.min(million - 1, million * part)))
    expect(await list.getByRole('listitem').count()).toBeLessThan(60)
  }
  await panel.button('cancel').click()
  await expect(panel.newest).toContainText(words.states.cancelled)
  await panel.button('remove').click()
  await expect(panel.all).toHaveCount(0)
})

async function choose(page: Page, filter: string): Promise<void> {
  await page.getByRole('button', { name: words.items.show }).click()
  await page.getByRole('option', { name: filter, exact: true }).click()
}
