import { join } from 'node:path'
import { toFailure } from '../../../shared/ipc/failure.ts'
import { smallFileBytes } from '../data-plane/protocol.ts'
import { prove } from '../proof.ts'
import type { Stated } from '../remote/remote.ts'
import type { Outcome } from '../schedule/outcome.ts'
import { conflictOutcome, isTaken, policyOf } from './conflict.ts'
import type { Try } from './context.ts'

/** A small file and where it goes: its folder exists. */
export interface SmallDownload {
  readonly at: Try
  readonly folder: string
  readonly name: string
}

/** Whether a file may go the short way: small, known from the listing, and nothing was tried for it. */
export function isSmallDownload(at: Try): boolean {
  const { etag, sizeBytes, tried } = at.item
  const policy = policyOf(at)
  const isSimple = policy === 'ask' || policy === 'skip' || policy === 'replace'
  return isSimple && etag !== null && !tried && sizeBytes <= smallFileBytes
}

/**
 * The short way for many small files of one transfer at once: one request each, signed and handed over
 * together, and the data plane brings each from the answer to its name in one go. `onEnded` gets what
 * tells the outcome of each, which throws what went wrong.
 */
export async function downloadSmall(
  downloads: readonly SmallDownload[],
  onEnded: (at: Try, outcome: () => Promise<Outcome>) => Promise<void>,
): Promise<void> {
  const rows = downloads.map(rowOf)
  const ended: Promise<void>[] = []
  const end = (index: number, result: PromiseSettledResult<Stated>): void => {
    const [at, row] = [downloads[index]?.at, rows[index]]
    if (at && result.status === 'fulfilled') prove(at.proof, null, result.value)
    if (at && row) ended.push(onEnded(at, () => outcomeOf(at, row.targetPath, result)))
  }
  await fetchAll(downloads, rows, end).catch((reason: unknown) => {
    for (const index of rows.keys()) end(index, { status: 'rejected', reason })
  })
  await Promise.all(ended)
}

type DownloadRow = ReturnType<typeof rowOf>

function rowOf({ at, folder, name }: SmallDownload): {
  readonly itemId: number
  readonly tempPath: string
  readonly targetPath: string
  readonly etag: string
  readonly sizeBytes: number
} {
  const { etag, id, sizeBytes } = at.item
  const targetPath = join(folder, name)
  return {
    itemId: id,
    tempPath: temporaryName(at, folder),
    targetPath,
    etag: etag ?? '',
    sizeBytes,
  }
}

async function fetchAll(
  downloads: readonly SmallDownload[],
  rows: readonly DownloadRow[],
  onSettled: (index: number, result: PromiseSettledResult<Stated>) => void,
): Promise<void> {
  const first = downloads[0]?.at
  if (first === undefined) return
  const { halting, remote, signal, tools, transfer } = first
  await tools.commits.write(() => tools.store.checkpoints.addWholeDownloads(rows))
  const tasks = downloads.map(({ at }, index) => ({
    kind: 'fetch' as const,
    tempPath: rows[index]?.tempPath ?? '',
    targetPath: rows[index]?.targetPath ?? '',
    sizeBytes: at.item.sizeBytes,
    modifiedAt: at.item.modifiedAt,
    replace: policyOf(at) === 'replace',
  }))
  const { bucket } = transfer
  const sources = downloads.map(({ at }) => {
    return { bucket, key: at.item.key, etag: at.item.etag ?? '' }
  })
  const transport = tools.plane.moveAll(tasks, halting, (index, crc64) => {
    const at = downloads[index]?.at
    if (at) at.proof.crc64 = crc64
  })
  await remote.getAll(sources, transport, signal, onSettled)
}

async function outcomeOf(
  at: Try,
  targetPath: string,
  result: PromiseSettledResult<unknown>,
): Promise<Outcome> {
  if (result.status === 'fulfilled') return { kind: 'done' }
  const failure = toFailure(result.reason)
  // The folder went away after it was looked up: the long way looks again.
  if (failure.code === 'local.not-found') return { kind: 'retry', afterMs: 0, failure }
  if (!isTaken(result.reason)) throw result.reason
  // Nothing of ours was left, and what is at the target is somebody else's.
  const { commits, store } = at.tools
  await commits.write(() => store.checkpoints.drop(at.item.id))
  return policyOf(at) === 'skip' ? { kind: 'skipped' } : conflictOutcome(targetPath)
}

/** Beside the target, so that giving the file its name is one step. */
export function temporaryName(at: Try, folder: string): string {
  return join(folder, `.ossdesk-${at.tools.randomName()}.part`)
}
