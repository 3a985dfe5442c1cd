import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator } from 'playwright'
import { en } from '../../shared/i18n/en.ts'
import { dropFiles } from './harness/drop-files.ts'
import { expect, test } from './harness/fixtures.ts'
import { BucketConfigPage } from './pages/bucket-config.ts'
import { FilesPage } from './pages/files.ts'
import { goodInput, SignInPage } from './pages/sign-in.ts'

const { acl, page: words } = en.config

function outlineOf(element: Locator): Promise<string> {
  return element.evaluate((shown) => getComputedStyle(shown).outlineStyle)
}

test('what is selected is seen where a person chose all colours', async ({ launch, server }) => {
  server.createBucket({ name: 'photos' })
  const { page } = await launch()
  await new SignInPage(page).signIn(goodInput(server))
  const files = new FilesPage(page)
  await files.openBucket('photos')
  await files.createFolder('trip')
  await files.select('trip')
  await files.row('trip').hover()
  expect(await outlineOf(files.row('trip'))).toBe('none')
  await page.emulateMedia({ forcedColors: 'active' })
  expect(await outlineOf(files.row('trip'))).toBe('solid')
  expect(await outlineOf(files.node('photos'))).toBe('solid')
})

test('a notice does not lie over the bar of what is not applied yet', async ({
  launch,
  server,
  folder,
}) => {
  server.createBucket({ name: 'photos' })
  const local = join(folder, 'a.txt')
  await writeFile(local, 'a')
  const { page } = await launch()
  await new SignInPage(page).signIn(goodInput(server))
  const files = new FilesPage(page)
  const settings = new BucketConfigPage(page)
  await settings.open(files, 'photos')
  await settings.choose(acl.choice['public-read'])
  await dropFiles(page, files.node('photos'), [local])
  const notice = page.locator('.notice-bar')
  await notice.waitFor()
  const [above, bar] = await Promise.all([
    notice.boundingBox(),
    page.locator('.config-bar', { has: settings.button(words.review) }).boundingBox(),
  ])
  if (!above || !bar) throw new Error('both are shown')
  expect(above.y + above.height).toBeLessThanOrEqual(bar.y)
})
