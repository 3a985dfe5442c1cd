import type { Locator, Page } from 'playwright'
import { sampleFacts } from '../../oss-server/samples.ts'
import type { Tour } from './step.ts'

export function treeItem(page: Page, name: string): Locator {
  return page.getByRole('treeitem', { name, exact: true })
}

export function grid(page: Page): Locator {
  return page.getByRole('grid')
}

export function rowOf(page: Page, name: string): Locator {
  return grid(page)
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell', { name, exact: true }) })
}

export async function openFolder(page: Page, bucket: string, ...folders: string[]): Promise<void> {
  await treeItem(page, bucket).click()
  for (const folder of folders) await rowOf(page, folder).dblclick()
}

export async function browse(tour: Tour, page: Page): Promise<void> {
  tour.step('Browse the photos')
  await openFolder(page, 'photos', '2025', 'summer', 'beach')
  await rowOf(page, 'IMG_0001.png').waitFor()
  tour.verified('photos/2025/summer/beach lists its pictures', true)
  await tour.picture(page, '02-photos')

  tour.step(`Scroll a folder of ${sampleFacts.manyCount} objects`)
  await openFolder(page, 'archive', 'measurements')
  const table = grid(page)
  await page
    .locator(`[role="grid"][aria-rowcount="${sampleFacts.manyCount + 1}"]`)
    .waitFor({ timeout: 60_000 })
  tour.verified(`the table says that it has ${sampleFacts.manyCount} rows`, true)
  await table.focus()
  await table.press('End')
  await page.locator(`[role="row"][aria-rowindex="${sampleFacts.manyCount + 1}"]`).waitFor()
  const shown = await table.getByRole('row').count()
  tour.verified(`the last row shows, with only ${shown} rows in the page`, shown < 200)
  await tour.picture(page, '03-ten-thousand')
  await page.keyboard.press('Home')
  await page.locator('[role="row"][aria-rowindex="2"]').waitFor()
  tour.verified('and back to the first', true)
}
