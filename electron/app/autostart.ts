import { join } from 'node:path'
import { app } from 'electron'
import { writeEntry } from './autostart-entry.ts'

/** Whether the app starts when the person signs in to the computer. */
export function setAutostart(wanted: boolean, platform: NodeJS.Platform = process.platform): void {
  // What is run from its sources is not installed, and cannot be started by the system.
  if (!app.isPackaged) return
  if (platform === 'linux') {
    // An AppImage runs from a place that is gone after it ends.
    const program = process.env.APPIMAGE ?? process.execPath
    writeEntry(join(app.getPath('appData'), 'autostart'), app.getName(), wanted ? program : null)
  } else {
    app.setLoginItemSettings({ openAtLogin: wanted })
  }
}
