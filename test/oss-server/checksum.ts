import { createCrc64, formatCrc64 } from '../../electron/oss/crc64.ts'

/** One for the whole server: its calls are synchronous and keep nothing. */
const crc64 = createCrc64()

/** A CRC64 that grows with the bytes; the values of the store are unsigned decimals. */
export class RunningCrc64 {
  #value = 0n

  update(bytes: Uint8Array): void {
    this.#value = crc64.update(this.#value, bytes)
  }

  decimal(): string {
    return formatCrc64(this.#value)
  }
}

export function combineCrc64(a: string, b: string, sizeBytesB: number): string {
  return formatCrc64(crc64.combine(BigInt(a), BigInt(b), sizeBytesB))
}
