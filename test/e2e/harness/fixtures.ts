import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import type OSS from 'ali-oss'
import { aliOss } from '../../integration/transfer-kit/ali-oss.ts'
import { type OssServer, startOssServer } from '../../oss-server/server.ts'
import { type Desk, type LaunchOptions, launchDesk } from './launch.ts'

interface Fixtures {
  /** A folder of the test's own, removed at its end. */
  readonly folder: string
  readonly server: OssServer
  /** An independent client of the same service, for one bucket. */
  readonly independent: (bucket: string) => OSS
  /** Where the app keeps its data: launched twice, it is the same computer. */
  readonly userDataDir: string
  /** Starts the app on `userDataDir`; what still runs at the end of the test is ended. */
  readonly launch: (options?: LaunchOptions) => Promise<Desk>
}

/** Real parts all of them: a server, a browser, files. Nothing is shared between two tests. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from it
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'oss-desk-spec-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  },
  server: async ({ folder }, use) => {
    const server = await startOssServer({ dataDir: join(folder, 'server') })
    await use(server)
    await server.close()
  },
  independent: async ({ server }, use) => {
    await use((bucket) => aliOss(server.url, bucket))
  },
  userDataDir: async ({ folder }, use) => {
    const userDataDir = join(folder, 'user-data')
    await mkdir(userDataDir)
    await use(userDataDir)
  },
  launch: async ({ folder, userDataDir }, use, testInfo) => {
    const running: Desk[] = []
    await use(async (options = {}) => {
      const env = { ELECTRON_HOST_KEYCHAIN: join(folder, 'keychain.key'), ...options.env }
      const desk = await launchDesk({ userDataDir, ...options, env })
      running.push(desk)
      return desk
    })
    const last = running.at(-1)
    if (last && testInfo.status !== testInfo.expectedStatus) {
      const body = await last.page.screenshot().catch(() => null)
      if (body) await testInfo.attach('window', { body, contentType: 'image/png' })
      await testInfo.attach('logs', { body: last.logs.join('') })
    }
    for (const desk of running) await desk.close()
  },
})
export { expect } from '@playwright/test'
