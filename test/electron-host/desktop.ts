import { spawn, spawnSync } from 'node:child_process'
import type {
  Dialog,
  Display,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  MessageBoxReturnValue,
  OpenDialogOptions,
  OpenDialogReturnValue,
  SaveDialogOptions,
  SaveDialogReturnValue,
  Screen,
  Shell,
} from 'electron'
import { isControlled, nextAnswer, note } from './control.ts'
import { theLaunch } from './runtime.ts'

export const dialog = {
  showOpenDialog: async (...args: readonly unknown[]): Promise<OpenDialogReturnValue> => {
    const options = args.at(-1) as OpenDialogOptions
    const filePaths = isControlled ? await scriptedPaths(options) : choosePaths(options)
    return { canceled: filePaths.length === 0, filePaths: [...filePaths] }
  },
  showSaveDialog: async (...args: readonly unknown[]): Promise<SaveDialogReturnValue> => {
    const { defaultPath = '' } = args.at(-1) as SaveDialogOptions
    const [filePath = ''] = isControlled ? await scriptedSave() : chooseWith(saveArgs(defaultPath))
    return { canceled: filePath === '', filePath }
  },
  showMessageBox: async (...args: readonly unknown[]): Promise<MessageBoxReturnValue> => {
    const options = args.at(-1) as MessageBoxOptions
    note('dialogs', options.message)
    const response = isControlled ? ((await nextAnswer()).response ?? 0) : (options.defaultId ?? 0)
    return { response, checkboxChecked: false }
  },
  showErrorBox: (title: string, content: string): void => {
    note('dialogs', title)
    process.stderr.write(`${title}: ${content}\n`)
  },
} satisfies Partial<Dialog>

async function scriptedPaths(options: OpenDialogOptions): Promise<readonly string[]> {
  note('dialogs', (options.properties ?? []).join(','))
  return (await nextAnswer()).filePaths ?? []
}

async function scriptedSave(): Promise<readonly string[]> {
  note('dialogs', 'save')
  return (await nextAnswer()).filePaths ?? []
}

function saveArgs(name: string): readonly string[] {
  return ['--file-selection', '--save', '--confirm-overwrite', `--filename=${name}`]
}

/** A person at a desktop gets the chooser that Linux desktops bring; elsewhere this is a refusal. */
function choosePaths({ properties = [] }: OpenDialogOptions): readonly string[] {
  const args = [
    '--file-selection',
    '--separator=\n',
    ...(properties.includes('openDirectory') ? ['--directory'] : []),
    ...(properties.includes('multiSelections') ? ['--multiple'] : []),
  ]
  return chooseWith(args)
}

function chooseWith(args: readonly string[]): readonly string[] {
  const { status, stdout, error } = spawnSync('zenity', args, { encoding: 'utf8' })
  if (error) process.stderr.write('No file chooser here: install zenity, or use drag and drop.\n')
  return status === 0 ? stdout.trimEnd().split('\n') : []
}

export const shell = {
  openExternal: async (url: string): Promise<void> => {
    note('openedLinks', url)
    openWithDesktop(url)
  },
  openPath: async (path: string): Promise<string> => {
    note('openedPaths', path)
    openWithDesktop(path)
    return ''
  },
  showItemInFolder: (path: string): void => note('openedPaths', path),
} satisfies Partial<Shell>

function openWithDesktop(what: string): void {
  if (isControlled || theLaunch().headless) return
  spawn('xdg-open', [what], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref()
}

/** Without a native menu bar: the template is checked and kept for tests to look at. */
export class Menu {
  static applicationMenu: Menu | null = null
  readonly items: readonly MenuItemConstructorOptions[]

  constructor(items: readonly MenuItemConstructorOptions[] = []) {
    this.items = items
  }
  static buildFromTemplate(template: readonly MenuItemConstructorOptions[]): Menu {
    for (const item of template) {
      if (!item.label && !item.role && item.type !== 'separator') {
        throw new TypeError('a menu item needs a label, a role or a type')
      }
    }
    return new Menu(template)
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.applicationMenu = menu
  }
  static getApplicationMenu(): Menu | null {
    return Menu.applicationMenu
  }
}

export const screen = {
  getAllDisplays: (): Display[] => [
    { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } } as Display,
  ],
} satisfies Partial<Screen>
