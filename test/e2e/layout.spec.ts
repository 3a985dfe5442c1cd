import { en } from '../../shared/i18n/en.ts'
import { expect, test } from './harness/fixtures.ts'
import { FilesPage } from './pages/files.ts'
import { goodInput, SignInPage } from './pages/sign-in.ts'

const words = en.browser

test('panes come back as they were left, and the tree follows the table', async ({
  launch,
  server,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  await independent('photos').put('2026/trip/1.txt', Buffer.from('one'))
  const first = await launch()
  await new SignInPage(first.page).signIn(goodInput(server))
  const files = new FilesPage(first.page)
  await files.openBucket('photos')
  await files.openFolder('2026')
  await files.openFolder('trip')
  await expect(files.node('trip')).toHaveAttribute('aria-selected', 'true')
  await expect(files.node('2026')).toHaveAttribute('aria-expanded', 'true')

  const width = first.page.getByRole('separator', { name: words.tree.resize })
  const before = Number(await width.getAttribute('aria-valuenow'))
  await width.press('ArrowRight')
  await width.press('ArrowRight')
  const stored = first.page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        window.api.on('settings.changed', ({ layout }) => {
          if (!layout.inspectorOpen) resolve()
        })
      }),
  )
  await files.toolbar(words.toolbar.inspector).click()
  await stored
  await first.close()

  const { page } = await launch()
  const again = page.getByRole('separator', { name: words.tree.resize })
  await expect(again).toHaveAttribute('aria-valuenow', String(before + 32))
  await expect(page.getByRole('complementary', { name: words.inspector.label })).toHaveCount(0)
})
