import { app } from 'electron'

const defaultLimitSeconds = 60

/**
 * `--smoke[=SECONDS]`: a trial of what was built and packaged. The app starts all of its parts, waits
 * until the page says that it shows something, and quits with 0; with 1 when the page fails or says
 * nothing in time. Nobody is asked anything.
 */
export function isSmokeRun(): boolean {
  return app.commandLine.hasSwitch('smoke')
}

/** Answers what to call when the page shows something; outside of a smoke run that does nothing. */
export function armSmokeRun(): () => void {
  if (!isSmokeRun()) return () => undefined
  const seconds = Number(app.commandLine.getSwitchValue('smoke')) || defaultLimitSeconds
  const limit = setTimeout(() => failSmokeRun('the page showed nothing in time'), seconds * 1000)
  app.on('web-contents-created', (_event, contents) => {
    contents.on('did-fail-load', (_failed, code, text) => failSmokeRun(`${text} (${code})`))
    contents.on('render-process-gone', (_gone, { reason }) => failSmokeRun(`page: ${reason}`))
  })
  return () => {
    clearTimeout(limit)
    process.stdout.write('smoke: the page shows\n')
    app.quit()
  }
}

function failSmokeRun(reason: string): void {
  process.stderr.write(`smoke: ${reason}\n`)
  app.exit(1)
}
