import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication } from 'playwright'
import type { DesktopRecord, DialogAnswer, PowerEvent } from '../../electron-host/control.ts'
import type { Runtime } from './launch.ts'
import type { StartOptions } from './stand-in.ts'

const packageDir = fileURLToPath(new URL('../../../node_modules/electron', import.meta.url))

/**
 * Electron's executable when it was fetched already; null elsewhere. With ELECTRON=1 its absence is
 * an error, so that continuous integration cannot fall back without a word.
 */
export function realElectron(): string | null {
  if (process.env.ELECTRON === '0') return null
  const pathFile = join(packageDir, 'path.txt')
  const executable = existsSync(pathFile)
    ? join(packageDir, 'dist', readFileSync(pathFile, 'utf8').trim())
    : ''
  if (executable && existsSync(executable)) return executable
  if (process.env.ELECTRON === '1')
    throw new Error("ELECTRON=1, but Electron's executable is absent")
  return null
}

interface Scripted {
  answers: DialogAnswer[]
  record: {
    openedLinks: string[]
    openedPaths: string[]
    dialogs: string[]
    sleep: ('prevented' | 'allowed')[]
  }
}

export async function launchElectron({ appDir, args, env }: StartOptions): Promise<Runtime> {
  const electron = await _electron.launch({
    executablePath: realElectron() ?? '',
    args: [appDir, ...args],
    env: { ...env },
  })
  const logs: string[] = []
  const child = electron.process()
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const take = (chunk: Buffer): void => {
    logs.push(chunk.toString('utf8'))
  }
  child.stdout?.on('data', take)
  child.stderr?.on('data', take)
  if (env.ELECTRON_HOST_DIALOGS !== 'system') await scriptDesktop(electron)
  const page = await electron.firstWindow()
  await page.waitForLoadState('load')
  return {
    name: 'electron',
    page,
    logs,
    answerDialog: (answer) => giveAnswer(electron, answer),
    desktop: () => readRecord(electron),
    power: (event) => sendPower(electron, event),
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    close: async () => {
      await electron.close().catch(() => undefined)
      await ended
    },
  }
}

/** Dialogs and the desktop are the only things that a spec cannot work for real. */
function scriptDesktop(electron: ElectronApplication): Promise<void> {
  return electron.evaluate(({ dialog, powerSaveBlocker, shell }) => {
    const scripted: Scripted = {
      answers: [],
      record: { openedLinks: [], openedPaths: [], dialogs: [], sleep: [] },
    }
    Object.assign(globalThis, { scripted })
    const next = async (): Promise<DialogAnswer> => {
      for (;;) {
        const answer = scripted.answers.shift()
        if (answer) return answer
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
    Object.assign(dialog, {
      showOpenDialog: async () => {
        scripted.record.dialogs.push('open')
        const { filePaths = [] } = await next()
        return { canceled: filePaths.length === 0, filePaths: [...filePaths] }
      },
      showSaveDialog: async () => {
        scripted.record.dialogs.push('save')
        const [filePath = ''] = (await next()).filePaths ?? []
        return { canceled: filePath === '', filePath }
      },
      showMessageBox: async () => {
        scripted.record.dialogs.push('message')
        return { response: (await next()).response ?? 0, checkboxChecked: false }
      },
    })
    Object.assign(powerSaveBlocker, {
      start: () => scripted.record.sleep.push('prevented'),
      stop: () => scripted.record.sleep.push('allowed') > 0,
    })
    Object.assign(shell, {
      openExternal: async (url: string) => {
        scripted.record.openedLinks.push(url)
      },
      openPath: async (path: string) => {
        scripted.record.openedPaths.push(path)
        return ''
      },
    })
  })
}

function giveAnswer(electron: ElectronApplication, answer: DialogAnswer): Promise<void> {
  return electron.evaluate((_electron, given) => {
    const { scripted } = globalThis as unknown as { readonly scripted: Scripted }
    scripted.answers.push(given)
  }, answer)
}

function sendPower(electron: ElectronApplication, event: PowerEvent): Promise<void> {
  return electron.evaluate(({ powerMonitor }, name) => {
    powerMonitor.emit(name)
  }, event)
}

function readRecord(electron: ElectronApplication): Promise<DesktopRecord> {
  return electron.evaluate(() => {
    const { scripted } = globalThis as unknown as { readonly scripted: Scripted }
    return scripted.record
  })
}
