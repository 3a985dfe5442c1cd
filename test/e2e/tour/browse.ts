import { sampleFacts } from '../../oss-server/samples.ts'
import { FilesPage } from '../pages/files.ts'
import type { Scene } from './scene.ts'

export async function browse({ tour, desk }: Scene): Promise<void> {
  const { page } = desk
  const files = new FilesPage(page)
  tour.step('Browse the photos')
  await files.openBucket('photos')
  for (const folder of ['2025', 'summer', 'beach']) await files.openFolder(folder)
  const pictures = [1, 2, 3, 4, 5, 6].map((number) => `IMG_000${number}.png`)
  await tour.verify(
    'photos/2025/summer/beach lists its six pictures',
    () => files.names(),
    pictures,
  )
  await files.select('IMG_0002.png')
  await tour.picture(page, 'photos')

  tour.step(`Scroll a folder of ${sampleFacts.manyCount} objects`)
  await files.openBucket('archive')
  await files.openFolder('measurements')
  const last = String(sampleFacts.manyCount + 1)
  await tour.verify(
    `the table says that it has ${sampleFacts.manyCount} rows`,
    () => files.grid.getAttribute('aria-rowcount'),
    last,
  )
  await files.grid.hover()
  const isDeep = async (): Promise<boolean> =>
    Number(await files.grid.getByRole('row').last().getAttribute('aria-rowindex')) > 5_000
  for (let turn = 0; turn < 400 && !(await isDeep()); turn += 1) await page.mouse.wheel(0, 2_000)
  const shown = async (): Promise<boolean> => (await files.grid.getByRole('row').count()) < 120
  await tour.verify('the wheel comes past row 5,000', isDeep, true)
  await tour.verify('fewer than 120 rows are in the page', shown, true)
  await tour.picture(page, 'ten-thousand-middle')
  await files.grid.focus()
  await page.keyboard.press('End')
  const row = page.locator(`[role="row"][aria-rowindex="${last}"]`)
  const name = async (): Promise<string | null> =>
    row.getByRole('gridcell').first().textContent({ timeout: 5_000 })
  await tour.verify('End goes to the last one', name, 'sample-10000.json')
  await tour.picture(page, 'ten-thousand-end')
}
