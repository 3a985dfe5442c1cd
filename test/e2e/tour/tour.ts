import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import OSS from 'ali-oss'
import { en } from '../../../shared/i18n/en.ts'
import { seedSamples } from '../../oss-server/samples.ts'
import { type OssServer, startOssServer } from '../../oss-server/server.ts'
import { type Desk, launchDesk } from '../harness/launch.ts'
import { appearance } from './appearance.ts'
import { browse } from './browse.ts'
import { bucketSettings } from './settings.ts'
import { signIn } from './sign-in.ts'
import { Tour } from './step.ts'
import { transfers } from './transfers.ts'

/** An independent client, with the keys of the sample server. */
function peerOf(server: OssServer): OSS {
  const [identity] = server.identities
  if (!identity) throw new Error('the server knows nobody')
  const { accessKeyId, accessKeySecret } = identity
  const region = `oss-${server.region}`
  return new OSS({ accessKeyId, accessKeySecret, endpoint: server.url, region } as OSS.Options)
}

/** The main job on the built app, headless; rejects at the first thing that does not hold. */
export async function playTour(pictures: string): Promise<void> {
  const tour = new Tour(pictures)
  await tour.start()
  const work = await mkdtemp(join(tmpdir(), 'oss-desk-tour-'))
  const server = await startOssServer({ dataDir: join(work, 'server') })
  let desk: Desk | null = null
  try {
    tour.step(`Start an OSS server with samples at ${server.url}`)
    await seedSamples(server)
    desk = await launchDesk()
    const { page } = desk
    page.setDefaultTimeout(20_000)
    tour.step(`Open the app (${desk.name}) and sign in`)
    await page.getByRole('heading', { name: en.accounts.welcome }).waitFor()
    await tour.picture(page, '01-sign-in')
    await signIn(page, server)
    tour.verified('the tree shows the account', true)
    const peer = peerOf(server)
    await browse(tour, page)
    await transfers({ tour, desk, server, peer, work })
    await bucketSettings(tour, page, peer)
    await appearance(tour, page)
    tour.verified('the page logged no errors', desk.pageErrors.length === 0)
  } catch (error) {
    if (desk) await tour.picture(desk.page, 'failed').catch(() => undefined)
    throw error
  } finally {
    await desk?.close()
    await server.close()
    await rm(work, { recursive: true, force: true })
  }
}
