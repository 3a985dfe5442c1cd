import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { en } from '../../shared/i18n/en.ts'
import { expect, test } from './harness/fixtures.ts'
import { FilesPage } from './pages/files.ts'
import { goodInput, SignInPage } from './pages/sign-in.ts'

const words = en.browser.toolbar

test('the button uploads chosen files and chosen folders, and nothing when it is cancelled', async ({
  launch,
  server,
  folder,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  const trip = join(folder, 'trip')
  await mkdir(join(trip, 'empty'), { recursive: true })
  await writeFile(join(trip, 'inside.txt'), 'inside')
  for (const name of ['one.txt', 'two.txt']) await writeFile(join(folder, name), name)
  const desk = await launch()
  const { page } = desk
  await new SignInPage(page).signIn(goodInput(server))
  const files = new FilesPage(page)
  await files.openBucket('photos')
  const take = async (entry: string): Promise<void> => {
    await files.toolbar(words.upload).click()
    await page.getByRole('menuitem', { name: entry, exact: true }).click()
  }

  await desk.answerDialog({ filePaths: [] })
  await take(words.uploadFiles)
  await desk.answerDialog({ filePaths: [join(folder, 'one.txt'), join(folder, 'two.txt')] })
  await take(words.uploadFiles)
  await expect(files.row('one.txt')).toBeVisible()
  await expect(files.row('two.txt')).toBeVisible()
  await desk.answerDialog({ filePaths: [trip] })
  await take(words.uploadFolder)
  await expect(files.row('trip')).toBeVisible()

  const keys = async (): Promise<readonly string[]> => {
    const { objects } = await independent('photos').listV2({ 'max-keys': '100' }, {})
    return (objects ?? []).map(({ name }) => name).sort()
  }
  await expect.poll(keys).toEqual(['one.txt', 'trip/empty/', 'trip/inside.txt', 'two.txt'])
  const { content } = await independent('photos').get('two.txt')
  expect(String(content)).toBe('two.txt')
  expect(desk.pageErrors).toEqual([])
})
