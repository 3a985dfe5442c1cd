import { spawn } from 'node:child_process'
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from './harness/fixtures.ts'
import { appDir } from './harness/launch.ts'

const cli = fileURLToPath(new URL('../electron-host/cli.ts', import.meta.url))

/** Runs the app on the stand-in until it ends by itself. */
function smoke(app: string, userData: string, limit = ''): Promise<{ code: number; says: string }> {
  const args = [cli, app, '--headless', `--user-data-dir=${userData}`, `--smoke${limit}`]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let says = ''
  const take = (chunk: Buffer): void => {
    says += chunk.toString('utf8')
  }
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ code: code ?? -1, says }))
  })
}

test('a smoke run ends by itself, well, once the page shows something', async ({ userDataDir }) => {
  const { code, says } = await smoke(appDir, userDataDir)
  expect(says).toContain('smoke: the page shows')
  expect(code).toBe(0)
})

test('a smoke run fails when the page or a thread is broken', async ({ folder, userDataDir }) => {
  const broken = join(folder, 'broken')
  await cp(join(appDir, 'out'), join(broken, 'out'), { recursive: true })
  await cp(join(appDir, 'package.json'), join(broken, 'package.json'))
  await rm(join(broken, 'out', 'renderer', 'assets'), { recursive: true })
  const page = await smoke(broken, userDataDir, '=4')
  expect(page.says).toContain('smoke: the page showed nothing in time')
  expect(page.code).toBe(1)
  await cp(join(appDir, 'out', 'renderer'), join(broken, 'out', 'renderer'), { recursive: true })
  await rm(join(broken, 'out', 'main', 'transfer-worker.js'))
  const thread = await smoke(broken, userDataDir, '=30')
  expect(thread.code).toBe(1)
})
