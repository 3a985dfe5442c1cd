import {
  closeSync,
  fstatSync,
  futimesSync,
  linkSync,
  lstatSync,
  openSync,
  readSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import type { Crc64Buffer } from '../../oss/crc64.ts'
import { identityText } from '../identity.ts'
import {
  changed,
  isWithoutLinks,
  localFailureOf,
  systemCode,
  targetTaken,
} from '../local-failure.ts'
import type { FetchTask, SendTask } from './protocol.ts'

/*
 * Small files are opened, read, written and closed by calls that wait. This thread does nothing but
 * move bytes, each call takes microseconds, and asking the thread pool takes ten times as long.
 * Only `fsync` waits for the disk, so that one is left to the pool: many then share one flush.
 */

/** Reads the whole piece into the buffer; answers its CRC64. Throws `local.*`. */
export function readSmall(task: SendTask, buffer: Crc64Buffer): bigint {
  const { path, offset, sizeBytes, identity } = task
  try {
    const file = openSync(path, 'r')
    try {
      let filled = 0
      while (filled < sizeBytes) {
        const count = readSync(file, buffer.bytes, filled, sizeBytes - filled, offset + filled)
        if (count === 0) throw changed(path)
        filled += count
      }
      // After reading: what was read had this identity all the time.
      if (identityText(fstatSync(file, { bigint: true })) !== identity) throw changed(path)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw localFailureOf(error, path)
  }
  return buffer.crc(0, sizeBytes)
}

/**
 * Brings a whole file from the buffer to its name: to a temporary file, to the disk for good, and
 * then in one step to the target. The buffer is free again when this returns; the promise settles when
 * the file has its name. Throws or rejects with `FileAlreadyExists` when the target is taken; nothing is
 * left then. After any other failure the temporary file may be there.
 */
export function writeSmall(
  task: FetchTask,
  bytes: Uint8Array,
  flush: (file: number) => Promise<void>,
): Promise<void> {
  const file = writeTemporary(task, bytes)
  return flush(file).then(
    () => {
      closeSync(file)
      publishSmall(task)
    },
    (error: unknown) => {
      closeSync(file)
      throw localFailureOf(error, task.tempPath)
    },
  )
}

/**
 * Throws `FileAlreadyExists` when something, also a link that leads nowhere, has the target's name. To
 * be asked before the temporary file is there: where both exist, the target was free at that time.
 */
export function checkFree({ replace, targetPath }: FetchTask): void {
  if (replace) return
  try {
    if (lstatSync(targetPath, { throwIfNoEntry: false }) === undefined) return
  } catch (error) {
    throw localFailureOf(error, targetPath)
  }
  throw targetTaken(targetPath)
}

function writeTemporary({ tempPath, modifiedAt }: FetchTask, bytes: Uint8Array): number {
  try {
    const file = openSync(tempPath, 'w')
    try {
      for (let written = 0; written < bytes.byteLength; ) {
        written += writeSync(file, bytes, written, bytes.byteLength - written, written)
      }
      setTime(file, modifiedAt)
      return file
    } catch (error) {
      closeSync(file)
      throw error
    }
  } catch (error) {
    throw localFailureOf(error, tempPath)
  }
}

/** A file system that keeps no such times is no reason to lose the file. */
function setTime(file: number, modifiedAt: string | null): void {
  const seconds = modifiedAt === null ? Number.NaN : Date.parse(modifiedAt) / 1000
  if (!Number.isFinite(seconds)) return
  try {
    futimesSync(file, seconds, seconds)
  } catch {
    return
  }
}

function publishSmall({ tempPath, targetPath, replace }: FetchTask): void {
  try {
    if (replace) {
      renameSync(tempPath, targetPath)
      return
    }
    if (linkOrReserve(tempPath, targetPath) === 'linked') unlinkSync(tempPath)
    else renameSync(tempPath, targetPath)
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw localFailureOf(error, targetPath)
    unlinkSync(tempPath)
    throw targetTaken(targetPath)
  }
}

/** Without hard links an empty file of ours keeps the name until the real one takes its place. */
function linkOrReserve(tempPath: string, targetPath: string): 'linked' | 'reserved' {
  try {
    linkSync(tempPath, targetPath)
    return 'linked'
  } catch (error) {
    if (!isWithoutLinks(error)) throw error
    closeSync(openSync(targetPath, 'wx'))
    return 'reserved'
  }
}
