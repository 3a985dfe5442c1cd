import { type Crc64Buffer, createCrc64 } from '../../../electron/oss/crc64.ts'

const crc64 = createCrc64()

/** Large enough that few system calls move a part, small enough to stay near the processor. */
export const stagingBytes = 512 * 1024
const maxIdle = 32
const idle: Crc64Buffer[] = []

/** A buffer of `stagingBytes` for bytes on their way from or to a file. */
export function takeStaging(): Crc64Buffer {
  return idle.pop() ?? crc64.allocate(stagingBytes)
}

/** Only when nothing reads from it any more. */
export function giveStaging(buffer: Crc64Buffer): void {
  if (idle.length < maxIdle) idle.push(buffer)
}
