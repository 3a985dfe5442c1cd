import { type PartRange, partCount, partRange } from '../limits.ts'
import type { RemotePart } from '../remote/remote.ts'
import { connected, type Try } from './context.ts'
import type { LiveUpload } from './parts.ts'

/**
 * Which parts need not be sent. What the service has is the truth: a part of ours that it does not
 * list, or lists differently, is sent again; a part that it lists and we have no row for (killed
 * between acknowledgement and row) is taken when `isRight` says so.
 */
export async function reconcileParts(
  at: Try,
  sizeBytes: number,
  upload: LiveUpload,
  isRight: (part: RemotePart, range: PartRange) => Promise<boolean>,
): Promise<ReadonlySet<number>> {
  const { checkpoints } = at.tools.store
  const rows = new Map(checkpoints.parts(at.item.id).map((part) => [part.number, part]))
  if (rows.size === 0 && !at.item.tried) return new Set()
  const { bucket } = at.transfer
  const listed = await connected(at, () =>
    at.remote.parts(bucket, upload.key, upload.uploadId, at.signal),
  )
  const count = partCount(sizeBytes, upload.partSizeBytes)
  const kept = new Set<number>()
  for (const part of listed) {
    if (part.number > count) continue
    const range = partRange(part.number, sizeBytes, upload.partSizeBytes)
    if (part.sizeBytes !== range.sizeBytes) continue
    const row = rows.get(part.number)
    if (row) {
      if (isSame(part, row)) kept.add(part.number)
    } else if (await isRight(part, range)) {
      const { number, etag } = part
      const crc64 = part.crc64 ?? ''
      checkpoints.addPart(at.item.id, { number, sizeBytes: part.sizeBytes, crc64, etag })
      kept.add(number)
    }
  }
  for (const number of rows.keys()) if (!kept.has(number)) checkpoints.dropPart(at.item.id, number)
  return kept
}

function isSame(part: RemotePart, row: { readonly crc64: string; readonly etag: string }): boolean {
  return part.crc64 === null || row.crc64 === '' ? part.etag === row.etag : part.crc64 === row.crc64
}
