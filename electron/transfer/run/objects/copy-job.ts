import type { ObjectHeaders } from '../../../oss/object-headers.ts'
import type { ObjectFacts } from '../../../oss/operations/object-facts.ts'
import { checkCrc, combinedCrc } from '../../crc.ts'
import type { PartRange } from '../../limits.ts'
import { prove } from '../../proof.ts'
import type { Outcome } from '../../schedule/outcome.ts'
import type { PartRecord } from '../../store/checkpoint-store.ts'
import { storeFolder, storeObject } from '../conflict.ts'
import { connected, type Try } from '../context.ts'
import { type LiveUpload, type Parted, storeInParts } from '../parts.ts'
import { reconcileParts } from '../reconcile.ts'
import type { Content } from '../rivals.ts'
import { forgetUpload } from '../source.ts'
import { describe, type ObjectPlace } from './facts.ts'
import { passThrough } from './pass-through.ts'

/** One object that is to become another, which is given `headers`. */
export interface CopyJob {
  readonly place: ObjectPlace
  readonly facts: ObjectFacts
  readonly headers: ObjectHeaders
}

/** `service`: it copies by itself. `relay`: the bytes pass through this computer. */
export type Way = 'service' | 'relay'

/** Stores the copy as the conflict policy says, in one request or in parts; resumes. */
export function copyTo(at: Try, job: CopyJob, way: Way): Promise<Outcome> {
  const { limits } = at.tools
  const { sizeBytes, crc64 } = job.facts
  const largest = way === 'service' ? limits.copyBytes : limits.singleBytes
  if (sizeBytes > largest) {
    pin(at, job.facts)
    return storeInParts(at, partedOf(at, job, way))
  }
  const send = (key: string, forbid: boolean): Promise<void> =>
    way === 'service' ? copyWhole(at, job, key, forbid) : relayWhole(at, job, key, forbid)
  if (at.item.kind === 'folder') return storeFolder(at, send)
  const sent = { sizeBytes, crc64: () => crc64, content: contentOfFacts(job.facts) }
  return storeObject(at, sent, send, () => undefined)
}

/** Which content the parts are of: those of another are never mixed in. */
function pin(at: Try, { etag, sizeBytes }: ObjectFacts): void {
  const { checkpoints } = at.tools.store
  const pinned = checkpoints.copy(at.item.id)
  if (pinned !== null && pinned.etag !== etag) forgetUpload(at)
  checkpoints.beginCopy({ itemId: at.item.id, etag, sizeBytes })
}

function contentOfFacts({ sizeBytes, modifiedAt, crc64 }: ObjectFacts): Content {
  const modifiedAtMs = modifiedAt === null ? null : Date.parse(modifiedAt)
  return { sizeBytes, modifiedAtMs, checksum: async () => crc64 }
}

async function copyWhole(at: Try, job: CopyJob, key: string, forbid: boolean): Promise<void> {
  const { bucket } = at.transfer
  const { place, facts, headers } = job
  const from = { bucket: place.bucket, key: place.key, etag: facts.etag }
  const to = { bucket, key, forbidOverwrite: forbid, from, headers }
  const answer = await connected(at, () => at.remote.copy(to, at.signal))
  prove(at.proof, facts.crc64, answer)
  if (facts.crc64 === null) return
  const stated = answer.crc64 ?? (await describe(at, { remote: at.remote, bucket, key })).crc64
  checkCrc(facts.crc64, stated, key)
  prove(at.proof, facts.crc64, { crc64: stated })
}

async function relayWhole(at: Try, job: CopyJob, key: string, forbid: boolean): Promise<void> {
  const { place, facts, headers } = job
  const { sizeBytes, etag } = facts
  const target = { bucket: at.transfer.bucket, key, forbidOverwrite: forbid, sizeBytes, headers }
  if (sizeBytes === 0) {
    await connected(at, () => at.remote.put(target, null, at.signal))
    return
  }
  const source = { bucket: place.bucket, key: place.key, range: null, etag }
  const { result, crc64 } = await connected(at, () =>
    passThrough(
      at,
      sizeBytes,
      (transport) => place.remote.get(source, transport, at.signal),
      (transport) => at.remote.put(target, transport, at.signal),
    ),
  )
  checkCrc(crc64, result.crc64, key)
  prove(at.proof, crc64, result)
}

function partedOf(at: Try, job: CopyJob, way: Way): Parted {
  const { limits } = at.tools
  const { sizeBytes, crc64 } = job.facts
  const send = way === 'service' ? copyPart : relayPart
  return {
    sizeBytes,
    partSizeBytes:
      way === 'service' ? limits.copyPartSizeOf(sizeBytes) : limits.partSizeOf(sizeBytes),
    headers: job.headers,
    crc64: () => crc64,
    content: contentOfFacts(job.facts),
    // Only we know the upload, and every part of it was asked for by the source's ETag.
    reconcile: (upload) => reconcileParts(at, sizeBytes, upload, async () => true),
    send: (upload, range) => send(at, job, upload, range),
    check: (upload) => checkParts(at, job, upload),
  }
}

async function copyPart(
  at: Try,
  { place, facts }: CopyJob,
  { key, uploadId }: LiveUpload,
  range: PartRange,
): Promise<PartRecord> {
  const { number, sizeBytes } = range
  const from = { bucket: place.bucket, key: place.key, etag: facts.etag }
  const part = { bucket: at.transfer.bucket, key, uploadId, from, ...range }
  const { etag, crc64 } = await at.remote.copyPart(part, at.signal)
  return { number, sizeBytes, etag, crc64: crc64 ?? '' }
}

async function relayPart(
  at: Try,
  { place, facts }: CopyJob,
  { key, uploadId }: LiveUpload,
  { number, offset, sizeBytes }: PartRange,
): Promise<PartRecord> {
  const range = { offset, sizeBytes }
  const source = { bucket: place.bucket, key: place.key, range, etag: facts.etag }
  const part = { bucket: at.transfer.bucket, key, uploadId, number, sizeBytes }
  const { result, crc64 } = await passThrough(
    at,
    sizeBytes,
    (transport) => place.remote.get(source, transport, at.signal),
    (transport) => at.remote.uploadPart(part, transport, at.signal),
  )
  checkCrc(crc64, result.crc64, key)
  return { number, sizeBytes, etag: result.etag, crc64 }
}

/**
 * The parts as the service has them must add up to the source before they become an object. When
 * they do not, they are given up, and the copy begins again.
 */
async function checkParts(at: Try, { facts }: CopyJob, upload: LiveUpload): Promise<void> {
  if (facts.crc64 === null) return
  const { bucket } = at.transfer
  const listed = await connected(at, () =>
    at.remote.parts(bucket, upload.key, upload.uploadId, at.signal),
  )
  const known = listed.filter((part): part is PartRecord => part.crc64 !== null)
  if (known.length < listed.length) return
  try {
    checkCrc(combinedCrc(known, at.tools.combine), facts.crc64, upload.key)
  } catch (error) {
    forgetUpload(at)
    throw error
  }
}
