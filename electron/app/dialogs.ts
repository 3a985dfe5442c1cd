import type { BrowserWindow, OpenDialogOptions, SaveDialogOptions } from 'electron'
import { dialog } from 'electron'

/** The system's own choosers. An empty list means that the person changed their mind. */
export interface Choosers {
  files(): Promise<readonly string[]>
  uploadFolders(): Promise<readonly string[]>
  targetFolder(): Promise<string | null>
  /** `name`: what the file is called unless the person says otherwise. */
  saveFile(name: string): Promise<string | null>
}

export function createChoosers(window: () => BrowserWindow | null): Choosers {
  const ask = async (options: OpenDialogOptions): Promise<readonly string[]> => {
    const parent = window()
    const answer = parent
      ? await dialog.showOpenDialog(parent, options)
      : await dialog.showOpenDialog(options)
    return answer.canceled ? [] : answer.filePaths
  }
  return {
    files: () => ask({ properties: ['openFile', 'multiSelections', 'showHiddenFiles'] }),
    uploadFolders: () => ask({ properties: ['openDirectory', 'multiSelections'] }),
    targetFolder: async () =>
      (await ask({ properties: ['openDirectory', 'createDirectory'] }))[0] ?? null,
    saveFile: async (name) => {
      const options: SaveDialogOptions = {
        defaultPath: name,
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      }
      const parent = window()
      const answer = parent
        ? await dialog.showSaveDialog(parent, options)
        : await dialog.showSaveDialog(options)
      return answer.canceled || answer.filePath === '' ? null : answer.filePath
    },
  }
}
