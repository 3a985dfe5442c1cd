import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { en } from '../../shared/i18n/en.ts'
import { expect, test } from './harness/fixtures.ts'
import { acknowledgedRanges, film, startHeldDownload } from './harness/held.ts'
import { digestsBelow, digestsOf } from './harness/local-tree.ts'
import { goodInput, SignInPage } from './pages/sign-in.ts'
import { TransfersPanel } from './pages/transfers.ts'

const words = en.transfers

test('a download pauses, goes on, and comes back whole', async ({
  launch,
  server,
  folder,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  const target = join(folder, 'target')
  await mkdir(target)
  const desk = await launch()
  await new SignInPage(desk.page).signIn(goodInput(server))
  const put = (bytes: Buffer) => independent('photos').put(film, bytes)
  const bytes = await startHeldDownload(desk, server, put, target)
  const panel = new TransfersPanel(desk.page)
  await panel.button('pause').click()
  await expect(panel.newest).toContainText(words.states.paused)
  expect(await readdir(target)).not.toContain(film)
  server.faults.clear()
  await panel.button('resume').click()
  await expect(panel.newest).toContainText(words.states.done)
  expect(await digestsBelow(target)).toEqual(digestsOf({ [film]: bytes }))
  expect(acknowledgedRanges(server)).toBe(5)
})

test('a cancelled download leaves nothing in the folder', async ({
  launch,
  server,
  folder,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  const target = join(folder, 'target')
  await mkdir(target)
  const desk = await launch()
  await new SignInPage(desk.page).signIn(goodInput(server))
  const put = (bytes: Buffer) => independent('photos').put(film, bytes)
  await startHeldDownload(desk, server, put, target)
  const panel = new TransfersPanel(desk.page)
  await panel.button('cancel').click()
  await expect(panel.newest).toContainText(words.states.cancelled)
  await expect.poll(() => readdir(target)).toEqual([])
})

test('after a kill the download goes on by itself and fetches no range twice', async ({
  launch,
  server,
  folder,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  const target = join(folder, 'target')
  await mkdir(target)
  const first = await launch()
  await new SignInPage(first.page).signIn(goodInput(server))
  const put = (bytes: Buffer) => independent('photos').put(film, bytes)
  const bytes = await startHeldDownload(first, server, put, target)
  // What the server sent counts once it is on the disk and in the queue.
  await expect(new TransfersPanel(first.page).newest).toContainText(/1[67](\.\d)? MB of/)
  await first.kill()
  server.faults.clear()
  const second = await launch()
  const panel = new TransfersPanel(second.page)
  await panel.open()
  await expect(panel.newest).toContainText(words.states.done)
  expect(await digestsBelow(target)).toEqual(digestsOf({ [film]: bytes }))
  expect(acknowledgedRanges(server)).toBe(5)
})
