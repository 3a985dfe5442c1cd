import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { en } from '../../shared/i18n/en.ts'
import { defaultIdentity, type OssServer } from '../oss-server/server.ts'
import { dropFiles } from './harness/drop-files.ts'
import { expect, test } from './harness/fixtures.ts'
import { bytesOf } from './harness/local-tree.ts'
import { FilesPage } from './pages/files.ts'
import { goodInput, SignInPage } from './pages/sign-in.ts'
import { TransfersPanel } from './pages/transfers.ts'

const words = en.transfers
const sizeBytes = 40 * 1024 * 1024

/** An upload that stands still on its way: the server takes two parts and answers no more. */
async function startUpload(page: Page, server: OssServer, path: string): Promise<void> {
  server.faults.add({ operation: 'UploadPart', skip: 2, effect: { kind: 'hang' } })
  await writeFile(path, bytesOf(sizeBytes, 9))
  const files = new FilesPage(page)
  await files.openBucket('photos')
  await expect(page.getByText(en.browser.table.emptyBucket)).toBeVisible()
  await dropFiles(page, files.pane, [path])
  const panel = new TransfersPanel(page)
  await panel.open()
  await expect(panel.newest.getByRole('progressbar')).toBeVisible()
  await expect.poll(() => acknowledgedParts(server).length).toBe(2)
}

/** Part numbers in the order in which the server acknowledged them. */
function acknowledgedParts(server: OssServer): readonly (number | null)[] {
  return server.requests
    .list(0, ['UploadPart'])
    .filter(({ status, acknowledged }) => status === 200 && acknowledged)
    .map(({ partNumber }) => partNumber)
}

test('an upload pauses, goes on, and arrives whole', async ({
  launch,
  server,
  folder,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  const { page } = await launch()
  await new SignInPage(page).signIn(goodInput(server))
  const path = join(folder, 'film.mp4')
  await startUpload(page, server, path)
  const panel = new TransfersPanel(page)
  await panel.button('pause').click()
  await expect(panel.newest).toContainText(words.states.paused)
  server.faults.clear()
  await panel.button('resume').click()
  await expect(panel.newest).toContainText(words.states.done)
  const { content } = await independent('photos').get('film.mp4')
  expect((await readFile(path)).equals(content as Buffer)).toBe(true)
  const parts = acknowledgedParts(server)
  expect(new Set(parts).size).toBe(parts.length)
})

test('cancelling leaves nothing on the server', async ({ launch, server, folder, independent }) => {
  server.createBucket({ name: 'photos' })
  const { page } = await launch()
  await new SignInPage(page).signIn(goodInput(server))
  await startUpload(page, server, join(folder, 'film.mp4'))
  const panel = new TransfersPanel(page)
  await panel.button('cancel').click()
  await expect(panel.newest).toContainText(words.states.cancelled)
  await expect
    .poll(async () => (await independent('photos').listUploads({ 'max-uploads': 10 })).uploads)
    .toHaveLength(0)
  const { objects } = await independent('photos').listV2({ 'max-keys': '10' }, {})
  expect(objects ?? []).toEqual([])
})

test('after a kill the upload goes on by itself and sends no part twice', async ({
  launch,
  server,
  folder,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  const first = await launch()
  await new SignInPage(first.page).signIn(goodInput(server))
  const path = join(folder, 'film.mp4')
  await startUpload(first.page, server, path)
  await first.kill()
  expect(acknowledgedParts(server)).toHaveLength(2)
  server.faults.clear()
  const second = await launch()
  const panel = new TransfersPanel(second.page)
  await panel.open()
  await expect(panel.newest).toContainText(words.states.done)
  const { content } = await independent('photos').get('film.mp4')
  expect((await readFile(path)).equals(content as Buffer)).toBe(true)
  const parts = acknowledgedParts(server)
  expect(new Set(parts).size).toBe(parts.length)
  const uploads = server.requests.list(0, ['InitiateMultipartUpload'])
  expect(uploads).toHaveLength(1)
})

test('the secret is nowhere on the disk and in no log', async ({
  launch,
  server,
  folder,
  userDataDir,
}) => {
  server.createBucket({ name: 'photos' })
  const token = 'CAIS-token-that-nobody-may-find-7781'
  const sts = {
    accessKeyId: 'STS.NLocalKey',
    accessKeySecret: 'sts-secret-55aa',
    securityToken: token,
  }
  server.identities.push(sts)
  const desk = await launch()
  await new SignInPage(desk.page).signIn({ ...goodInput(server), ...sts })
  await startUpload(desk.page, server, join(folder, 'film.mp4'))
  await desk.kill()
  const again = await launch()
  await expect(new FilesPage(again.page).node('photos').first()).toBeVisible()
  await again.close()
  const needles = [sts.accessKeySecret, token, defaultIdentity.accessKeySecret]
  const spellings = needles.flatMap((needle) => [
    Buffer.from(needle),
    Buffer.from(needle, 'utf16le'),
    Buffer.from(Buffer.from(needle).toString('base64').replace(/=+$/, '').slice(0, -1)),
  ])
  const { files, found } = await search(userDataDir, spellings)
  expect(found).toEqual([])
  expect(files).toEqual(expect.arrayContaining(['accounts.json', 'queue.db', 'logs/main.log']))
  const terminal = [...desk.logs, ...again.logs].join('')
  expect(needles.filter((needle) => terminal.includes(needle))).toEqual([])
})

async function search(
  root: string,
  needles: readonly Buffer[],
): Promise<{ files: readonly string[]; found: readonly string[] }> {
  const names = await readdir(root, { recursive: true })
  const files: string[] = []
  const found: string[] = []
  for (const name of names) {
    const path = join(root, name)
    if (!(await stat(path).catch(() => null))?.isFile()) continue
    const content = await readFile(path)
    files.push(name.replaceAll('\\', '/'))
    if (needles.some((needle) => content.includes(needle))) found.push(name)
  }
  return { files, found }
}
