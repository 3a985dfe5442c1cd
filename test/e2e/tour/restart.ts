import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { en } from '../../../shared/i18n/en.ts'
import { dropFiles } from '../harness/drop-files.ts'
import type { Desk } from '../harness/launch.ts'
import { digestOf } from '../harness/local-tree.ts'
import { FilesPage } from '../pages/files.ts'
import { TransfersPanel } from '../pages/transfers.ts'
import { tripBucket } from './manage.ts'
import type { Scene } from './scene.ts'
import { holdUploads, partsOf } from './upload.ts'

/** Answers the app that runs afterwards. */
export async function restart(
  { tour, desk, server, peer, work }: Scene,
  launch: () => Promise<Desk>,
): Promise<Desk> {
  tour.step('Kill the app half way through an upload, and start it again')
  const files = new FilesPage(desk.page)
  await files.openBucket(tripBucket)
  holdUploads(server)
  const path = join(work, 'second film.mp4')
  await dropFiles(desk.page, files.pane, [path])
  const key = 'second film.mp4'
  const earlier = partsOf(server, key).length
  const parts = async (): Promise<number> => partsOf(server, key).length - earlier
  await tour.verify('two parts have arrived', parts, 2)
  await desk.kill()
  server.faults.clear()
  const again = await launch()
  const panel = new TransfersPanel(again.page)
  await panel.open()
  const done = panel.newest.getByText(en.transfers.states.done, { exact: true })
  await tour.verify('it goes on by itself and is done', () => done.isVisible(), true)
  await tour.verify('only the four missing parts were sent', parts, 6)
  const read = async (): Promise<string> =>
    digestOf((await peer(tripBucket).get(key)).content as Buffer)
  await tour.verify('ali-oss reads the same bytes', read, digestOf(await readFile(path)))
  await tour.picture(again.page, 'after-the-kill')
  await panel.hide()
  return again
}
