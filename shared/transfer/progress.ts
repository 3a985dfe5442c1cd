/**
 * Speed as a person wants to read it: an exponentially weighted mean whose weight follows the time
 * between samples, so that it does not depend on how often it is asked.
 */
export interface Rate {
  readonly atMs: number
  /** Bytes that had moved at `atMs`. */
  readonly bytes: number
  readonly bytesPerSecond: number
}

/** After this long, what was measured before counts for about a third. */
const memoryMs = 3000

export function startRate(atMs: number, bytes: number): Rate {
  return { atMs, bytes, bytesPerSecond: 0 }
}

/**
 * The rate after one more sample. A count that went down (a file that starts again) is taken as
 * standing still, never as a negative speed.
 */
export function sampleRate(rate: Rate, atMs: number, bytes: number): Rate {
  const elapsedMs = atMs - rate.atMs
  if (elapsedMs <= 0) return rate
  const current = (Math.max(0, bytes - rate.bytes) * 1000) / elapsedMs
  const weight = 1 - Math.exp(-elapsedMs / memoryMs)
  const mean =
    rate.bytesPerSecond === 0
      ? current
      : rate.bytesPerSecond + weight * (current - rate.bytesPerSecond)
  return { atMs, bytes, bytesPerSecond: mean < 1 ? 0 : mean }
}

/** Whole seconds, at least 1 while bytes are left; null when nothing moves. */
export function secondsLeft(bytesLeft: number, bytesPerSecond: number): number | null {
  if (bytesLeft <= 0) return 0
  if (bytesPerSecond <= 0) return null
  return Math.max(1, Math.round(bytesLeft / bytesPerSecond))
}
