import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { CdpConnection } from './cdp.ts'

export interface ChromiumOptions {
  readonly profileDir: string
  readonly headless: boolean
  /** For root, to whom Chromium refuses it; as Electron's own switch. */
  readonly noSandbox: boolean
  readonly width: number
  readonly height: number
  /** Opens a DevTools port on loopback besides the pipe, for a test; 0 = any; null = none. */
  readonly debuggingPort: number | null
  readonly language: string
}

export interface Chromium {
  readonly connection: CdpConnection
  readonly process: ChildProcess
  /** `http://127.0.0.1:PORT` once the port is open; null without one. */
  readonly endpoint: Promise<string> | null
}

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The environment's CHROMIUM, an installed one, or the one that Playwright keeps; null for none. */
export async function findChromium(): Promise<string | null> {
  const named = process.env.CHROMIUM
  if (named) return isExecutable(named) ? named : null
  const installed = [...places, ...onPath()].find(isExecutable)
  if (installed) return installed
  const { chromium } = await import('playwright')
  const kept = chromium.executablePath()
  return isExecutable(kept) ? kept : null
}

function onPath(): readonly string[] {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'chrome.exe']
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return folders.flatMap((folder) => names.map((name) => join(folder, name)))
}

export function launchChromium(executable: string, options: ChromiumOptions): Chromium {
  const child = spawn(executable, switches(options), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  })
  const [, , stderr, out, input] = child.stdio
  const endpoint = options.debuggingPort === null ? null : readEndpoint(stderr as Readable)
  ;(stderr as Readable).resume()
  return {
    connection: new CdpConnection(out as Writable, input as Readable),
    process: child,
    endpoint,
  }
}

/** A headless browser of a test does without the sandbox that root cannot have. */
function switches(options: ChromiumOptions): readonly string[] {
  const root = process.getuid?.() === 0
  return [
    ...(options.noSandbox || (root && options.headless) ? ['--no-sandbox'] : []),
    '--remote-debugging-pipe',
    ...(options.debuggingPort === null ? [] : [`--remote-debugging-port=${options.debuggingPort}`]),
    `--user-data-dir=${options.profileDir}`,
    `--window-size=${options.width},${options.height}`,
    `--lang=${options.language}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--no-service-autorun',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-extensions',
    '--disable-sync',
    '--disable-quic',
    '--disable-features=HttpsUpgrades,Translate,MediaRouter',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    '--password-store=basic',
    '--use-mock-keychain',
    ...(options.headless ? ['--headless', '--disable-gpu'] : []),
    ...(options.headless ? ['about:blank'] : ['--app=data:text/html,']),
  ]
}

function readEndpoint(stderr: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    stderr.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
      const port = /DevTools listening on ws:\/\/[^/:]+:(\d+)\//.exec(text)?.[1]
      if (port) resolve(`http://127.0.0.1:${port}`)
    })
    stderr.on('close', () => reject(new Error(`the browser did not start: ${text.slice(-2000)}`)))
  })
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
