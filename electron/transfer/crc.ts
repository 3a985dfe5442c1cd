import { FailureError, localFailure } from '../../shared/ipc/failure.ts'
import type { PartRecord } from './store/checkpoint-store.ts'

/** CRC64 of the whole file from those of its parts, which are in order and without gaps. */
export function combinedCrc(
  parts: readonly PartRecord[],
  combine: (crcA: string, crcB: string, lengthB: number) => string,
): string {
  const [first, ...rest] = parts
  let crc = first?.crc64 ?? '0'
  for (const part of rest) crc = combine(crc, part.crc64, part.sizeBytes)
  return crc
}

/** Throws `client.crc-mismatch`. A service that does not say (null) is no mismatch. */
export function checkCrc(local: string | null, remote: string | null, key: string): void {
  if (remote === null || local === null || local === remote) return
  throw new FailureError(
    localFailure(
      'client.crc-mismatch',
      'the bytes changed on their way',
      { Key: key, localCrc64: local, remoteCrc64: remote },
      true,
    ),
  )
}
