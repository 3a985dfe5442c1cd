import { FailureError } from '../../../shared/ipc/failure.ts'
import type { ObjectHeaders } from '../../oss/object-headers.ts'
import { checkCrc } from '../crc.ts'
import { type PartRange, partCount, partRange } from '../limits.ts'
import { prove } from '../proof.ts'
import type { UploadTarget } from '../remote/remote.ts'
import type { Outcome } from '../schedule/outcome.ts'
import type { PartRecord, UploadRecord } from '../store/checkpoint-store.ts'
import { isOurs, type Sent, storeObject } from './conflict.ts'
import { connected, type Try } from './context.ts'
import { inParallel } from './parallel.ts'
import type { Content } from './rivals.ts'
import { forgetUpload } from './source.ts'

export type LiveUpload = UploadRecord & { readonly uploadId: string }

/** Something that becomes an object part by part: a file, or an object elsewhere. */
export interface Parted {
  readonly sizeBytes: number
  /** Of an upload that begins now. */
  readonly partSizeBytes: number
  /** What the object is given; absent = its type is guessed from the key. */
  readonly headers?: ObjectHeaders
  /** Decimal, of the whole; null while it is not known, or never. */
  crc64(): string | null
  /** To be compared with what is at the target; absent = it cannot be. */
  readonly content?: Content
  /** Numbers of the parts of an earlier try that are there and right. */
  reconcile(upload: LiveUpload): Promise<ReadonlySet<number>>
  /** Brings one part there. */
  send(upload: LiveUpload, range: PartRange): Promise<PartRecord>
  /** Last look before it becomes an object; throws when that must not be. */
  check(upload: LiveUpload): Promise<void>
}

/**
 * Stores an object in parts. The row with the intent exists before Initiate, the upload id is stored
 * before part 1, a part is stored when it is acknowledged, and ListParts is the truth on resume.
 */
export async function storeInParts(at: Try, parted: Parted): Promise<Outcome> {
  const send = (key: string, forbid: boolean): Promise<void> => sendParts(at, parted, key, forbid)
  try {
    return await storeObject(at, parted, send, () => forgetUpload(at))
  } catch (error) {
    if (!isGone(error)) throw error
    return resumeWithout(at, parted, (error as FailureError).failure)
  }
}

/**
 * The service does not know the upload: either Complete had worked and its answer was lost, or
 * somebody aborted it and the object starts again by itself.
 */
async function resumeWithout(
  at: Try,
  sent: Sent,
  failure: FailureError['failure'],
): Promise<Outcome> {
  const { checkpoints } = at.tools.store
  const upload = checkpoints.upload(at.item.id)
  if (upload?.completing && (await isOurs(at, upload.key, sent))) return { kind: 'done' }
  at.tools.store.atomically(() => checkpoints.drop(at.item.id))
  return { kind: 'retry', afterMs: 0, failure }
}

async function sendParts(at: Try, parted: Parted, key: string, forbid: boolean): Promise<void> {
  const upload = await liveUpload(at, parted, key, forbid)
  const stored = await parted.reconcile(upload)
  const width = (): number => at.tools.budget.limit
  await inParallel(missing(upload, parted, stored), width, (number) =>
    connected(at, () => sendPart(at, parted, upload, number)),
  )
  await parted.check(upload)
  await complete(at, parted, upload, forbid)
}

function* missing(
  upload: LiveUpload,
  { sizeBytes }: Parted,
  stored: ReadonlySet<number>,
): Generator<number> {
  const count = partCount(sizeBytes, upload.partSizeBytes)
  for (let number = 1; number <= count; number++) if (!stored.has(number)) yield number
}

async function sendPart(
  at: Try,
  parted: Parted,
  upload: LiveUpload,
  number: number,
): Promise<void> {
  const part = await parted.send(upload, partRange(number, parted.sizeBytes, upload.partSizeBytes))
  at.tools.store.checkpoints.addPart(at.item.id, part)
}

async function complete(
  at: Try,
  parted: Parted,
  upload: LiveUpload,
  forbidOverwrite: boolean,
): Promise<void> {
  const { checkpoints } = at.tools.store
  const { key, uploadId } = upload
  const { headers = {} } = parted
  const parts = checkpoints.parts(at.item.id)
  checkpoints.setCompleting(at.item.id)
  const { bucket } = at.transfer
  const target = { bucket, key, forbidOverwrite, uploadId, parts, headers }
  const answer = await connected(at, () => at.remote.complete(target, at.signal))
  checkCrc(parted.crc64(), answer.crc64, key)
  prove(at.proof, parted.crc64(), answer)
}

/** The upload of this item, adopted or made. */
async function liveUpload(
  at: Try,
  parted: Parted,
  key: string,
  forbidOverwrite: boolean,
): Promise<LiveUpload> {
  const { now, store } = at.tools
  const { checkpoints } = store
  const { bucket } = at.transfer
  const known = checkpoints.upload(at.item.id)
  if (known?.uploadId) return { ...known, uploadId: known.uploadId }
  let uploadId: string | null = null
  if (known === null) checkpoints.intendUpload(at.item.id, key, parted.partSizeBytes, now())
  else uploadId = await findOrphan(at, known)
  const { headers } = parted
  const target = { bucket, key, forbidOverwrite }
  uploadId ??= await initiate(at, headers ? { ...target, headers } : target)
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
 * of leaving it to be billed. One that has parts, that another file of ours uses or that was given up
 * is not it.
 */
async function findOrphan(at: Try, intent: UploadRecord): Promise<string | null> {
  const { bucket } = at.transfer
  // Read before the list: what is taken away meanwhile may still be on it.
  const givenUp = at.tools.store.cleanups.uploadsOf(bucket, intent.key)
  const uploads = await connected(at, () => at.remote.uploads(bucket, intent.key, at.signal)).catch(
    (error: unknown) => {
      // A key that may not list uploads cannot find it; a new one is made.
      if (error instanceof FailureError && error.failure.status === 403) return []
      throw error
    },
  )
  for (const upload of uploads) {
    if (upload.initiatedAtMs < intent.intentAtMs - clockSlackMs) continue
    if (givenUp.has(upload.uploadId)) continue
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
