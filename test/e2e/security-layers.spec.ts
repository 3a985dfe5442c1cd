import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'
import type { OssServer } from '../oss-server/server.ts'
import { expect, test } from './harness/fixtures.ts'
import { appDir } from './harness/launch.ts'

/** Two guards keep the page from the network. Each is taken out of a copy of the built app. */
const guards = {
  policy: [/'?"?content-security-policy"?'?: contentSecurityPolicy,/g, ''],
  requests: [/cancel: !allowedRequest\(details\.url\)/g, 'cancel: false'],
} as const
type Guard = keyof typeof guards

async function buildWithout(folder: string, ...taken: readonly Guard[]): Promise<string> {
  await cp(join(appDir, 'out'), join(folder, 'out'), { recursive: true })
  await cp(join(appDir, 'package.json'), join(folder, 'package.json'))
  const main = join(folder, 'out', 'main', 'main.js')
  let code = await readFile(main, 'utf8')
  for (const guard of taken) {
    const [pattern, replacement] = guards[guard]
    expect([...code.matchAll(pattern)], guard).toHaveLength(1)
    code = code.replace(pattern, replacement)
  }
  await writeFile(main, code)
  return folder
}

/** Sends what needs no permission of the other side, and looks there whether it came. */
async function reaches(page: Page, server: OssServer): Promise<boolean> {
  // The browser's own guard of the local network would hide what ours do.
  await page.context().grantPermissions(['local-network-access'])
  await page.evaluate(async (url) => {
    await fetch(`${url}/probe`, { mode: 'no-cors' }).catch(() => undefined)
  }, server.url)
  return server.requests.list().length > 0
}

test('the policy alone keeps the page from the network', async ({ launch, server, folder }) => {
  const built = await buildWithout(join(folder, 'app'), 'requests')
  const { page } = await launch({ appDir: built })
  expect(await reaches(page, server)).toBe(false)
})

test('the guard of requests alone does too', async ({ launch, server, folder }) => {
  const built = await buildWithout(join(folder, 'app'), 'policy')
  const { page } = await launch({ appDir: built })
  expect(await reaches(page, server)).toBe(false)
})

test('without both it would get out, so the two tests above can fail', async ({
  launch,
  server,
  folder,
}) => {
  const built = await buildWithout(join(folder, 'app'), 'policy', 'requests')
  const { page } = await launch({ appDir: built })
  expect(await reaches(page, server)).toBe(true)
})

test('a frame inside the page has no door', async ({ launch }) => {
  const { page } = await launch()
  const doors = await page.evaluate(async () => {
    const frame = document.createElement('iframe')
    frame.srcdoc = '<p>inside</p>'
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
    document.body.append(frame)
    await loaded
    return ['api' in window, frame.contentWindow !== null && 'api' in frame.contentWindow]
  })
  expect(doors).toEqual([true, false])
})
