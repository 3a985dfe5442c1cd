import { partCount, partRange } from '../limits.ts'
import type { DownloadRecord } from '../store/checkpoint-store.ts'
import { connected, type Try } from './context.ts'
import { inParallel } from './parallel.ts'
import { moved } from './source.ts'

/**
 * Fetches what is not yet in the temporary file. Parts of an earlier run count only when their
 * bytes on disk still have the checksum that was written down: a power cut may have lost them.
 */
export async function fetchMissing(at: Try, checkpoint: DownloadRecord): Promise<void> {
  const { sizeBytes } = checkpoint
  const partSizeBytes = isLarge(at, checkpoint) ? checkpoint.partSizeBytes : Math.max(1, sizeBytes)
  const stored = await verifyStored(at, checkpoint, partSizeBytes)
  const count = partCount(sizeBytes, partSizeBytes)
  const width = (): number => at.tools.budget.limit
  await inParallel(missing(count, stored), width, (number) =>
    connected(at, () => fetchPart(at, checkpoint, number, partSizeBytes)),
  )
}

function isLarge(at: Try, checkpoint: DownloadRecord): boolean {
  return checkpoint.sizeBytes > at.tools.limits.singleBytes
}

function* missing(count: number, stored: ReadonlySet<number>): Generator<number> {
  for (let number = 1; number <= count; number++) if (!stored.has(number)) yield number
}

async function verifyStored(
  at: Try,
  checkpoint: DownloadRecord,
  partSizeBytes: number,
): Promise<ReadonlySet<number>> {
  const { checkpoints } = at.tools.store
  const stored = new Set<number>()
  for (const part of checkpoints.parts(at.item.id)) {
    const { offset, sizeBytes } = partRange(part.number, checkpoint.sizeBytes, partSizeBytes)
    const crc64 = await at.tools.plane
      .checksum(checkpoint.tempPath, offset, sizeBytes, at.signal)
      .catch((error: unknown) => {
        if (at.signal.aborted) throw error
        return null
      })
    if (crc64 === part.crc64) stored.add(part.number)
    else checkpoints.dropPart(at.item.id, part.number)
  }
  return stored
}

async function fetchPart(
  at: Try,
  checkpoint: DownloadRecord,
  number: number,
  partSizeBytes: number,
): Promise<void> {
  const { checkpoints } = at.tools.store
  const { offset, sizeBytes } = partRange(number, checkpoint.sizeBytes, partSizeBytes)
  const move = at.tools.plane.move(
    { kind: 'receive', path: checkpoint.tempPath, offset, sizeBytes },
    at.onBytes,
  )
  const source = {
    bucket: at.transfer.bucket,
    key: at.item.key,
    range: isLarge(at, checkpoint) ? { offset, sizeBytes } : null,
    etag: checkpoint.etag,
  }
  const answer = await moved(move, at.remote.get(source, move.transport, at.signal))
  if (answer.crc64 !== null) checkpoints.setCrc64(at.item.id, answer.crc64)
  const crc64 = move.crc64() ?? '0'
  checkpoints.addPart(at.item.id, { number, sizeBytes, crc64, etag: checkpoint.etag })
}
