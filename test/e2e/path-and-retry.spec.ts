import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { en } from '../../shared/i18n/en.ts'
import { dropFiles } from './harness/drop-files.ts'
import { expect, test } from './harness/fixtures.ts'
import { FilesPage } from './pages/files.ts'
import { goodInput, SignInPage } from './pages/sign-in.ts'
import { TransfersPanel } from './pages/transfers.ts'

test('the path leads up to each of its folders, and Back leads back', async ({
  launch,
  server,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  await independent('photos').put('2025/summer/beach/a.txt', Buffer.from('a'))
  const { page, pageErrors } = await launch()
  await new SignInPage(page).signIn(goodInput(server))
  const files = new FilesPage(page)
  await files.openBucket('photos')
  for (const name of ['2025', 'summer', 'beach']) await files.openFolder(name)
  await expect(files.row('a.txt')).toBeVisible()
  const path = page.getByRole('list', { name: en.browser.toolbar.path })
  await expect(path.getByRole('listitem')).toHaveText(['photos', '2025', 'summer', 'beach'])
  await path.getByRole('button', { name: '2025', exact: true }).click()
  await expect(files.row('summer')).toBeVisible()
  await files.toolbar(en.browser.toolbar.back).click()
  await expect(files.row('a.txt')).toBeVisible()
  expect(pageErrors).toEqual([])
})

test('a transfer that failed is tried again and arrives', async ({
  launch,
  server,
  folder,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  const local = join(folder, 'a.txt')
  await writeFile(local, 'again')
  const { page } = await launch()
  await new SignInPage(page).signIn(goodInput(server))
  const files = new FilesPage(page)
  await files.openBucket('photos')
  server.faults.add({
    operation: 'PutObject',
    effect: { kind: 'status', status: 400, code: 'InvalidArgument' },
  })
  await dropFiles(page, files.pane, [local])
  const panel = new TransfersPanel(page)
  await panel.open()
  await expect(panel.newest).toContainText(en.transfers.states.failed)
  server.faults.clear()
  await panel.button('retry').click()
  await expect(panel.newest).toContainText(en.transfers.states.done)
  const { content } = await independent('photos').get('a.txt')
  expect(String(content)).toBe('again')
})
