import { lstat, open, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { FailureError, localFailure } from '../../../shared/ipc/failure.ts'
import { isFolderKey, localPathOf } from '../../../shared/oss/key.ts'
import type { ConflictPolicy } from '../../../shared/transfer/kinds.ts'
import { numberedName } from '../../../shared/transfer/names.ts'
import { checkCrc, combinedCrc } from '../crc.ts'
import { localFailureOf, systemCode } from '../local-failure.ts'
import { prove } from '../proof.ts'
import { classify } from '../schedule/classify.ts'
import type { Outcome } from '../schedule/outcome.ts'
import type { DownloadRecord } from '../store/checkpoint-store.ts'
import { conflictOutcome } from './conflict.ts'
import { connected, type Runner, type Try } from './context.ts'
import { settledPolicy } from './download-conflict.ts'
import { fetchMissing } from './download-parts.ts'
import {
  downloadSmall,
  isSmallDownload,
  type SmallDownload,
  temporaryName,
} from './download-small.ts'
import { ensureFolder, isOccupied } from './local-place.ts'
import { isSameFile, publish, settle } from './publish.ts'

/** Downloads objects and makes folders. */
export const runDownload: Runner = async (tries, settle) => {
  const one = async (at: Try, work: () => Promise<Outcome | null>): Promise<void> => {
    const outcome = await work().catch((error: unknown) => classifyDownload(at, error))
    if (outcome !== null) settle(at, outcome)
  }
  const others = tries.filter((at) => !isSmallDownload(at))
  await Promise.all([
    runSmall(tries.filter(isSmallDownload), one),
    ...others.map((at) => one(at, () => download(at))),
  ])
}

/** `one` settles a try with what `work` answers; null = not yet. */
async function runSmall(
  tries: readonly Try[],
  one: (at: Try, work: () => Promise<Outcome | null>) => Promise<void>,
): Promise<void> {
  const placed: SmallDownload[] = []
  await Promise.all(
    tries.map((at) =>
      one(at, async () => {
        const place = await placeOf(at)
        if (place === null) return { kind: 'done' }
        placed.push({ at, ...place })
        return null
      }),
    ),
  )
  await downloadSmall(placed, one)
}

/** Where the file goes: an existing folder inside the chosen one, and a name. */
interface Place {
  readonly folder: string
  readonly name: string
}

async function download(at: Try): Promise<Outcome> {
  const place = await placeOf(at)
  if (place === null) return { kind: 'done' }
  const earlier = at.tools.store.checkpoints.download(at.item.id)
  if (earlier?.publishing && (await isPublished(at, earlier))) return { kind: 'done' }
  const target = join(place.folder, place.name)
  const policy = await settledPolicy(at, target)
  if (policy === 'ask' || policy === 'skip') {
    if (await isOccupied(target))
      return policy === 'ask' ? conflictOutcome(target) : { kind: 'skipped' }
  }
  const checkpoint = await openCheckpoint(at, earlier, target)
  await fetchMissing(at, checkpoint)
  verify(at, checkpoint)
  await settle(checkpoint.tempPath, at.item.modifiedAt)
  return put(at, checkpoint, place, policy)
}

/** null: it was a folder, which is there now. */
async function placeOf(at: Try): Promise<Place | null> {
  const { item, tools, transfer } = at
  // An object with content whose key ends in `/` is a file without a name in the folder of that key.
  const isNameless = item.kind === 'file' && isFolderKey(item.key)
  const key = isNameless ? `${item.key}/` : item.key
  const local = localPathOf(key, transfer.prefix, tools.platform)
  if (!local.ok) {
    const message = `no safe local name for the key: ${local.reason}`
    const details = { Key: item.key, reason: local.reason }
    throw new FailureError(localFailure('local.unsupported-name', message, details))
  }
  const root = transfer.folder ?? ''
  // After a failure nothing is taken for granted.
  const ensure: typeof ensureFolder = (folder, names) =>
    item.tried ? ensureFolder(folder, names) : tools.folders.ensure(folder, names)
  const { segments } = local
  if (item.kind === 'folder' || segments.length === 0) {
    await ensure(root, segments)
    return null
  }
  const name = segments[segments.length - 1] ?? ''
  return { folder: await ensure(root, segments.slice(0, -1)), name }
}

/** Killed between giving the file its name and writing that down. */
async function isPublished(at: Try, checkpoint: DownloadRecord): Promise<boolean> {
  const { targetPath, tempPath, sizeBytes } = checkpoint
  if (await isSameFile(tempPath, targetPath)) {
    await unlink(tempPath).catch(() => undefined)
    return true
  }
  const targetBytes = await sizeOf(targetPath)
  if (await isOccupied(tempPath)) {
    // The empty file that keeps the name on file systems without hard links: ours, see `publish`.
    if (targetBytes === 0 && sizeBytes > 0) await unlink(targetPath)
    return false
  }
  if (targetBytes !== sizeBytes) return false
  const expected = await expectedCrc(at, checkpoint)
  if (expected === null) return false
  const found = await at.tools.plane.checksum(targetPath, 0, sizeBytes, at.signal)
  if (found === expected) prove(at.proof, found, checkpoint)
  return found === expected
}

/** null = nothing is there. */
async function sizeOf(path: string): Promise<number | null> {
  try {
    const stats = await lstat(path)
    return stats.isFile() ? stats.size : null
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null
    throw localFailureOf(error, path)
  }
}

/** Of the whole object; of a small file, which has no parts, only the service knows it. */
async function expectedCrc(at: Try, checkpoint: DownloadRecord): Promise<string | null> {
  const parts = at.tools.store.checkpoints.parts(at.item.id)
  if (parts.length > 0 || checkpoint.sizeBytes === 0) return combinedCrc(parts, at.tools.combine)
  const facts = await connected(at, () =>
    at.remote.head(at.transfer.bucket, at.item.key, at.signal),
  )
  return facts?.etag === checkpoint.etag ? facts.crc64 : null
}

/** The checkpoint to go on with, and its temporary file. */
async function openCheckpoint(
  at: Try,
  earlier: DownloadRecord | null,
  targetPath: string,
): Promise<DownloadRecord> {
  const { checkpoints } = at.tools.store
  if (earlier === null) {
    const facts = await factsOf(at)
    checkpoints.addDownload({
      itemId: at.item.id,
      tempPath: temporaryName(at, dirname(targetPath)),
      targetPath,
      partSizeBytes: at.tools.limits.partSizeOf(facts.sizeBytes),
      etag: facts.etag,
      sizeBytes: facts.sizeBytes,
      publishing: false,
    })
  }
  const checkpoint = checkpoints.download(at.item.id)
  if (checkpoint === null) throw new Error(`no row for the download of item ${at.item.id}`)
  const file = await open(checkpoint.tempPath, 'a').catch((error) => {
    throw localFailureOf(error, checkpoint.tempPath)
  })
  await file.close()
  return checkpoint
}

/** From the listing; a file that was downloaded in vain before is looked up again. */
async function factsOf(at: Try): Promise<{ readonly sizeBytes: number; readonly etag: string }> {
  const { item, remote, signal, tools, transfer } = at
  if (item.etag !== null) return { sizeBytes: item.sizeBytes, etag: item.etag }
  const facts = await connected(at, () => remote.head(transfer.bucket, item.key, signal))
  if (facts === null) throw absent(item.key)
  const large = facts.sizeBytes > tools.limits.singleBytes
  tools.store.items.setRemote(item.id, { ...facts, large })
  return facts
}

function verify(at: Try, checkpoint: DownloadRecord): void {
  const { checkpoints } = at.tools.store
  const parts = checkpoints.parts(at.item.id)
  const crc64 = checkpoints.download(at.item.id)?.crc64 ?? null
  const own = combinedCrc(parts, at.tools.combine)
  try {
    checkCrc(own, crc64, at.item.key)
    prove(at.proof, own, { crc64 })
  } catch (error) {
    // Some part is damaged and nobody knows which: the next try fetches all of them.
    for (const part of parts) checkpoints.dropPart(checkpoint.itemId, part.number)
    throw error
  }
}

async function put(
  at: Try,
  checkpoint: DownloadRecord,
  place: Place,
  policy: ConflictPolicy,
): Promise<Outcome> {
  const { checkpoints } = at.tools.store
  for (let number = 1; ; number++) {
    const name = number === 1 ? place.name : numberedName(place.name, number)
    const target = join(place.folder, name)
    const replace = policy === 'replace'
    // Asked before the row says that the target may be ours.
    if (replace || !(await isOccupied(target))) {
      checkpoints.setPublishing(at.item.id, target)
      if (await publish(checkpoint.tempPath, target, replace)) {
        at.tools.store.items.setPath(at.item.id, target)
        return { kind: 'done' }
      }
      checkpoints.clearPublishing(at.item.id)
    }
    if (policy === 'skip') return { kind: 'skipped' }
    if (policy !== 'keep-both') return conflictOutcome(target)
  }
}

/** An object that changed under us starts again as a whole: bytes of two versions never mix. */
async function classifyDownload(at: Try, error: unknown): Promise<Outcome> {
  const outcome = classify(error, 'download')
  const code = error instanceof FailureError ? error.failure.code : ''
  if (code !== 'PreconditionFailed' && code !== 'InvalidRange') return outcome
  const { store } = at.tools
  const checkpoint = store.checkpoints.download(at.item.id)
  store.atomically(() => {
    store.cleanups.addOfItem(at.item.id)
    store.checkpoints.drop(at.item.id)
    if (checkpoint) store.items.forgetRemote(at.item.id)
  })
  const { failure } = error as FailureError
  return { kind: 'retry', afterMs: 0, failure }
}

function absent(key: string): FailureError {
  const failure = localFailure('internal', 'the object does not exist', { Key: key })
  return new FailureError({ ...failure, code: 'NoSuchKey', status: 404 })
}
