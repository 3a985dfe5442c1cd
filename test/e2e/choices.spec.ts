import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { en } from '../../shared/i18n/en.ts'
import { fullWeek } from '../../shared/transfer/timetable.ts'
import { dropFiles } from './harness/drop-files.ts'
import { expect, test } from './harness/fixtures.ts'
import { film, startHeldUpload } from './harness/held.ts'
import { FilesPage } from './pages/files.ts'
import { goodInput, SignInPage } from './pages/sign-in.ts'
import { TransfersPanel } from './pages/transfers.ts'

const { queue, states } = en.transfers
const { computer, speed, timetable } = en.settings

async function openSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: en.browser.toolbar.more, exact: true }).click()
  await page.getByRole('menuitem', { name: en.browser.toolbar.preferences }).click()
}

const hourOf = (page: Page, day: string, from: string, to: string, mode: string): Locator =>
  page.getByRole('gridcell', { name: timetable.cell(day, from, to, mode), exact: true })

test('limits and a timetable are painted with mouse and keys, and last', async ({
  launch,
  server,
}) => {
  server.createBucket({ name: 'photos' })
  const first = await launch()
  await new SignInPage(first.page).signIn(goodInput(server))
  await openSettings(first.page)
  const { page } = first
  await page.getByText(speed.upload, { exact: true }).click()
  const rate = page.getByRole('textbox', { name: speed.rateOf(speed.upload) })
  await rate.fill('1.5')
  await rate.press('Tab')
  await page.getByText(timetable.on, { exact: true }).click()

  await hourOf(page, 'Tuesday', '09:00', '10:00', timetable.modes.full).hover()
  await page.mouse.down()
  await hourOf(page, 'Thursday', '11:00', '12:00', timetable.modes.full).hover()
  await page.mouse.up()
  await expect(hourOf(page, 'Wednesday', '10:00', '11:00', timetable.modes.slow)).toBeVisible()

  await page.getByText(timetable.modes.pause, { exact: true }).click()
  await hourOf(page, 'Friday', '22:00', '23:00', timetable.modes.full).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowRight')
  await expect(hourOf(page, 'Friday', '23:00', '00:00', timetable.modes.pause)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  for (let steps = 24; steps > 0; steps -= 1) await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('rowheader', { name: timetable.wholeDay('Sunday') })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(hourOf(page, 'Sunday', '05:00', '06:00', timetable.modes.pause)).toBeVisible()
  await first.close()

  const second = await launch()
  await openSettings(second.page)
  await expect(second.page.getByRole('textbox', { name: speed.rateOf(speed.upload) })).toHaveValue(
    '1.5',
  )
  const { page: later } = second
  await expect(hourOf(later, 'Thursday', '11:00', '12:00', timetable.modes.slow)).toBeVisible()
  await expect(hourOf(later, 'Friday', '22:00', '23:00', timetable.modes.pause)).toBeVisible()
  expect([...first.pageErrors, ...second.pageErrors]).toEqual([])
})

test('transfers are put in another order by keys and by dragging, and wait together', async ({
  launch,
  server,
  folder,
}) => {
  server.createBucket({ name: 'photos' })
  const desk = await launch()
  const { page } = desk
  await new SignInPage(page).signIn(goodInput(server))
  const week = fullWeek().map((day) => day.map(() => 'pause' as const))
  const follow = (on: boolean): Promise<unknown> =>
    page.evaluate((value) => window.api.call('settings.update', { timetable: value }), {
      on,
      slowBytesPerSecond: 1_000_000,
      week,
    })
  await follow(true)
  const files = new FilesPage(page)
  await files.openBucket('photos')
  const panel = new TransfersPanel(page)
  await panel.open()
  for (const name of ['a.txt', 'b.txt', 'c.txt']) {
    await writeFile(join(folder, name), name)
    await dropFiles(page, files.pane, [join(folder, name)])
    await expect(panel.all.filter({ hasText: name })).toHaveCount(1)
  }
  await expect(panel.drawer.getByText(queue.quiet)).toBeVisible()
  const order = async (): Promise<readonly (string | undefined)[]> =>
    (await panel.all.allTextContents()).map((text) => text.match(/[abc]\.txt/)?.[0])
  const grip = (name: string): Locator =>
    panel.drawer.getByRole('button', { name: new RegExp(`^Order of ${name}`) })
  expect(await order()).toEqual(['a.txt', 'b.txt', 'c.txt'])
  await grip('c.txt').focus()
  await page.keyboard.press('ArrowUp')
  await expect.poll(order).toEqual(['a.txt', 'c.txt', 'b.txt'])
  await expect(grip('c.txt')).toBeFocused()
  await page.keyboard.press('Home')
  await expect.poll(order).toEqual(['c.txt', 'a.txt', 'b.txt'])
  await grip('c.txt').hover()
  await page.mouse.down()
  const last = await panel.all.filter({ hasText: 'b.txt' }).boundingBox()
  await page.mouse.move(20, (last?.y ?? 0) + (last?.height ?? 0) - 4, { steps: 4 })
  await page.mouse.up()
  await expect.poll(order).toEqual(['a.txt', 'b.txt', 'c.txt'])

  await panel.drawer.getByRole('button', { name: queue.pauseAll }).click()
  await page.getByRole('menuitem', { name: queue.pauseUntilOther }).click()
  await page.getByLabel(queue.until, { exact: true }).fill('2020-01-01T10:00')
  await page.getByRole('button', { name: queue.pauseConfirm }).click()
  await expect(page.getByText(queue.untilPast)).toBeVisible()
  await page.getByLabel(queue.until, { exact: true }).fill('2099-01-01T10:00')
  await page.getByRole('button', { name: queue.pauseConfirm }).click()
  await expect(panel.all.filter({ hasText: states.pausedUntil('January 1 10:00') })).toHaveCount(3)
  await panel.drawer.getByRole('button', { name: queue.resumeAll }).click()
  await expect(panel.all.filter({ hasText: states.waiting })).toHaveCount(3)
  await follow(false)
  await expect(panel.all.filter({ hasText: states.done })).toHaveCount(3)
  expect(desk.pageErrors).toEqual([])
})

test('the computer is kept awake for an upload, which a sleep does not harm', async ({
  launch,
  server,
  folder,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  const desk = await launch()
  await new SignInPage(desk.page).signIn(goodInput(server))
  await startHeldUpload(desk.page, server, folder)
  const sleep = async (): Promise<string | undefined> => (await desk.desktop()).sleep.at(-1)
  await expect.poll(sleep).toBe('prevented')
  await desk.power('suspend')
  await expect.poll(sleep).toBe('allowed')
  server.faults.clear()
  await desk.power('resume')
  await expect(new TransfersPanel(desk.page).newest).toContainText(states.done)
  await expect.poll(sleep).toBe('allowed')
  expect((await independent('photos').head(film)).status).toBe(200)
})

test('transfers wait after a start where the person chose that, and say so', async ({
  launch,
  server,
  folder,
}) => {
  server.createBucket({ name: 'photos' })
  const first = await launch()
  await new SignInPage(first.page).signIn(goodInput(server))
  await openSettings(first.page)
  await first.page.getByText(computer.continueOnLaunch, { exact: true }).click()
  await first.page.getByRole('button', { name: en.settings.back, exact: true }).click()
  await startHeldUpload(first.page, server, folder)
  await first.close()
  server.faults.clear()
  const second = await launch()
  const panel = new TransfersPanel(second.page)
  await panel.open()
  await expect(panel.drawer.getByText(queue.held(1, '1'))).toBeVisible()
  await expect(panel.newest).toContainText(states.paused)
  await panel.drawer.getByRole('button', { name: queue.resumeAll }).first().click()
  await expect(panel.newest).toContainText(states.done)
  await expect(panel.drawer.getByText(queue.held(1, '1'))).toHaveCount(0)
})
