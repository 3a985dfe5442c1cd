import type { Chromium } from './chromium.ts'

/** What the command line and the browser's start decide once, for all parts of the stand-in. */
export interface Launch {
  readonly appDir: string
  readonly name: string
  readonly version: string
  readonly headless: boolean
  readonly debuggingPort: number | null
  readonly chromiumPath: string
}

let launch: Launch | null = null
let chromium: Chromium | null = null

export function setLaunch(value: Launch): void {
  launch = value
}

export function theLaunch(): Launch {
  if (!launch) throw new Error('the stand-in was not started by its cli')
  return launch
}

export function setChromium(value: Chromium): void {
  chromium = value
}

export function theChromium(): Chromium {
  if (!chromium) throw new Error('cannot be used before the app is ready')
  return chromium
}
