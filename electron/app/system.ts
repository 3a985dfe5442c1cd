import { app, shell } from 'electron'
import type { AppInfo, StartNotice } from '../../shared/ipc/contract.ts'

export function appInfo(notices: readonly StartNotice[]): AppInfo {
  const { electron, chrome, node } = process.versions
  const versions = { electron, chrome, node }
  return {
    version: app.getVersion(),
    platform: process.platform,
    locale: app.getLocale(),
    versions: Object.fromEntries(
      Object.entries(versions).filter((entry): entry is [string, string] => Boolean(entry[1])),
    ),
    notices,
  }
}

/** Opens a local folder in the system's file manager; the error text is empty when it worked. */
export function revealFolder(path: string): Promise<string> {
  return shell.openPath(path)
}
