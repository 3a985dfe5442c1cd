import { checkCrc, combinedCrc } from '../crc.ts'
import type { PartRange } from '../limits.ts'
import type { RemotePart } from '../remote/remote.ts'
import type { Outcome } from '../schedule/outcome.ts'
import type { PartRecord } from '../store/checkpoint-store.ts'
import type { Try } from './context.ts'
import { type LiveUpload, storeInParts } from './parts.ts'
import { reconcileParts } from './reconcile.ts'
import { checkUnchanged, contentOfSource, moved, type Source } from './source.ts'

/** Uploads a file as parts. */
export function uploadInParts(at: Try, source: Source): Promise<Outcome> {
  const { combine, limits, store } = at.tools
  const { sizeBytes } = source
  return storeInParts(at, {
    sizeBytes,
    partSizeBytes: limits.partSizeOf(sizeBytes),
    content: contentOfSource(at, source),
    crc64: () => combinedCrc(store.checkpoints.parts(at.item.id), combine),
    reconcile: (upload) =>
      reconcileParts(at, sizeBytes, upload, (part, range) => hasSameBytes(at, source, part, range)),
    send: (upload, range) => sendPart(at, source, upload, range),
    check: () => checkUnchanged(source),
  })
}

async function sendPart(
  at: Try,
  source: Source,
  upload: LiveUpload,
  { number, offset, sizeBytes }: PartRange,
): Promise<PartRecord> {
  const { path, identity } = source
  const { key, uploadId } = upload
  const move = at.tools.plane.move({ kind: 'send', path, offset, sizeBytes, identity }, at.onBytes)
  const part = { bucket: at.transfer.bucket, key, uploadId, number, sizeBytes }
  const answer = await moved(move, at.remote.uploadPart(part, move.transport, at.signal))
  const crc64 = move.crc64() ?? '0'
  checkCrc(crc64, answer.crc64, key)
  return { number, sizeBytes, crc64, etag: answer.etag }
}

/** Killed between acknowledgement and row: the part counts when the file's bytes are the same. */
async function hasSameBytes(
  at: Try,
  source: Source,
  part: RemotePart,
  { offset, sizeBytes }: PartRange,
): Promise<boolean> {
  if (part.crc64 === null) return false
  const crc64 = await at.tools.plane.checksum(source.path, offset, sizeBytes, at.signal)
  return crc64 === part.crc64
}
