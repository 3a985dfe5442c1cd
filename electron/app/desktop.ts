import type { BrowserWindow } from 'electron'
import type { AppInfo, StartNotice } from '../../shared/ipc/contract.ts'
import { createChoosers } from './dialogs.ts'
import { openExternalLink } from './external-links.ts'
import { appInfo, revealFolder } from './system.ts'

/** What the page may ask of the desktop. */
export interface Desktop {
  info(): AppInfo
  openLink(link: string): Promise<undefined>
  pageShown(): void
  chooseFiles(): Promise<readonly string[]>
  chooseUploadFolders(): Promise<readonly string[]>
  chooseTargetFolder(): Promise<string | null>
  chooseSaveFile(name: string): Promise<string | null>
  reveal(folder: string): Promise<string>
}

export interface DesktopOptions {
  readonly window: () => BrowserWindow | null
  readonly notices: readonly StartNotice[]
  readonly pageShown: () => void
}

export function createDesktop({ window, notices, pageShown }: DesktopOptions): Desktop {
  const choosers = createChoosers(window)
  return {
    info: () => appInfo(notices),
    openLink: openExternalLink,
    pageShown,
    chooseFiles: choosers.files,
    chooseUploadFolders: choosers.uploadFolders,
    chooseTargetFolder: choosers.targetFolder,
    chooseSaveFile: choosers.saveFile,
    reveal: revealFolder,
  }
}
