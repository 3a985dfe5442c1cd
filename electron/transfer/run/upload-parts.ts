import { FailureError } from '../../../shared/ipc/failure.ts'
import { checkCrc, combinedCrc } from '../crc.ts'
import { partCount, partRange } from '../limits.ts'
import type { Outcome } from '../outcome.ts'
import type { UploadTarget } from '../remote.ts'
import type { UploadRecord } from '../store/checkpoint-store.ts'
import { isOurs, storeObject } from './conflict.ts'
import { connected, type Try } from './context.ts'
import { inParallel } from './parallel.ts'
import { reconcileParts } from './reconcile.ts'
import { checkUnchanged, forgetUpload, moved, type Source } from './source.ts'

type LiveUpload = UploadRecord & { readonly uploadId: string }

/**
 * Uploads a file as parts. The row with the intent exists before Initiate, the upload id is stored
 * before part 1, a part is stored when it is acknowledged, and ListParts is the truth on resume.
 */
export async function uploadInParts(at: Try, source: Source): Promise<Outcome> {
  const { combine, store } = at.tools
  const sent = {
    sizeBytes: source.sizeBytes,
    crc64: () => combinedCrc(store.checkpoints.parts(at.item.id), combine),
  }
  const send = (key: string, forbid: boolean): Promise<void> => sendParts(at, source, key, forbid)
  try {
    return await storeObject(at, sent, send, () => forgetUpload(at))
  } catch (error) {
    if (!isGone(error)) throw error
    return resumeWithout(at, source, (error as FailureError).failure)
  }
}

/**
 * The service does not know the upload: either Complete had worked and its answer was lost, or
 * somebody aborted it and the file starts again by itself.
 */
async function resumeWithout(
  at: Try,
  source: Source,
  failure: FailureError['failure'],
): Promise<Outcome> {
  const { checkpoints } = at.tools.store
  const upload = checkpoints.upload(at.item.id)
  if (upload?.completing) {
    const crc = combinedCrc(checkpoints.parts(at.item.id), at.tools.combine)
    const sent = { sizeBytes: source.sizeBytes, crc64: () => crc }
    if (await isOurs(at, upload.key, sent)) return { kind: 'done' }
  }
  at.tools.store.atomically(() => checkpoints.drop(at.item.id))
  return { kind: 'retry', afterMs: 0, failure }
}

async function sendParts(at: Try, source: Source, key: string, forbid: boolean): Promise<void> {
  const upload = await liveUpload(at, source, key, forbid)
  const stored = await reconcileParts(at, source, upload)
  const width = at.tools.budget.limit
  await inParallel(missing(upload, source, stored), width, (number) =>
    connected(at, () => sendPart(at, source, upload, number)),
  )
  await checkUnchanged(source)
  await complete(at, source, upload, forbid)
}

function* missing(
  upload: LiveUpload,
  source: Source,
  stored: ReadonlySet<number>,
): Generator<number> {
  const count = partCount(source.sizeBytes, upload.partSizeBytes)
  for (let number = 1; number <= count; number++) if (!stored.has(number)) yield number
}

async function sendPart(
  at: Try,
  source: Source,
  upload: LiveUpload,
  number: number,
): Promise<void> {
  const { path, identity } = source
  const { offset, sizeBytes } = partRange(number, source.sizeBytes, upload.partSizeBytes)
  const { key, uploadId } = upload
  const move = at.tools.plane.move({ kind: 'send', path, offset, sizeBytes, identity }, at.onBytes)
  const part = { bucket: at.transfer.bucket, key, uploadId, number, sizeBytes }
  const answer = await moved(move, at.remote.uploadPart(part, move.transport, at.signal))
  const crc64 = move.crc64() ?? '0'
  checkCrc(crc64, answer.crc64, key)
  at.tools.store.checkpoints.addPart(at.item.id, { number, sizeBytes, crc64, etag: answer.etag })
}

async function complete(
  at: Try,
  source: Source,
  upload: LiveUpload,
  forbidOverwrite: boolean,
): Promise<void> {
  const { checkpoints } = at.tools.store
  const { key, uploadId } = upload
  const parts = checkpoints.parts(at.item.id)
  checkpoints.setCompleting(at.item.id)
  const { bucket } = at.transfer
  const target = { bucket, key, forbidOverwrite, uploadId, parts }
  const answer = await connected(at, () => at.remote.complete(target, at.signal))
  checkCrc(combinedCrc(parts, at.tools.combine), answer.crc64, source.path)
}

/** The upload of this file, adopted or made. */
async function liveUpload(
  at: Try,
  source: Source,
  key: string,
  forbidOverwrite: boolean,
): Promise<LiveUpload> {
  const { limits, now, store } = at.tools
  const { checkpoints } = store
  const { bucket } = at.transfer
  const known = checkpoints.upload(at.item.id)
  if (known?.uploadId) return { ...known, uploadId: known.uploadId }
  let uploadId: string | null = null
  if (known === null) {
    checkpoints.intendUpload(at.item.id, key, limits.partSizeOf(source.sizeBytes), now())
  } else {
    uploadId = await findOrphan(at, known)
  }
  uploadId ??= await initiate(at, { bucket, key, forbidOverwrite })
  checkpoints.setUploadId(at.item.id, uploadId)
  const upload = checkpoints.upload(at.item.id)
  if (upload === null) throw new Error(`no row for the upload of item ${at.item.id}`)
  return { ...upload, uploadId }
}

async function initiate(at: Try, target: UploadTarget): Promise<string> {
  try {
    return await connected(at, () => at.remote.initiate(target, at.signal))
  } catch (error) {
    // A clear refusal: nothing was made, so there is nothing to look for later.
    if (isRefusal(error)) at.tools.store.checkpoints.drop(at.item.id)
    throw error
  }
}

function isRefusal(error: unknown): boolean {
  const status = error instanceof FailureError ? error.failure.status : null
  return status !== null && status >= 400 && status < 500
}

/** How far the service's clock and ours may be apart when an orphan is looked for. */
const clockSlackMs = 15 * 60 * 1000

/**
 * An Initiate was sent and its answer never stored: its upload, if there is one, is adopted instead
 * of leaving it to be billed. One that has parts or that another file of ours uses is not it.
 */
async function findOrphan(at: Try, intent: UploadRecord): Promise<string | null> {
  const { bucket } = at.transfer
  const uploads = await connected(at, () => at.remote.uploads(bucket, intent.key, at.signal)).catch(
    (error: unknown) => {
      // A key that may not list uploads cannot find it; a new one is made.
      if (error instanceof FailureError && error.failure.status === 403) return []
      throw error
    },
  )
  for (const upload of uploads) {
    if (upload.initiatedAtMs < intent.intentAtMs - clockSlackMs) continue
    if (at.tools.store.checkpoints.knowsUpload(upload.uploadId)) continue
    const parts = await connected(at, () =>
      at.remote.parts(bucket, intent.key, upload.uploadId, at.signal),
    )
    if (parts.length === 0) return upload.uploadId
  }
  return null
}

function isGone(error: unknown): boolean {
  return error instanceof FailureError && error.failure.code === 'NoSuchUpload'
}
