import { link, lstat, open, rename, unlink, utimes } from 'node:fs/promises'
import { isWithoutLinks, localFailureOf, systemCode } from '../local-failure.ts'

/** Brings a finished temporary file to the disk for good, with the time of the object. */
export async function settle(tempPath: string, modifiedAt: string | null): Promise<void> {
  const file = await open(tempPath, 'r+').catch((error) => {
    throw localFailureOf(error, tempPath)
  })
  try {
    await file.sync()
  } catch (error) {
    throw localFailureOf(error, tempPath)
  } finally {
    await file.close()
  }
  const modified = modifiedAt === null ? Number.NaN : Date.parse(modifiedAt)
  // A file system that keeps no such times is no reason to lose the file.
  if (Number.isFinite(modified)) {
    await utimes(tempPath, modified / 1000, modified / 1000).catch(() => undefined)
  }
}

/**
 * Gives the temporary file its name. Without `replace` an existing file is never overwritten, also
 * when it appears at this very moment: false then, and the temporary file stays.
 */
export async function publish(
  tempPath: string,
  targetPath: string,
  replace: boolean,
): Promise<boolean> {
  try {
    if (replace) {
      await rename(tempPath, targetPath)
      return true
    }
    await link(tempPath, targetPath)
  } catch (error) {
    const code = systemCode(error)
    if (code === 'EEXIST') return false
    if (replace || !isWithoutLinks(error)) throw localFailureOf(error, targetPath)
    return publishByPlaceholder(tempPath, targetPath)
  }
  await unlink(tempPath).catch((error) => {
    throw localFailureOf(error, tempPath)
  })
  return true
}

/** An empty file that only we can have made is replaced in one step. */
async function publishByPlaceholder(tempPath: string, targetPath: string): Promise<boolean> {
  try {
    await (await open(targetPath, 'wx')).close()
    await rename(tempPath, targetPath)
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw localFailureOf(error, targetPath)
  }
}

/** Whether both names lead to the same file: linked, but the temporary name was not taken away. */
export async function isSameFile(pathA: string, pathB: string): Promise<boolean> {
  try {
    const [a, b] = await Promise.all([
      lstat(pathA, { bigint: true }),
      lstat(pathB, { bigint: true }),
    ])
    return a.ino === b.ino && a.dev === b.dev
  } catch {
    return false
  }
}
