import { findChromium } from '../../test/electron-host/chromium.ts'
import { electronExecutable } from './electron-runtime.ts'
import { run } from './run.ts'

/**
 * Whether there is something to show the window with: Electron, or a Chromium, which is fetched when
 * there is none. Says in one line what to do when neither can be had.
 */
export async function haveWindow(): Promise<boolean> {
  if ((await electronExecutable()) !== null || (await findChromium()) !== null) return true
  const { CHROMIUM } = process.env
  if (CHROMIUM) {
    console.error(`CHROMIUM=${CHROMIUM} is no program that can be run.`)
    return false
  }
  console.log('Neither Electron nor Chromium is here: fetching Chromium.')
  await run('playwright', ['install', 'chromium'])
  if ((await findChromium()) !== null) return true
  console.error('No Chromium could be had: install one, or set CHROMIUM to its executable.')
  return false
}

/** Chromium refuses its sandbox to root. The demo shows nothing but the app and its own server. */
export function demoSwitches(): readonly string[] {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return []
  console.log('Running as root: the window opens without the sandbox of Chromium.')
  return ['--no-sandbox']
}
