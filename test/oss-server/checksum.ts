/** CRC-64/XZ while there is no shared one. */
const table = buildTable()

function buildTable(): BigUint64Array {
  const values = new BigUint64Array(256)
  for (let index = 0; index < 256; index += 1) {
    let value = BigInt(index)
    for (let bit = 0; bit < 8; bit += 1) {
      value = value & 1n ? (value >> 1n) ^ 0xc96c5795d7870f42n : value >> 1n
    }
    values[index] = value
  }
  return values
}
const low = new Uint32Array(256).map((_, i) => Number((table[i] ?? 0n) & 0xffffffffn))
const high = new Uint32Array(256).map((_, i) => Number((table[i] ?? 0n) >> 32n))

export class Crc64 {
  #low = 0xffffffff
  #high = 0xffffffff

  update(bytes: Uint8Array): void {
    let lo = this.#low
    let hi = this.#high
    for (let index = 0; index < bytes.length; index += 1) {
      const slot = (lo ^ (bytes[index] as number)) & 0xff
      lo = (((lo >>> 8) | (hi << 24)) ^ (low[slot] as number)) >>> 0
      hi = ((hi >>> 8) ^ (high[slot] as number)) >>> 0
    }
    this.#low = lo
    this.#high = hi
  }

  decimal(): string {
    return ((BigInt(~this.#high >>> 0) << 32n) | BigInt(~this.#low >>> 0)).toString()
  }
}

function times(matrix: readonly bigint[], vector: bigint): bigint {
  let sum = 0n
  for (let bit = 0; vector !== 0n; bit += 1, vector >>= 1n)
    if (vector & 1n) sum ^= matrix[bit] ?? 0n
  return sum
}
const square = (m: readonly bigint[]): bigint[] => m.map((row) => times(m, row))

export function combineCrc64(a: string, b: string, sizeBytesB: number): string {
  let matrix: bigint[] = [0xc96c5795d7870f42n]
  for (let bit = 0n; bit < 63n; bit += 1n) matrix.push(1n << bit)
  matrix = square(square(square(matrix)))
  let crc = BigInt(a)
  for (let left = BigInt(sizeBytesB); left > 0n; left >>= 1n) {
    if (left & 1n) crc = times(matrix, crc)
    matrix = square(matrix)
  }
  return (crc ^ BigInt(b)).toString()
}
