import { randomFillSync } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { en } from '../../../shared/i18n/en.ts'
import type { OssServer } from '../../oss-server/server.ts'
import { dropFiles } from '../harness/drop-files.ts'
import { digestOf, digestsBelow } from '../harness/local-tree.ts'
import { FilesPage } from '../pages/files.ts'
import { TransfersPanel } from '../pages/transfers.ts'
import { tripBucket } from './manage.ts'
import { keysOf, type Scene } from './scene.ts'

const words = en.transfers
const filmBytes = 48 * 1024 * 1024

/** A folder as people have them: nested, with an empty file, an empty folder and odd names. */
async function makeTrip(folder: string): Promise<string> {
  const trip = join(folder, 'trip')
  await mkdir(join(trip, 'day 1', 'empty'), { recursive: true })
  await writeFile(join(trip, 'notes.txt'), 'three days by the sea\n')
  await writeFile(join(trip, 'day 1', 'zero.bin'), '')
  await writeFile(join(trip, 'day 1', '海边 & 100% #1.txt'), '一张照片\n')
  await writeFile(join(trip, 'film.mp4'), randomFillSync(Buffer.alloc(filmBytes)))
  return trip
}

/** The server takes two more parts, and lets the others wait until its rules are cleared. */
export function holdUploads(server: OssServer): void {
  server.faults.add({ operation: 'UploadPart', skip: 2, effect: { kind: 'hang' } })
}

/** Part numbers of one key in the order in which the server acknowledged them. */
export function partsOf(server: OssServer, key: string): readonly (number | null)[] {
  return server.requests
    .list(0, ['UploadPart'])
    .filter((one) => one.key === key && one.status === 200 && one.acknowledged)
    .map(({ partNumber }) => partNumber)
}

export async function upload(scene: Scene): Promise<void> {
  const { tour, desk, server, work } = scene
  const { page } = desk
  const files = new FilesPage(page)
  const panel = new TransfersPanel(page)
  const trip = await makeTrip(work)
  const key = 'from the desk/trip/film.mp4'

  tour.step('Drag a folder from the desktop onto a folder of the table, and watch')
  // Held still by the server: what follows happens half way, however fast the machine is.
  holdUploads(server)
  const target = files.row('from the desk')
  await dropFiles(page, target, [trip], () => tour.picture(page, 'drop'))
  await panel.open()
  const parts = async (): Promise<number> => partsOf(server, key).length
  await tour.verify('two parts of the film have arrived', parts, 2)
  const bar = panel.newest.getByRole('progressbar')
  const moved = async (): Promise<boolean> => Number(await bar.getAttribute('aria-valuenow')) > 0
  await tour.verify('its progress bar has moved', moved, true)
  await tour.picture(page, 'uploading')

  tour.step('Pause, and continue')
  await panel.button('pause').click()
  const says = (text: string) => () => panel.newest.getByText(text, { exact: true }).isVisible()
  await tour.verify('it says that it is paused', says(words.states.paused), true)
  await tour.picture(page, 'paused')
  server.faults.clear()
  await panel.button('resume').click()
  await tour.verify('it goes on and is done', says(words.states.done), true)
  await tour.picture(page, 'uploaded')
  const once = async (): Promise<boolean> =>
    new Set(partsOf(server, key)).size === 6 && partsOf(server, key).length === 6
  await tour.verify('each of the six parts was taken once', once, true)
  await compare(scene, trip)
  await cancel(scene)
}

async function compare({ tour, peer }: Scene, trip: string): Promise<void> {
  const original = await digestsBelow(trip)
  for (const [name, digest] of Object.entries(original)) {
    const read = async (): Promise<string> => {
      const { content } = await peer(tripBucket).get(`from the desk/trip/${name}`)
      return digestOf(content as Buffer)
    }
    await tour.verify(`ali-oss reads the same bytes of ${name}`, read, digest)
  }
  const marker = async (): Promise<boolean> =>
    (await keysOf(peer(tripBucket))).includes('from the desk/trip/day 1/empty/')
  await tour.verify('the empty folder is there', marker, true)
}

async function cancel({ tour, desk, server, peer, work }: Scene): Promise<void> {
  const { page } = desk
  const files = new FilesPage(page)
  const panel = new TransfersPanel(page)
  tour.step('Begin another upload, and cancel it')
  const path = join(work, 'second film.mp4')
  await writeFile(path, await readFile(join(work, 'trip', 'film.mp4')))
  holdUploads(server)
  await dropFiles(page, files.pane, [path])
  const parts = async (): Promise<number> => partsOf(server, 'second film.mp4').length
  await tour.verify('two of its parts have arrived', parts, 2)
  await panel.button('cancel').click()
  const cancelled = panel.newest.getByText(words.states.cancelled, { exact: true })
  await tour.verify('it says that it is cancelled', () => cancelled.isVisible(), true)
  const left = async (): Promise<number> =>
    (await peer(tripBucket).listUploads({ 'max-uploads': 10 })).uploads?.length ?? 0
  await tour.verify('no unfinished upload is left on the server', left, 0)
  server.faults.clear()
  const none = async (): Promise<boolean> =>
    (await keysOf(peer(tripBucket))).includes('second film.mp4')
  await tour.verify('and no file of it', none, false)
}
