import { createCrc64, formatCrc64, parseCrc64 } from '../crc64.ts'

/** Bytes so far, from 0 on; `totalBytes` is null when nobody knows it. */
export type Progress = (doneBytes: number, totalBytes: number | null) => void

/** Counts and checks what passes. */
export interface Meter {
  readonly doneBytes: number
  /** Of all that passed, decimal. */
  readonly crc64: string
  /** The CRC64 of what `before` stands for followed by all that passed. */
  crcAfter(before: string): string
  pass(piece: Uint8Array): void
}

const crc64 = createCrc64()

export function createMeter(totalBytes: number | null, progress?: Progress): Meter {
  let doneBytes = 0
  let crc = 0n
  progress?.(0, totalBytes)
  return {
    get doneBytes() {
      return doneBytes
    },
    get crc64() {
      return formatCrc64(crc)
    },
    crcAfter: (before) => formatCrc64(crc64.combine(parseCrc64(before) ?? 0n, crc, doneBytes)),
    pass: (piece) => {
      crc = crc64.update(crc, piece)
      doneBytes += piece.byteLength
      progress?.(doneBytes, totalBytes)
    },
  }
}
