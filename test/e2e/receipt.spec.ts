import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { en } from '../../shared/i18n/en.ts'
import { dropFiles } from './harness/drop-files.ts'
import { expect, test } from './harness/fixtures.ts'
import { FilesPage } from './pages/files.ts'
import { goodInput, SignInPage } from './pages/sign-in.ts'
import { TransfersPanel } from './pages/transfers.ts'

const words = en.receipt

test('a receipt opens with the keyboard, adds up, proves each file and tries again what failed', async ({
  launch,
  server,
  folder,
}, testInfo) => {
  server.createBucket({ name: 'photos' })
  const trip = join(folder, 'trip')
  await mkdir(trip)
  for (const name of ['a.txt', 'b.txt', 'c.txt']) await writeFile(join(trip, name), `123456789`)
  const desk = await launch()
  const { page, pageErrors } = desk
  await new SignInPage(page).signIn(goodInput(server))
  const files = new FilesPage(page)
  await files.openBucket('photos')
  server.faults.add({
    operation: 'PutObject',
    key: 'trip/b.txt',
    effect: { kind: 'status', status: 400, code: 'InvalidArgument' },
  })
  await dropFiles(page, files.pane, [trip])
  const panel = new TransfersPanel(page)
  await panel.open()
  await expect(panel.newest).toContainText(en.transfers.states.failed)
  await panel.newest.getByRole('button', { name: words.open('trip') }).focus()
  await page.keyboard.press('Enter')

  const receipt = page.getByRole('region', { name: words.title, exact: true })
  const separator = words.headline.separator
  const sentence = words.headline.arrived(3, '2', '3') + separator + words.headline.failed('1')
  await expect(receipt.getByText(sentence)).toBeVisible()
  const rows = receipt.getByRole('region', { name: words.files('trip') }).getByRole('listitem')
  // What failed comes first; the details have what support asks for.
  await expect(rows).toHaveCount(1)
  await rows.getByRole('button', { name: words.detailsOf('trip/b.txt') }).click()
  const details = receipt.getByRole('region', { name: words.detailsOf('trip/b.txt') })
  await details.getByRole('button', { name: en.common.details.title }).click()
  await expect(details.getByText(en.common.details.requestId)).toBeVisible()
  await page.screenshot({ path: testInfo.outputPath('failed.png') })

  server.faults.clear()
  await receipt.getByRole('button', { name: words.retry }).click()
  await expect(
    receipt.getByText(words.headline.arrived(3, '3', '3'), { exact: true }),
  ).toBeVisible()
  await expect(receipt.getByRole('button', { name: words.retry })).toHaveCount(0)
  await receipt.getByRole('button', { name: new RegExp(words.show) }).click()
  await page.getByRole('option', { name: words.filters.all }).click()
  await expect(rows).toHaveCount(3)
  await rows.getByRole('button', { name: words.detailsOf('trip/a.txt') }).click()
  // The check value of CRC-64/XZ.
  await expect(receipt.getByText(words.details.same('11051210869376104954'))).toBeVisible()
  await panel.hide()
  await page.screenshot({ path: testInfo.outputPath('done.png') })

  const path = join(folder, 'receipt.csv')
  await receipt.getByRole('button', { name: words.save }).click()
  await desk.answerDialog({ filePaths: [path] })
  await expect(page.getByText(words.saved(path))).toBeVisible()
  const csv = await readFile(path, 'utf8')
  expect(csv.split('\r\n')).toHaveLength(5)
  expect(csv).toContain('trip/a.txt,trip/a.txt,')

  // What was done to the files here since is said, and is no fault of what arrived.
  await rm(join(trip, 'c.txt'))
  await receipt.getByRole('button', { name: words.verify }).click()
  await expect(receipt.getByText(words.headline.right(3, '3', '3'))).toBeVisible()
  await page.screenshot({ path: testInfo.outputPath('checked.png') })
  await receipt.getByRole('button', { name: words.openCheck }).click()
  await expect(receipt.getByText(words.headline.right(3, '3', '3'), { exact: true })).toBeVisible()
  await expect(receipt.getByText(en.errors.byCode['verify.source-gone'].what)).toBeVisible()
  await page.screenshot({ path: testInfo.outputPath('removed-here.png') })

  await receipt.getByRole('button', { name: words.back }).click()
  await expect(files.row('trip')).toBeVisible()
  expect(pageErrors).toEqual([])
})
