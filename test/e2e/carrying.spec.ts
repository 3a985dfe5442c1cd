import type { Page } from 'playwright'
import { en } from '../../shared/i18n/en.ts'
import { expect, test } from './harness/fixtures.ts'
import { FilesPage } from './pages/files.ts'
import { goodInput, SignInPage } from './pages/sign-in.ts'

const words = en.objects

async function signedIn(page: Page, server: Parameters<typeof goodInput>[0]): Promise<FilesPage> {
  await new SignInPage(page).signIn(goodInput(server))
  const files = new FilesPage(page)
  await files.openBucket('photos')
  return files
}

async function keysOf(client: import('ali-oss')): Promise<readonly string[]> {
  const { objects } = await client.listV2({ 'max-keys': '1000' }, {})
  return (objects ?? []).map(({ name }) => name).sort()
}

test('a selection is copied to another bucket with the mouse, and nothing leaves', async ({
  launch,
  server,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  server.createBucket({ name: 'work' })
  for (const key of ['trip/1', 'trip/2', 'b'])
    await independent('photos').put(key, Buffer.from(key))
  const { page, pageErrors } = await launch()
  const files = await signedIn(page, server)
  await files.select('trip', 'b')
  await files.row('b').click({ button: 'right' })
  const rename = page.getByRole('menuitem', { name: words.actions.rename })
  await expect(rename).toHaveAttribute('aria-disabled', 'true')
  await expect(rename).toContainText(words.actions.oneAtATime)
  await page.getByRole('menuitem', { name: words.actions['copy-to'] }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(words.problem.sameFolder)
  await dialog.getByRole('treeitem', { name: 'work' }).click()
  const what = words.items.sized(words.items.both('1 file', '1 folder'), '13 B')
  const bucket = words.items.bucket('work')
  await expect(dialog).toContainText(
    words.copy.consequence(2, what, bucket, words.items.bucket('photos')),
  )
  await dialog.getByRole('button', { name: words.copy.confirm(bucket) }).click()
  await expect.poll(() => keysOf(independent('work'))).toEqual(['b', 'trip/1', 'trip/2'])
  expect(await keysOf(independent('photos'))).toEqual(['b', 'trip/1', 'trip/2'])
  expect(pageErrors).toEqual([])
})

test('a file is moved with the keyboard into a folder made on the way', async ({
  launch,
  server,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  for (const key of ['a.txt', 'old/b']) await independent('photos').put(key, Buffer.from(key))
  const { page } = await launch()
  const files = await signedIn(page, server)
  await files.select('a.txt')
  await page.keyboard.press('Shift+F10')
  await page.keyboard.type(words.actions['move-to'].slice(0, 3))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: words.move.title('a.txt') })
  const confirm = dialog.getByRole('button', { name: words.move.confirm('old') })
  await expect(dialog.getByRole('tree')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(dialog.getByRole('treeitem', { name: 'old' })).toBeVisible()
  await page.keyboard.type('ol')
  await expect(confirm).toBeEnabled()
  await dialog.getByRole('button', { name: en.browser.actions.newFolder }).press('Enter')
  await page.getByRole('textbox', { name: en.browser.newFolder.name }).fill('new')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: words.move.confirm('new') }).press('Enter')
  await expect
    .poll(() => keysOf(independent('photos')))
    .toEqual(['old/b', 'old/new/', 'old/new/a.txt'])
  await expect(files.row('a.txt')).toHaveCount(0)
})

test('F2 renames a file without its extension, and refuses names that are taken', async ({
  launch,
  server,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  for (const key of ['report.txt', 'trip/1', 'trip/2']) {
    await independent('photos').put(key, Buffer.from(key))
  }
  const { page } = await launch()
  const files = await signedIn(page, server)
  await files.select('report.txt')
  await page.keyboard.press('F2')
  const dialog = page.getByRole('dialog')
  const confirm = dialog.getByRole('button', { name: words.rename.confirm })
  await expect(dialog.getByRole('textbox')).toBeFocused()
  await page.keyboard.type('summary')
  await expect(dialog.getByRole('textbox')).toHaveValue('summary.txt')
  await dialog.getByRole('textbox').fill('trip')
  await expect(dialog).toContainText(words.rename.exists)
  await expect(confirm).toBeDisabled()
  await dialog.getByRole('textbox').fill('summary.txt')
  await page.keyboard.press('Enter')
  await expect(files.row('summary.txt')).toBeVisible()
  await files.select('trip')
  await page.keyboard.press('F2')
  await expect(dialog).toContainText(words.rename.inside(2, '2', '12 B'))
  await dialog.getByRole('textbox').fill('journey')
  await confirm.click()
  await expect
    .poll(() => keysOf(independent('photos')))
    .toEqual(['journey/1', 'journey/2', 'summary.txt'])
})

test('what was cut or copied with the keys goes where it is pasted', async ({
  launch,
  server,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  server.createBucket({ name: 'work' })
  for (const key of ['a.txt', 'b.txt', 'trip/1']) {
    await independent('photos').put(key, Buffer.from(key))
  }
  const { page, pageErrors } = await launch()
  const files = await signedIn(page, server)
  await files.select('a.txt')
  await page.keyboard.press('ControlOrMeta+c')
  await expect(page.getByText(words.clipboard.copy('a.txt'))).toBeVisible()
  await page.keyboard.press('ControlOrMeta+v')
  await expect(files.row('a (2).txt')).toBeVisible()
  await files.openBucket('work')
  await expect(files.row('a.txt')).toHaveCount(0)
  await files.pane.focus()
  await page.keyboard.press('ControlOrMeta+v')
  await expect(files.row('a.txt')).toBeVisible()
  await files.openBucket('photos')
  await files.select('b.txt', 'trip')
  await page.keyboard.press('ControlOrMeta+x')
  await page.keyboard.press('ControlOrMeta+v')
  await expect(page.getByText(words.problem.sameFolder)).toBeVisible()
  await files.openBucket('work')
  await files.row('a.txt').click({ button: 'right' })
  await page.getByRole('menuitem', { name: words.actions.paste }).click()
  await expect.poll(() => keysOf(independent('work'))).toEqual(['a.txt', 'b.txt', 'trip/1'])
  await expect.poll(() => keysOf(independent('photos'))).toEqual(['a (2).txt', 'a.txt'])
  expect(pageErrors).toEqual([])
})
