import { app, dialog } from 'electron'
import { isSmokeRun } from './smoke.ts'

/** The queue is durable: what could not stop in this time goes on at the next start. */
const stopLimitMs = 5_000

/** Runs `stop` once before the process ends, and ends it whether or not `stop` succeeds. */
export function stopBeforeQuit(stop: () => Promise<void>): void {
  let state: 'running' | 'stopping' = 'running'
  app.on('will-quit', (event) => {
    event.preventDefault()
    if (state === 'stopping') return
    state = 'stopping'
    const limit = new Promise<void>((resolve) => setTimeout(resolve, stopLimitMs))
    void Promise.race([stop(), limit])
      .catch(() => undefined)
      .then(() => app.exit(0))
  })
}

/** On macOS the app stays when its window is closed, and opens one again from the dock. */
export function quitWithLastWindow(openWindow: () => void): void {
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('activate', openWindow)
}

/** The app cannot do without what failed: it says so, and ends. */
export function failToStart(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  if (isSmokeRun()) process.stderr.write(`${message}\n`)
  else dialog.showErrorBox(app.getName(), message)
  app.exit(1)
}
