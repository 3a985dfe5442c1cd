import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'
import type { DesktopRecord, DialogAnswer, PowerEvent } from '../../electron-host/control.ts'
import { launchElectron, realElectron } from './real-electron.ts'
import { launchStandIn } from './stand-in.ts'

/** `OSS_DESK_APP_DIR`: another build than the one of this folder. */
export const appDir: string =
  process.env.OSS_DESK_APP_DIR ?? fileURLToPath(new URL('../../..', import.meta.url))

export interface LaunchOptions {
  /** Another build than `appDir`. */
  readonly appDir?: string
  /** A folder that outlives the app, to launch on it again; without it a new one, removed at the end. */
  readonly userDataDir?: string
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
  /** A person sits before the window: dialogs are the system's own. Default: a spec answers them. */
  readonly interactive?: boolean
  /** For what no real desktop can be made to do. */
  readonly standIn?: boolean
}

/** How the app runs is the runtime's business; what a spec does with it is the same on both. */
export interface Runtime {
  readonly name: 'electron' | 'stand-in'
  readonly page: Page
  answerDialog(answer: DialogAnswer): Promise<void>
  desktop(): Promise<DesktopRecord>
  /** The computer falls asleep, or wakes up. */
  power(event: PowerEvent): Promise<void>
  /** As the system does when it runs out of memory or power: nothing is asked, nothing tidied up. */
  kill(): Promise<void>
  /** Closes the window, as a person does, and waits for the process to end. */
  close(): Promise<void>
  /** What the process wrote to its terminal. */
  readonly logs: readonly string[]
}

export interface Desk extends Runtime {
  readonly userDataDir: string
  /** Errors of the page's console and uncaught ones: a spec expects none. */
  readonly pageErrors: readonly string[]
}

/** Starts the built app (`npm run build` first) on real Electron where it is, else on the stand-in. */
export async function launchDesk(options: LaunchOptions = {}): Promise<Desk> {
  const made = options.userDataDir ? null : await mkdtemp(join(tmpdir(), 'oss-desk-e2e-'))
  const userDataDir = options.userDataDir ?? made ?? ''
  const start = !options.standIn && realElectron() ? launchElectron : launchStandIn
  const runtime = await start({
    appDir: options.appDir ?? appDir,
    args: [`--user-data-dir=${userDataDir}`, '--lang=en-US', ...(options.args ?? [])],
    env: {
      ...stringEnv(),
      ...(options.interactive ? { ELECTRON_HOST_DIALOGS: 'system' } : {}),
      ...options.env,
    },
  })
  const pageErrors: string[] = []
  runtime.page.on('pageerror', (error) => pageErrors.push(String(error)))
  runtime.page.on('console', (message) => {
    if (message.type() === 'error') pageErrors.push(message.text())
  })
  const tidy = async (): Promise<void> => {
    if (made) await rm(made, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
  return {
    ...runtime,
    userDataDir,
    pageErrors,
    kill: () => runtime.kill().then(tidy),
    close: () => runtime.close().then(tidy),
  }
}

function stringEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  )
}
