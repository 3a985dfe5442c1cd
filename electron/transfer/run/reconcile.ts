import { partCount, partRange } from '../limits.ts'
import type { RemotePart } from '../remote.ts'
import type { UploadRecord } from '../store/checkpoint-store.ts'
import { connected, type Try } from './context.ts'
import type { Source } from './source.ts'

/**
 * Which parts need not be sent. What the service has is the truth: a part of ours that it does not
 * list, or lists differently, is sent again; a part that it lists and we have no row for (killed
 * between acknowledgement and row) is taken when the file's bytes have its checksum.
 */
export async function reconcileParts(
  at: Try,
  source: Source,
  upload: UploadRecord & { readonly uploadId: string },
): Promise<ReadonlySet<number>> {
  const { checkpoints } = at.tools.store
  const rows = new Map(checkpoints.parts(at.item.id).map((part) => [part.number, part]))
  if (rows.size === 0 && !at.item.tried) return new Set()
  const { bucket } = at.transfer
  const listed = await connected(at, () =>
    at.remote.parts(bucket, upload.key, upload.uploadId, at.signal),
  )
  const count = partCount(source.sizeBytes, upload.partSizeBytes)
  const kept = new Set<number>()
  for (const part of listed) {
    if (part.number > count) continue
    const range = partRange(part.number, source.sizeBytes, upload.partSizeBytes)
    if (part.sizeBytes !== range.sizeBytes) continue
    const row = rows.get(part.number)
    if (row ? isSame(part, row) : await hasSameBytes(at, source, part, range.offset)) {
      kept.add(part.number)
    }
  }
  for (const number of rows.keys()) if (!kept.has(number)) checkpoints.dropPart(at.item.id, number)
  return kept
}

function isSame(part: RemotePart, row: { readonly crc64: string; readonly etag: string }): boolean {
  return part.crc64 === null ? part.etag === row.etag : part.crc64 === row.crc64
}

async function hasSameBytes(
  at: Try,
  source: Source,
  part: RemotePart,
  offset: number,
): Promise<boolean> {
  if (part.crc64 === null) return false
  const crc64 = await at.tools.plane.checksum(source.path, offset, part.sizeBytes, at.signal)
  if (crc64 !== part.crc64) return false
  const { number, sizeBytes, etag } = part
  at.tools.store.checkpoints.addPart(at.item.id, { number, sizeBytes, crc64, etag })
  return true
}
