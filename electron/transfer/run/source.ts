import { stat } from 'node:fs/promises'
import { FailureError, localFailure } from '../../../shared/ipc/failure.ts'
import type { Move } from '../data-plane/data-plane.ts'
import { identityText } from '../identity.ts'
import { changed, localFailureOf } from '../local-failure.ts'
import type { Try } from './context.ts'
import type { Content } from './rivals.ts'

/** What the local file was when this try began. */
export interface Source {
  readonly path: string
  readonly identity: string
  readonly sizeBytes: number
  readonly modifiedAtMs: number
}

/** Throws `local.*` failures. */
export async function readSource(path: string): Promise<Source> {
  const stats = await stat(path, { bigint: true }).catch((error) => {
    throw localFailureOf(error, path)
  })
  if (!stats.isFile()) {
    throw new FailureError(localFailure('local.not-found', `no file any more: ${path}`, { path }))
  }
  const { size, mtimeMs } = stats
  return {
    path,
    identity: identityText(stats),
    sizeBytes: Number(size),
    modifiedAtMs: Number(mtimeMs),
  }
}

/** To be compared with what is at the target. */
export function contentOfSource(at: Try, { path, sizeBytes, modifiedAtMs }: Source): Content {
  const checksum = (): Promise<string> => at.tools.plane.checksum(path, 0, sizeBytes, at.signal)
  return { sizeBytes, modifiedAtMs, checksum }
}

/** Throws `local.changed` when the file is not what it was when the try began. */
export async function checkUnchanged(source: Source): Promise<void> {
  const current = await readSource(source.path)
  if (current.identity !== source.identity) throw changed(source.path)
}

/** Takes the multipart upload away, durably, and forgets its parts. */
export function forgetUpload(at: Try): void {
  const { store } = at.tools
  store.atomically(() => {
    store.cleanups.addOfItem(at.item.id)
    store.checkpoints.drop(at.item.id)
  })
}

/** Awaits a request that moves a file; what is wrong with the file itself is thrown as it is. */
export async function moved<Result>(move: Move, request: Promise<Result>): Promise<Result> {
  try {
    return await request
  } catch (error) {
    const failure = move.failure()
    throw failure?.code.startsWith('local.') ? new FailureError(failure) : error
  }
}
