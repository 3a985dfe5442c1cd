import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { aliOss } from '../../integration/transfer-kit/ali-oss.ts'
import { seedSamples } from '../../oss-server/samples.ts'
import { startOssServer } from '../../oss-server/server.ts'
import { type Desk, launchDesk } from '../harness/launch.ts'
import { appearance } from './appearance.ts'
import { browse } from './browse.ts'
import { download } from './download.ts'
import { deleteAgain, makePlaces } from './manage.ts'
import { restart } from './restart.ts'
import type { Scene } from './scene.ts'
import { bucketSettings } from './settings.ts'
import { signIn } from './sign-in.ts'
import { Tour } from './step.ts'
import { upload } from './upload.ts'

/** The main job on the built app, headless; rejects at the first thing that does not hold. */
export async function playTour(pictures: string): Promise<void> {
  const tour = new Tour(pictures)
  await tour.start()
  const work = await mkdtemp(join(tmpdir(), 'oss-desk-tour-'))
  const server = await startOssServer({ dataDir: join(work, 'server') })
  const env = { ELECTRON_HOST_KEYCHAIN: join(work, 'keychain.key') }
  const launch = (): Promise<Desk> => launchDesk({ userDataDir: join(work, 'user-data'), env })
  let desk: Desk | null = null
  try {
    tour.step(`Start an OSS server with samples at ${server.url}`)
    await seedSamples(server)
    desk = await launch()
    const peer: Scene['peer'] = (bucket) => aliOss(server.url, bucket)
    const first: Scene = { tour, desk, server, peer, work }
    await signIn(first)
    await browse(first)
    await makePlaces(first)
    await upload(first)
    await download(first)
    desk = await restart(first, launch)
    const second: Scene = { ...first, desk }
    await deleteAgain(second)
    await bucketSettings(second)
    await appearance(second)
    const errors = [...first.desk.pageErrors, ...second.desk.pageErrors]
    await tour.verify('the page logged no errors', async () => errors, [])
  } catch (error) {
    if (desk) await tour.picture(desk.page, 'failed').catch(() => undefined)
    throw error
  } finally {
    await desk?.close()
    await server.close()
    await rm(work, { recursive: true, force: true })
  }
}
