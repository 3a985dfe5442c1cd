import type { BrowserWindow } from 'electron'
import type { AppInfo } from '../../shared/ipc/contract.ts'
import { createChoosers } from './dialogs.ts'
import { openExternalLink } from './external-links.ts'
import { appInfo, revealFolder } from './system.ts'

/** What the page may ask of the desktop, on behalf of `window`. */
export interface Desktop {
  info(): AppInfo
  openLink(link: string): Promise<undefined>
  chooseFiles(): Promise<readonly string[]>
  chooseUploadFolders(): Promise<readonly string[]>
  chooseTargetFolder(): Promise<string | null>
  reveal(folder: string): Promise<string>
}

export function createDesktop(window: () => BrowserWindow | null): Desktop {
  const choosers = createChoosers(window)
  return {
    info: appInfo,
    openLink: openExternalLink,
    chooseFiles: choosers.files,
    chooseUploadFolders: choosers.uploadFolders,
    chooseTargetFolder: choosers.targetFolder,
    reveal: revealFolder,
  }
}
