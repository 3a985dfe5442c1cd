import { join } from 'node:path'
import { app } from 'electron'

/** Where the app keeps its data and finds its own parts. */
export interface AppPaths {
  readonly userData: string
  readonly accountsFile: string
  readonly settingsFile: string
  readonly windowFile: string
  readonly queueDb: string
  readonly catalogDb: string
  readonly configUndoFile: string
  readonly logFile: string
  readonly preload: string
  readonly rendererDir: string
  readonly transferWorker: URL
  readonly dataPlaneWorker: URL
  readonly catalogWorker: URL
}

/**
 * `--user-data-dir=DIR` moves everything that the app keeps, for tests and for a second profile.
 * Must run before the single-instance lock, which lives in that folder.
 */
export function applyUserDataSwitch(): void {
  const folder = app.commandLine.getSwitchValue('user-data-dir')
  if (folder) app.setPath('userData', folder)
}

/** `mainUrl`: the URL of the bundled main file, beside which the workers lie. */
export function appPaths(mainUrl: string): AppPaths {
  const userData = app.getPath('userData')
  const out = join(app.getAppPath(), 'out')
  // Threads cannot be started from inside an archive; the build unpacks them beside it.
  const unpacked = mainUrl.replace('/app.asar/', '/app.asar.unpacked/')
  return {
    userData,
    accountsFile: join(userData, 'accounts.json'),
    settingsFile: join(userData, 'settings.json'),
    windowFile: join(userData, 'window.json'),
    queueDb: join(userData, 'queue.db'),
    catalogDb: join(userData, 'catalog.db'),
    configUndoFile: join(userData, 'config-undo.json'),
    logFile: join(userData, 'logs', 'main.log'),
    preload: join(out, 'preload', 'preload.cjs'),
    rendererDir: join(out, 'renderer'),
    transferWorker: new URL('transfer-worker.js', unpacked),
    dataPlaneWorker: new URL('data-plane-worker.js', unpacked),
    catalogWorker: new URL('catalog-worker.js', unpacked),
  }
}
