import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright'
import type { DesktopRecord, FromHost, ToHost } from '../../electron-host/control.ts'
import type { Runtime } from './launch.ts'

export interface StartOptions {
  readonly appDir: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

const cli = fileURLToPath(new URL('../../electron-host/cli.ts', import.meta.url))

export async function launchStandIn({ appDir, args, env }: StartOptions): Promise<Runtime> {
  const child = spawn(process.execPath, [cli, appDir, '--remote-debugging-port=0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...env },
  })
  const logs = collect(child)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const endpoint = await readyEndpoint(child, logs)
  const browser = await chromium.connectOverCDP(endpoint)
  const page = browser.contexts()[0]?.pages()[0]
  if (!page) throw new Error('the app opened no window')
  let nextId = 1
  return {
    name: 'stand-in',
    page,
    logs,
    answerDialog: async (answer) => tell(child, { type: 'answer', answer }),
    desktop: () => ask(child, nextId++),
    power: async (event) => tell(child, { type: 'power', event }),
    kill: async () => {
      child.kill('SIGKILL')
      await ended
      await disconnect(browser)
    },
    close: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        // The connection may end with the app before it says that the page is closed.
        const closed = page.close().catch(() => undefined)
        await Promise.race([closed, ended])
        await ended
      }
      await disconnect(browser)
    },
  }
}

function collect(child: ChildProcess): string[] {
  const logs: string[] = []
  const take = (chunk: Buffer): void => {
    logs.push(chunk.toString('utf8'))
  }
  child.stdout?.on('data', take)
  child.stderr?.on('data', take)
  return logs
}

function readyEndpoint(child: ChildProcess, logs: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    child.on('message', (message: FromHost) => {
      if (message.type === 'ready') resolve(message.endpoint)
    })
    child.once('exit', (code) => {
      reject(new Error(`the app ended (${code}) before its window opened: ${logs.join('')}`))
    })
  })
}

function tell(child: ChildProcess, message: ToHost): void {
  child.send(message)
}

function ask(child: ChildProcess, id: number): Promise<DesktopRecord> {
  return new Promise((resolve) => {
    const listen = (message: FromHost): void => {
      if (message.type !== 'asked' || message.id !== id) return
      child.off('message', listen)
      resolve(message.desktop)
    }
    child.on('message', listen)
    tell(child, { type: 'ask', id })
  })
}

/** Ends this client's connection; the browser itself belongs to the app. */
async function disconnect(browser: Browser): Promise<void> {
  if (browser.isConnected()) await browser.close().catch(() => undefined)
}
