import { join } from 'node:path'
import { app } from 'electron'
import { writeEntry } from './autostart-entry.ts'

/**
 * Follows the setting that the app starts when the person signs in to the computer. Only a change is
 * handed on: somebody who took the app out of the system's own list keeps it out.
 */
export function createAutostart(
  wanted: boolean,
  platform: NodeJS.Platform = process.platform,
): (wanted: boolean) => void {
  let current = wanted
  return (next) => {
    if (next === current) return
    current = next
    if (platform !== 'linux') {
      app.setLoginItemSettings({ openAtLogin: next })
    } else if (app.isPackaged) {
      // An AppImage runs from a place that is gone after it ends.
      const program = process.env.APPIMAGE ?? process.execPath
      writeEntry(join(app.getPath('appData'), 'autostart'), app.getName(), next ? program : null)
    }
  }
}
