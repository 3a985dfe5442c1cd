import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { inRoot } from './run.ts'

function present(): string | null {
  const pathFile = inRoot('node_modules/electron/path.txt')
  if (!existsSync(pathFile)) return null
  const executable = inRoot(`node_modules/electron/dist/${readFileSync(pathFile, 'utf8').trim()}`)
  return existsSync(executable) ? executable : null
}

async function reachable(url: string): Promise<boolean> {
  try {
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(4000) })
    return true
  } catch {
    return false
  }
}

/**
 * Electron's executable; fetched first when it is absent and its source answers. null where it
 * cannot be had, found out within seconds.
 */
export async function electronExecutable(): Promise<string | null> {
  if (process.env.ELECTRON === '0') return null
  const found = present()
  if (found) return found
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror
  if (!(await reachable(mirror ?? 'https://github.com'))) return null
  const install = [inRoot('node_modules/electron/install.js')]
  spawnSync(process.execPath, install, { stdio: 'inherit', timeout: 300_000 })
  return present()
}
