import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { en } from '../../shared/i18n/en.ts'
import { expect, test } from './harness/fixtures.ts'
import { FilesPage } from './pages/files.ts'
import { goodInput, SignInPage } from './pages/sign-in.ts'

const { startNotices } = en.common

test('a second start on the same data ends, and the first goes on', async ({ launch, server }) => {
  server.createBucket({ name: 'photos' })
  const first = await launch({ standIn: true })
  await expect(launch({ standIn: true })).rejects.toThrow('the app ended (0)')
  await new SignInPage(first.page).signIn(goodInput(server))
  await expect(new FilesPage(first.page).node('photos')).toBeVisible()
})

test('files of the app that are damaged are kept, and the person is told', async ({
  launch,
  userDataDir,
}) => {
  const damaged = Buffer.from('this is no database, and no JSON either\n'.repeat(100))
  for (const name of ['queue.db', 'accounts.json', 'settings.json']) {
    await writeFile(join(userDataDir, name), damaged)
  }
  const { page } = await launch()
  await expect(new SignInPage(page).heading).toBeVisible()
  const notices = page.getByRole('status').filter({ hasText: startNotices.title })
  await expect(notices).toHaveCount(3)
  const names = (await readdir(userDataDir)).filter((name) => /damaged|unreadable/.test(name))
  expect(names).toHaveLength(3)
  for (const name of names) {
    await expect(notices.filter({ hasText: name })).toHaveCount(1)
    expect((await readFile(join(userDataDir, name))).equals(damaged)).toBe(true)
  }
  for (let left = 3; left > 0; left -= 1) {
    await notices.first().getByRole('button', { name: en.common.actions.dismiss }).click()
    await expect(notices).toHaveCount(left - 1)
  }
})

test('the size of the window is remembered; a place that no display shows is not', async ({
  launch,
  userDataDir,
}) => {
  const file = join(userDataDir, 'window.json')
  // Exact sizes of the page need a window without frame and menu bar.
  const first = await launch({ standIn: true })
  await first.close()
  const kept: unknown = JSON.parse(await readFile(file, 'utf8'))
  expect(kept).toMatchObject({ width: 1200, height: 780, maximized: false })
  await writeFile(
    file,
    JSON.stringify({ x: 90_000, y: 90_000, width: 960, height: 640, maximized: false }),
  )
  const second = await launch({ standIn: true })
  const size = await second.page.evaluate(() => [window.innerWidth, window.innerHeight])
  expect(size).toEqual([960, 640])
  await second.close()
  const moved: unknown = JSON.parse(await readFile(file, 'utf8'))
  expect(moved).toMatchObject({ width: 960, height: 640 })
  expect((moved as { readonly x: number }).x).toBeLessThan(90_000)
})
