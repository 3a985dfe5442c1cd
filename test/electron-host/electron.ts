import type * as Electron from 'electron'
import { app } from './app.ts'
import { HostBrowserWindow } from './browser-window.ts'
import { dialog, Menu, screen, shell } from './desktop.ts'
import { ipcMain } from './ipc-main.ts'
import { powerMonitor, powerSaveBlocker } from './power.ts'
import { safeStorage } from './safe-storage.ts'
import { protocol, session } from './session.ts'

/**
 * The module `electron` for the app's main process: the names that the app uses, no more. Each is
 * checked against Electron's own declarations, as far as it goes.
 */
export const BrowserWindow = HostBrowserWindow
export {
  app,
  dialog,
  ipcMain,
  Menu,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
}

type Names = keyof typeof Electron
export const providedNames = [
  'app',
  'BrowserWindow',
  'dialog',
  'ipcMain',
  'Menu',
  'powerMonitor',
  'powerSaveBlocker',
  'protocol',
  'safeStorage',
  'screen',
  'session',
  'shell',
] as const satisfies readonly Names[]
