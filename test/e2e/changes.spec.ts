import type { Locator, Page } from 'playwright'
import { en } from '../../shared/i18n/en.ts'
import { expect, test } from './harness/fixtures.ts'
import { FilesPage } from './pages/files.ts'
import { goodInput, SignInPage } from './pages/sign-in.ts'

const words = en.objects

/** What the types of the independent client leave out. */
type Client = import('ali-oss') & {
  putObjectTagging(key: string, tags: Readonly<Record<string, string>>): Promise<unknown>
  getObjectTagging(key: string): Promise<{ readonly tag: Readonly<Record<string, string>> }>
  putBucketVersioning(bucket: string, status: 'Enabled'): Promise<unknown>
  getBucketVersions(
    query: object,
    options: object,
  ): Promise<{ readonly objects?: readonly object[]; readonly deleteMarker?: readonly object[] }>
}

/** Selects them in the bucket `photos`, and chooses the entry of their menu. */
async function chosen(
  page: Page,
  server: Parameters<typeof goodInput>[0],
  names: readonly string[],
  entry: string,
): Promise<Locator> {
  await new SignInPage(page).signIn(goodInput(server))
  const files = new FilesPage(page)
  await files.openBucket('photos')
  await files.select(...names)
  await files.toolbar(en.browser.table.menu).click()
  await page.getByRole('menuitem', { name: entry }).click()
  return page.getByRole('dialog').or(page.getByRole('alertdialog'))
}

test('the storage class of a folder and a file changes, and then they are restored', async ({
  launch,
  server,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  const client = independent('photos')
  for (const key of ['trip/1', 'b']) await client.put(key, Buffer.from(key))
  const { page, pageErrors } = await launch()
  const dialog = await chosen(page, server, ['trip', 'b'], words.actions['storage-class'])
  await expect(dialog).toContainText(words.scope.files(2, '2', '7 B'))
  await expect(dialog).toContainText(words.scope.nowSome(words.scope.one('Standard', '1')))
  const confirm = dialog.getByRole('button', { name: words.storageClass.confirm })
  await expect(confirm).toBeDisabled()
  await dialog.getByText(en.browser.classes.Archive, { exact: true }).click()
  await expect(dialog).toContainText(words.storageClass.least.Archive)
  await confirm.click()
  const classes = async (): Promise<readonly string[]> =>
    (await client.listV2({}, {})).objects.map(({ storageClass }) => storageClass)
  await expect.poll(classes).toEqual(['Archive', 'Archive'])

  const files = new FilesPage(page)
  await files.select('trip', 'b')
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: words.actions.restore }).press('Enter')
  const days = dialog.getByRole('textbox', { name: words.restore.days })
  await days.fill('400')
  await page.keyboard.press('Tab')
  await expect(dialog).toContainText(words.restore.daysWrong)
  await days.fill('7')
  await page.keyboard.press('Tab')
  await dialog.getByRole('button', { name: words.restore.confirm }).click()
  const restored = (): readonly string[] =>
    server.requests.list(0, ['RestoreObject']).map(({ status }) => String(status))
  await expect.poll(restored).toEqual(['202', '202'])
  expect(pageErrors).toEqual([])
})

test('files that are not archived cannot be restored, and the menu says why', async ({
  launch,
  server,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  await independent('photos').put('b', Buffer.from('b'))
  const { page } = await launch()
  await new SignInPage(page).signIn(goodInput(server))
  const files = new FilesPage(page)
  await files.openBucket('photos')
  await files.row('b').click({ button: 'right' })
  const restore = page.getByRole('menuitem', { name: words.actions.restore })
  await expect(restore).toHaveAttribute('aria-disabled', 'true')
  await expect(restore).toContainText(words.actions.notArchived)
})

test('a file is opened to anyone only after its warning was shown', async ({
  launch,
  server,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  await independent('photos').put('b', Buffer.from('b'))
  const { page } = await launch()
  const dialog = await chosen(page, server, ['b'], words.actions.acl)
  await dialog.getByText(words.access.choice['public-read'], { exact: true }).click()
  await expect(dialog).toContainText(en.config.acl.risk.publicRead)
  await dialog.getByRole('button', { name: words.access.confirm }).click()
  await expect.poll(async () => (await independent('photos').getACL('b')).acl).toBe('public-read')
})

test('all versions of a file go for good', async ({ launch, server, independent }) => {
  server.createBucket({ name: 'photos' })
  const client = independent('photos') as Client
  await client.putBucketVersioning('photos', 'Enabled')
  for (const text of ['one', 'two']) await client.put('b', Buffer.from(text))
  const { page } = await launch()
  const dialog = await chosen(page, server, ['b'], words.actions['delete-versions'])
  await expect(dialog).toContainText(words.allVersions)
  await dialog.getByRole('button', { name: en.browser.delete.confirm(1, '1') }).click()
  const versions = async (): Promise<number> => {
    const { objects, deleteMarker } = await client.getBucketVersions({}, {})
    return (objects ?? []).length + (deleteMarker ?? []).length
  }
  await expect.poll(versions).toBe(0)
})

test('details are set for a file and a folder, and what is not named stays', async ({
  launch,
  server,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  const client = independent('photos')
  const kept = { meta: { author: 'alice' }, mime: 'text/plain' }
  for (const key of ['trip/1', 'b']) {
    await client.put(key, Buffer.from(key), kept as never)
  }
  const { page } = await launch()
  const dialog = await chosen(page, server, ['trip', 'b'], words.actions.metadata)
  const confirm = dialog.getByRole('button', { name: words.metadata.confirm })
  await expect(confirm).toBeDisabled()
  await dialog.getByRole('button', { name: words.metadata.add }).click()
  await page.getByRole('menuitem', { name: words.entries.headers['cache-control'] }).press('Enter')
  await dialog.getByRole('textbox', { name: words.entries.value }).fill('max-age=60')
  await dialog.getByRole('button', { name: words.metadata.add }).click()
  await page.getByRole('menuitem', { name: words.metadata.own }).press('Enter')
  const name = dialog.getByRole('textbox', { name: words.entries.name }).last()
  await name.fill('a b')
  await expect(dialog).toContainText(words.entries.problem.nameCharacters)
  await expect(confirm).toBeDisabled()
  await name.fill('place')
  await dialog.getByRole('textbox', { name: words.entries.value }).last().fill('home')
  await confirm.click()
  for (const key of ['trip/1', 'b']) {
    await expect
      .poll(async () => {
        const { meta, res } = await client.head(key)
        return [meta, (res.headers as Record<string, string>)['cache-control']]
      })
      .toEqual([{ author: 'alice', place: 'home' }, 'max-age=60'])
  }
})

test('tags are set and taken away, and the others stay', async ({
  launch,
  server,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  const client = independent('photos') as Client
  await client.put('b', Buffer.from('b'))
  await client.putObjectTagging('b', { old: '1', stays: '2' })
  const { page } = await launch()
  const dialog = await chosen(page, server, ['b'], words.actions.tags)
  const add = dialog.getByRole('button', { name: words.tags.add })
  await add.click()
  await page.keyboard.type('old')
  await dialog.getByText(words.entries.remove, { exact: true }).click()
  await add.click()
  await page.keyboard.type('new')
  await page.keyboard.press('Tab')
  await page.keyboard.type('3')
  await dialog.getByRole('button', { name: words.tags.confirm }).click()
  await expect
    .poll(async () => (await client.getObjectTagging('b')).tag)
    .toEqual({ new: '3', stays: '2' })
})
