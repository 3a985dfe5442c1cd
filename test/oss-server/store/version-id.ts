import { randomBytes } from 'node:crypto'

/** The version of what is written while versioning is not on. */
export const nullVersion = 'null'

const sequenceDigits = 12

/** Opaque to clients; tells the order of versions even after one is gone. */
export function newVersionId(sequence: number): string {
  const order = sequence.toString(16).padStart(sequenceDigits, '0')
  return `CAEQ${order}${randomBytes(8).toString('hex')}`
}

/** Null for what no version id of this service looks like, `null` included. */
export function sequenceOf(version: string): number | null {
  const match = /^CAEQ([0-9a-f]{12})[0-9a-f]{16}$/.exec(version)
  return match?.[1] === undefined ? null : Number.parseInt(match[1], 16)
}
