import { join } from 'node:path'
import { smallFileBytes } from '../data-plane/protocol.ts'
import type { Outcome } from '../outcome.ts'
import { conflictOutcome, policyOf } from './conflict.ts'
import { moving, type Try } from './context.ts'
import { isOccupied } from './local-place.ts'
import { moved } from './source.ts'

/**
 * The short way for a small file that nothing was tried for: one row, one request, one call into the
 * data plane. null = it takes the long way, which knows every special case.
 */
export async function downloadSmall(
  at: Try,
  folder: string,
  name: string,
): Promise<Outcome | null> {
  const { item, tools, transfer } = at
  const policy = policyOf(at)
  if (item.etag === null || item.tried || item.sizeBytes > smallFileBytes) return null
  if (policy === 'keep-both') return null
  const targetPath = join(folder, name)
  const replace = policy === 'replace'
  if (!replace && (await isOccupied(targetPath))) return taken(policy, targetPath)
  const tempPath = temporaryName(at, folder)
  const { etag, sizeBytes, modifiedAt } = item
  const row = { itemId: item.id, tempPath, targetPath, etag, sizeBytes, publishing: true }
  await tools.commits.write(() => {
    tools.store.checkpoints.addDownload({ ...row, partSizeBytes: Math.max(1, sizeBytes) })
    tools.store.items.setPath(item.id, targetPath)
  })
  const move = tools.plane.move(
    { kind: 'fetch', tempPath, targetPath, sizeBytes, modifiedAt, replace },
    at.onBytes,
  )
  const source = { bucket: transfer.bucket, key: item.key, range: null, etag }
  try {
    await moving(at, sizeBytes, () => moved(move, at.remote.get(source, move.transport, at.signal)))
    return { kind: 'done' }
  } catch (error) {
    const failure = move.failure()
    // The folder went away after it was looked up: the long way looks again.
    if (failure?.code === 'local.not-found') return { kind: 'retry', afterMs: 0, failure }
    if (failure?.code !== 'FileAlreadyExists') throw error
    await tools.commits.write(() => tools.store.checkpoints.drop(item.id))
    return taken(policy, targetPath)
  }
}

/** Beside the target, so that giving the file its name is one step. */
export function temporaryName(at: Try, folder: string): string {
  return join(folder, `.ossdesk-${at.tools.randomName()}.part`)
}

function taken(policy: 'ask' | 'skip' | 'replace', targetPath: string): Outcome {
  return policy === 'skip' ? { kind: 'skipped' } : conflictOutcome(targetPath)
}
