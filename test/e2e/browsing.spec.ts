import { join } from 'node:path'
import { sampleFacts, seedSamples } from '../oss-server/samples.ts'
import { dropFiles } from './harness/drop-files.ts'
import { expect, test } from './harness/fixtures.ts'
import { bytesOf, writeTree } from './harness/local-tree.ts'
import { FilesPage } from './pages/files.ts'
import { goodInput, SignInPage } from './pages/sign-in.ts'

test('a folder of 10,000 files scrolls with few rows in the page', async ({ launch, server }) => {
  await seedSamples(server)
  const desk = await launch()
  const { page } = desk
  await new SignInPage(page).signIn(goodInput(server))
  const files = new FilesPage(page)
  await files.openBucket('archive')
  await files.openFolder('measurements')
  const last = sampleFacts.manyCount + 1
  await expect(files.grid).toHaveAttribute('aria-rowcount', String(last))
  await files.grid.hover()
  const rows = files.grid.getByRole('row')
  const place = (): Promise<string | null> => rows.nth(5).getAttribute('aria-rowindex')
  for (let turn = 0; turn < 40; turn += 1) {
    const before = await place()
    await page.mouse.wheel(0, 4_000)
    // The page scrolls in its own time; each turn of the wheel has to show another place.
    await expect.poll(place).not.toBe(before)
    await expect(rows.nth(5)).toContainText('sample-')
    expect(await rows.count()).toBeLessThan(120)
  }
  await files.grid.focus()
  await page.keyboard.press('End')
  const row = page.locator(`[role="row"][aria-rowindex="${last}"]`)
  await expect(row).toContainText('sample-10000.json')
  await expect(row).toBeInViewport()
  await page.keyboard.press('Home')
  await expect(page.locator('[role="row"][aria-rowindex="2"]')).toContainText('sample-00001.json')
  expect(desk.pageErrors).toEqual([])
})

test('a drop on a node deep in the tree goes into that folder', async ({
  launch,
  server,
  folder,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  await independent('photos').put('2025/summer/beach/', Buffer.alloc(0))
  const tree = { 'trip/a/b.txt': bytesOf(20, 1), 'trip/空/': null }
  await writeTree(folder, tree)
  const { page } = await launch()
  await new SignInPage(page).signIn(goodInput(server))
  const files = new FilesPage(page)
  for (const name of ['photos', '2025', 'summer']) await files.expand(name)
  await dropFiles(page, files.node('beach'), [join(folder, 'trip')])
  const keys = async (): Promise<readonly string[]> => {
    const { objects } = await independent('photos').listV2({ 'max-keys': '100' }, {})
    return (objects ?? []).map(({ name }) => name).sort()
  }
  const under = '2025/summer/beach/'
  await expect.poll(keys).toEqual([under, `${under}trip/a/b.txt`, `${under}trip/空/`])
  await files.node('beach').click()
  await files.openFolder('trip')
  await expect(files.row('a')).toBeVisible()
  await expect(files.row('空')).toBeVisible()
})
