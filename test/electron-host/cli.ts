import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from './app.ts'
import { findChromium, launchChromium } from './chromium.ts'
import { listenToParent, tellParent } from './control.ts'
import { powerMonitor } from './power.ts'
import { setChromium, setLaunch, theLaunch } from './runtime.ts'

/**
 * node test/electron-host/cli.ts [APP_DIR] [--user-data-dir=DIR] [--remote-debugging-port=PORT]
 *   [--headless | --headed] [--lang=TAG] …
 * Runs the built app of APP_DIR (default: the current folder). Without a display it is headless.
 */
async function run(): Promise<void> {
  const chromiumPath = await findChromium()
  if (!chromiumPath) {
    process.stderr.write(
      'No Chromium found: install chromium, set CHROMIUM to its executable, or run `npx playwright install chromium`.\n',
    )
    process.exit(1)
  }
  const appDir = resolve(process.argv.slice(2).find((one) => !one.startsWith('--')) ?? '.')
  const manifest = JSON.parse(readFileSync(join(appDir, 'package.json'), 'utf8')) as {
    readonly main: string
    readonly version: string
    readonly name: string
    readonly productName?: string
  }
  setLaunch({
    appDir,
    name: manifest.productName ?? manifest.name,
    version: manifest.version,
    headless: isHeadless(),
    debuggingPort: debuggingPort(),
    chromiumPath,
  })
  listenToParent((event) => powerMonitor.emit(event))
  resolveElectron()
  await import(pathToFileURL(join(appDir, manifest.main)).href)
  await startBrowser()
}

function resolveElectron(): void {
  const standIn = new URL('./electron.ts', import.meta.url).href
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
  })
}

async function startBrowser(): Promise<void> {
  const { chromiumPath, headless, debuggingPort: port } = theLaunch()
  const chromium = launchChromium(chromiumPath, {
    profileDir: join(app.getPath('userData'), 'chromium'),
    headless,
    noSandbox: app.commandLine.hasSwitch('no-sandbox'),
    width: 1280,
    height: 800,
    debuggingPort: port,
    language: app.getLocale(),
  })
  setChromium(chromium)
  await chromium.connection.send('Browser.getVersion').catch(() => {
    const isRoot = process.platform === 'linux' && process.getuid?.() === 0
    const hint = isRoot ? ' To root it opens with --no-sandbox only.' : ''
    process.stderr.write(`${chromiumPath} does not start.${hint}\n`)
    process.exit(1)
  })
  chromium.connection.on('disconnected', () => app.quit())
  app.once('browser-window-created', (_event: unknown, window: FirstWindow) => {
    window.webContents.once('did-finish-load', () => {
      void chromium.endpoint?.then((endpoint) => tellParent({ type: 'ready', endpoint }))
    })
  })
  app.becomeReady()
}

interface FirstWindow {
  readonly webContents: { once(event: 'did-finish-load', listener: () => void): unknown }
}

function isHeadless(): boolean {
  if (process.argv.includes('--headless')) return true
  if (process.argv.includes('--headed')) return false
  const { platform, env } = process
  return platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY
}

function debuggingPort(): number | null {
  const value = app.commandLine.getSwitchValue('remote-debugging-port')
  return value === '' ? null : Number(value)
}

await run()
