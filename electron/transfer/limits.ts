/** Sizes that tests make smaller. */
export interface TransferLimits {
  /** Files up to this size go as one request. */
  readonly singleBytes: number
  /** Part size for a file of this size; must give at most 10,000 parts. */
  readonly partSizeOf: (sizeBytes: number) => number
  /** Objects up to this size are copied within the service by one request. */
  readonly copyBytes: number
  /** As `partSizeOf`, for copies within the service. */
  readonly copyPartSizeOf: (sizeBytes: number) => number
}

export function partCount(sizeBytes: number, partSizeBytes: number): number {
  return Math.max(1, Math.ceil(sizeBytes / partSizeBytes))
}

export interface PartRange {
  readonly number: number
  readonly offset: number
  readonly sizeBytes: number
}

/** Where part `number` (from 1) lies in the file. */
export function partRange(number: number, sizeBytes: number, partSizeBytes: number): PartRange {
  const offset = (number - 1) * partSizeBytes
  return { number, offset, sizeBytes: Math.min(partSizeBytes, sizeBytes - offset) }
}
