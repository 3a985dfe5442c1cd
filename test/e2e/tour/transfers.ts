import { createHash, randomFillSync } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type OSS from 'ali-oss'
import type { Locator, Page } from 'playwright'
import { en } from '../../../shared/i18n/en.ts'
import type { OssServer } from '../../oss-server/server.ts'
import { dropFiles } from '../harness/drop-files.ts'
import type { Desk } from '../harness/launch.ts'
import { grid, openFolder, rowOf, treeItem } from './browse.ts'
import type { Tour } from './step.ts'

const words = en.transfers
const bigBytes = 48 * 1024 * 1024

/** A folder as people have them: nested, with an empty file, an empty folder and odd names. */
async function makeTrip(folder: string): Promise<string> {
  const trip = join(folder, 'trip')
  await mkdir(join(trip, 'day 1', 'empty'), { recursive: true })
  await writeFile(join(trip, 'notes.txt'), 'three days by the sea\n')
  await writeFile(join(trip, 'day 1', 'zero.bin'), '')
  await writeFile(join(trip, 'day 1', '海边 & 100% #1.txt'), '一张照片\n')
  await writeFile(join(trip, 'film.mp4'), randomFillSync(Buffer.alloc(bigBytes)))
  return trip
}

/** Relative path → SHA-256, of every file. */
async function digests(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const pairs = files.map(async (entry) => {
    const path = join(entry.parentPath, entry.name)
    const digest = createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
    return [relative(folder, path).replaceAll('\\', '/'), digest] as const
  })
  return new Map(await Promise.all(pairs))
}

function same(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([name, digest]) => b.get(name) === digest)
}

function transferRow(page: Page, kind: 'upload' | 'download'): Locator {
  return page.getByRole('listitem', { name: new RegExp(`^${words.kinds[kind]}`) }).first()
}

async function isDone(row: Locator): Promise<void> {
  await row.getByText(words.states.done, { exact: true }).waitFor({ timeout: 120_000 })
}

export interface TransferScene {
  readonly tour: Tour
  readonly desk: Desk
  readonly server: OssServer
  readonly peer: OSS
  readonly work: string
}

export async function transfers(scene: TransferScene): Promise<void> {
  const { tour, desk, server, peer, work } = scene
  const { page } = desk
  const trip = await makeTrip(work)
  const original = await digests(trip)

  tour.step('Drag a folder from the desktop onto the table')
  await openFolder(page, 'photos', '2026')
  await rowOf(page, 'family').waitFor()
  // Slow enough to see it move, and to stop it half way.
  const slow = server.faults.add({ operation: 'UploadPart', effect: { kind: 'latency', ms: 700 } })
  await dropFiles(page, grid(page), [trip])
  await openDrawer(page)
  const row = transferRow(page, 'upload')
  await row.waitFor()
  tour.verified(
    'the transfer is listed with a progress bar',
    await row.getByRole('progressbar').isVisible(),
  )
  await tour.picture(page, '04-uploading')

  tour.step('Pause, look, and continue')
  await row.getByRole('button', { name: words.actions.pause('trip') }).click()
  await row.getByText(words.states.paused, { exact: true }).waitFor()
  tour.verified('it says that it is paused', true)
  await tour.picture(page, '05-paused')
  server.faults.remove(slow)
  await row.getByRole('button', { name: words.actions.resume('trip') }).click()
  await isDone(row)
  tour.verified('it went on and is done', true)
  peer.useBucket('photos')
  for (const [name, digest] of original) {
    const { content } = await peer.get(`2026/trip/${name}`)
    const arrived = createHash('sha256').update(content).digest('hex')
    tour.verified(`ali-oss reads the same bytes of ${name}`, arrived === digest)
  }
  const marker = await peer.head('2026/trip/day 1/empty/')
  tour.verified('the empty folder is there', marker.status === 200)
  await tour.picture(page, '06-uploaded')

  await download(scene, original)
}

async function openDrawer(page: Page): Promise<void> {
  const show = page.getByRole('button', { name: new RegExp(`^${words.show}`) })
  if (await show.isVisible()) await show.click()
}

async function download(
  scene: TransferScene,
  original: ReadonlyMap<string, string>,
): Promise<void> {
  const { tour, desk, work } = scene
  const { page } = desk
  tour.step('Download the folder again and compare the bytes')
  const target = join(work, 'downloads')
  await mkdir(target)
  await treeItem(page, 'photos').click()
  await rowOf(page, '2026').dblclick()
  await rowOf(page, 'trip').click()
  await desk.answerDialog({ filePaths: [target] })
  await page.getByRole('button', { name: en.browser.toolbar.download, exact: true }).click()
  const row = transferRow(page, 'download')
  await row.waitFor()
  await isDone(row)
  const back = await digests(join(target, 'trip'))
  tour.verified(`all ${original.size} files came back byte for byte`, same(original, back))
  await tour.picture(page, '07-downloaded')
  await page.getByRole('button', { name: new RegExp(`^${words.hide}:`) }).click()
}
