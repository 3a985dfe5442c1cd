import { mkdir } from 'node:fs/promises'
import { launchDesk } from '../../test/e2e/harness/launch.ts'
import { goodInput, SignInPage } from '../../test/e2e/pages/sign-in.ts'
import { playTour } from '../../test/e2e/tour/tour.ts'
import { seedSamples } from '../../test/oss-server/samples.ts'
import { startOssServer } from '../../test/oss-server/server.ts'
import { demoSwitches, haveWindow } from './chromium.ts'
import { inRoot, run } from './run.ts'

/**
 * `npm run demo`: the app, signed in to an embedded server with sample buckets. Without a display:
 * the main job as a scripted tour that says what it verified; exit 0 only if all of it held.
 */
const { platform, env, argv } = process
const hasDisplay =
  platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)

async function tour(): Promise<number> {
  const pictures = inRoot('test-results/tour')
  console.log('The tour of the main job. Screenshots go to', pictures)
  const startedAt = performance.now()
  try {
    await playTour(pictures)
  } catch (error) {
    console.error(error)
    console.log('The tour did not hold. Screenshots are in', pictures)
    return 1
  }
  const seconds = Math.round((performance.now() - startedAt) / 1000)
  console.log(`Everything held, in ${seconds} s. Screenshots are in ${pictures}`)
  return 0
}

async function interactive(): Promise<number> {
  const dataDir = inRoot('test-results/demo')
  await mkdir(dataDir, { recursive: true })
  const server = await startOssServer({ dataDir })
  await seedSamples(server)
  console.log(`A server with sample buckets runs at ${server.url}; opening the app.`)
  const desk = await launchDesk({ interactive: true, args: demoSwitches() })
  await new SignInPage(desk.page).signIn(goodInput(server))
  console.log('Signed in. Close the window to end the demo.')
  await desk.page.waitForEvent('close', { timeout: 0 })
  await desk.close().catch(() => undefined)
  await server.close()
  return 0
}

if (!(await haveWindow())) process.exit(1)
const built = await run('node', ['build/scripts/build.ts'])
if (built !== 0) process.exit(built)
process.exitCode = hasDisplay && !argv.includes('--tour') ? await interactive() : await tour()
