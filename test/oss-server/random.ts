import { randomFillSync } from 'node:crypto'

const pool = Buffer.allocUnsafeSlow(16 * 1024)
let used = pool.length

/** Lower-case hex of so many random bytes, from a pool: asking the system each time costs more. */
export function randomHex(sizeBytes: number): string {
  if (used + sizeBytes > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += sizeBytes
  return pool.toString('hex', used - sizeBytes, used)
}
