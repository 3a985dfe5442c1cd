import { lstat, mkdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { FailureError, localFailure } from '../../../shared/ipc/failure.ts'
import { localFailureOf, systemCode } from '../local-failure.ts'

/**
 * The real path of the folder at `segments` below `folder`, made if need be. Throws
 * `local.not-found` when `folder` itself is gone (it is never made: it may be a drive that is not
 * plugged in), and `local.unsupported-name` when a link on the way leads out of it.
 */
export async function ensureFolder(folder: string, segments: readonly string[]): Promise<string> {
  const root = await realpath(folder).catch((error) => {
    throw localFailureOf(error, folder)
  })
  const path = join(root, ...segments)
  // Usually it is there already, and its own real path.
  if (await isPlainFolder(path)) return path
  let current = root
  for (const segment of segments) current = await enter(root, current, segment)
  return current
}

async function isPlainFolder(path: string): Promise<boolean> {
  try {
    return (await realpath(path)) === path && (await stat(path)).isDirectory()
  } catch {
    return false
  }
}

async function enter(root: string, parent: string, segment: string): Promise<string> {
  const path = join(parent, segment)
  await mkdir(path).catch((error) => {
    if (systemCode(error) !== 'EEXIST') throw localFailureOf(error, path)
  })
  const real = await realpath(path).catch((error) => {
    throw localFailureOf(error, path)
  })
  if (real !== root && !real.startsWith(root.endsWith(sep) ? root : root + sep)) {
    const message = `a link leads out of the chosen folder: ${path}`
    throw new FailureError(localFailure('local.unsupported-name', message, { path }))
  }
  if (!(await stat(real)).isDirectory()) {
    const message = `a file is where a folder is needed: ${path}`
    throw new FailureError(localFailure('local.unsupported-name', message, { path }))
  }
  return real
}

/** Whether anything, also a link that leads nowhere, is at this path. */
export async function isOccupied(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false
    throw localFailureOf(error, path)
  }
}
