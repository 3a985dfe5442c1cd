import type { Locator, Page } from 'playwright'
import { en } from '../../shared/i18n/en.ts'
import { expect, test } from './harness/fixtures.ts'
import { FilesPage } from './pages/files.ts'
import { goodInput, SignInPage } from './pages/sign-in.ts'
import { keysOf } from './tour/scene.ts'

const words = en.objects

async function signedIn(page: Page, server: Parameters<typeof goodInput>[0]): Promise<FilesPage> {
  await new SignInPage(page).signIn(goodInput(server))
  const files = new FilesPage(page)
  await files.openBucket('photos')
  return files
}

async function hover(page: Page, target: Locator): Promise<void> {
  const box = await target.boundingBox()
  if (!box) throw new Error('nothing to drag onto: the target is not visible')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y, { steps: 4 })
  // Without a desktop, only a move within what was entered tells it again that something is over it.
  for (const step of [1, 2, 3]) await page.mouse.move(x + step, y)
}

/** Takes a row up and holds it over a target; `page.mouse.up()` lets it go. */
async function dragOver(page: Page, row: Locator, target: Locator): Promise<void> {
  await hover(page, row)
  await page.mouse.down()
  await hover(page, target)
}

const label = (page: Page): Locator => page.locator('.drop-label')

test('rows dropped on a folder move once that was confirmed, the whole selection with them', async ({
  launch,
  server,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  for (const key of ['a.txt', 'b.txt', 'c.txt', 'trip/1'])
    await independent('photos').put(key, Buffer.from(key))
  const { page, pageErrors } = await launch()
  const files = await signedIn(page, server)
  await files.select('b.txt', 'c.txt')

  await dragOver(page, files.row('a.txt'), files.row('trip'))
  await expect(label(page)).toHaveText(words.move.to('a.txt', 'trip'))
  await page.mouse.up()
  const dialog = page.getByRole('dialog', { name: words.move.to('a.txt', 'trip') })
  await expect(dialog).toContainText(
    words.move.consequence(
      1,
      'a.txt (5 B)',
      words.items.path('trip', 'photos'),
      'the bucket photos',
    ),
  )
  await dialog.getByRole('button', { name: en.common.actions.cancel }).click()
  expect(await keysOf(independent('photos'))).toEqual(['a.txt', 'b.txt', 'c.txt', 'trip/1'])

  await files.select('b.txt', 'c.txt')
  await dragOver(page, files.row('c.txt'), files.row('trip'))
  await expect(label(page)).toHaveText(words.move.to('2 files', 'trip'))
  await page.mouse.up()
  await page.getByRole('button', { name: words.move.confirm('trip') }).click()
  await expect(files.row('b.txt')).toHaveCount(0)
  await expect
    .poll(() => keysOf(independent('photos')))
    .toEqual(['a.txt', 'trip/1', 'trip/b.txt', 'trip/c.txt'])
  expect(pageErrors).toEqual([])
})

test('with the key for it, or in another bucket, what is dropped is copied at once', async ({
  launch,
  server,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  server.createBucket({ name: 'work' })
  for (const key of ['a.txt', 'trip/1']) await independent('photos').put(key, Buffer.from(key))
  const { page, pageErrors } = await launch()
  const files = await signedIn(page, server)

  await dragOver(page, files.row('trip'), files.node('work'))
  await expect(label(page)).toHaveText(words.copy.to('trip', words.items.bucket('work')))
  await page.mouse.up()
  await expect.poll(() => keysOf(independent('work'))).toEqual(['trip/1'])

  await files.expand('photos')
  await page.keyboard.down('Control')
  await dragOver(page, files.row('a.txt'), files.node('trip'))
  await expect(label(page)).toHaveText(words.copy.to('a.txt', 'trip'))
  await page.mouse.up()
  await page.keyboard.up('Control')
  await expect.poll(() => keysOf(independent('photos'))).toEqual(['a.txt', 'trip/1', 'trip/a.txt'])
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(pageErrors).toEqual([])
})

test('nothing is dropped on itself, into itself or where it is', async ({
  launch,
  server,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  const keys = ['a.txt', 'other/1', 'trip/deep/1']
  for (const key of keys) await independent('photos').put(key, Buffer.from(key))
  const { page } = await launch()
  const files = await signedIn(page, server)
  await files.expand('photos')
  await files.expand('trip')
  const trip = files.row('trip')
  const nodes = ['trip', 'deep', 'photos'].map((name) => files.node(name))
  for (const target of [trip, files.row('a.txt'), ...nodes]) {
    await dragOver(page, trip, files.row('other'))
    await expect(label(page)).toHaveText(words.move.to('trip', 'other'))
    await hover(page, target)
    await expect(label(page)).toHaveCount(0)
    await page.mouse.up()
  }
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(await keysOf(independent('photos'))).toEqual(keys)
})

test('what was cut is dimmed until it is pasted', async ({ launch, server, independent }) => {
  server.createBucket({ name: 'photos' })
  for (const key of ['a.txt', 'b.txt', 'trip/1'])
    await independent('photos').put(key, Buffer.from(key))
  const { page } = await launch()
  const files = await signedIn(page, server)
  await files.select('a.txt')
  await page.keyboard.press('ControlOrMeta+x')
  await expect(files.row('a.txt')).toHaveAttribute('data-faded')
  await expect(files.row('b.txt')).not.toHaveAttribute('data-faded')
  await files.openFolder('trip')
  await expect(files.row('1')).not.toHaveAttribute('data-faded')
  await page.keyboard.press('ControlOrMeta+v')
  await expect(files.row('a.txt')).toBeVisible()
  await expect(files.row('a.txt')).not.toHaveAttribute('data-faded')
})
