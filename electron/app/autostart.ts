import { join } from 'node:path'
import { app } from 'electron'
import { writeEntry } from './autostart-entry.ts'

/** Whether the app starts when the person signs in to the computer. */
export function setAutostart(wanted: boolean, platform: NodeJS.Platform = process.platform): void {
  if (platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: wanted })
  } else if (app.isPackaged) {
    // An AppImage runs from a place that is gone after it ends.
    const program = process.env.APPIMAGE ?? process.execPath
    writeEntry(join(app.getPath('appData'), 'autostart'), app.getName(), wanted ? program : null)
  }
}
