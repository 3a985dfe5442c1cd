import { type Crc64Exports, crc64Module, crc64Tables, dataAt } from './crc64-module.ts'

/**
 * CRC-64/XZ as the service computes it (`x-oss-hash-crc64ecma`).
 * https://help.aliyun.com/zh/oss/user-guide/check-data-transmission-integrity
 *
 * Values are unsigned BigInts and start at 0n. Numbers would lose bits.
 */
export interface Crc64 {
  /** The CRC of what `crc` stands for followed by `bytes`. */
  update(crc: bigint, bytes: Uint8Array): bigint
  /** The CRC of two pieces in a row, from theirs; `lengthB`: bytes of the second. */
  combine(crcA: bigint, crcB: bigint, lengthB: number): bigint
  /** A buffer whose CRC needs no copy. Keep it and use it again: it is given back only by the GC. */
  allocate(sizeBytes: number): Crc64Buffer
  /** Several that share what their CRC is looked up in, which then stays near the processor. */
  allocateMany(count: number, sizeBytes: number): readonly Crc64Buffer[]
}

/** Bytes that files are read into, checked in and sent from. */
export interface Crc64Buffer {
  readonly bytes: Uint8Array<ArrayBuffer>
  /**
   * The CRC of what `before` stands for followed by this piece of the buffer. Throws RangeError
   * outside the buffer.
   */
  crc(offset: number, length: number, before?: bigint): bigint
}

/** Decimal, as headers carry it. */
export function formatCrc64(crc: bigint): string {
  return BigInt.asUintN(64, crc).toString()
}

/** Decimal text of an unsigned 64-bit number, or null: the answer does not carry one. */
export function crc64Of(text: string | undefined): string | null {
  return text !== undefined && /^\d{1,20}$/.test(text) ? text : null
}

/** null when the text is no such value. */
export function parseCrc64(text: string): bigint | null {
  if (!/^\d{1,20}$/.test(text)) return null
  const value = BigInt(text)
  return value === BigInt.asUintN(64, value) ? value : null
}

const pageBytes = 65_536
const copyBytes = 256 * 1024
const ones = 0xffff_ffff_ffff_ffffn

/** The part of the global that is used; its types come with the DOM's, which is not here. */
interface Wasm {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  readonly Memory: new (size: {
    initial: number
    maximum: number
  }) => {
    readonly buffer: ArrayBuffer
  }
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown }
}
const wasm = (globalThis as unknown as { readonly WebAssembly: Wasm }).WebAssembly

interface Instance extends Crc64Exports {
  readonly buffer: ArrayBuffer
}

let compiled: { readonly module: object; readonly tables: BigUint64Array } | undefined

/** About 1 ms the first time in a thread, for the tables; a fraction of that afterwards. */
export function createCrc64(): Crc64 {
  const own = instantiate(copyBytes)
  const scratch = new Uint8Array(own.buffer, dataAt, copyBytes)
  const update = (crc: bigint, bytes: Uint8Array): bigint => {
    let state = crc ^ ones
    for (let start = 0; start < bytes.byteLength; start += copyBytes) {
      const piece = bytes.subarray(start, start + copyBytes)
      scratch.set(piece)
      state = own.lanes(state, dataAt, piece.byteLength)
    }
    return BigInt.asUintN(64, state ^ ones)
  }
  const combine = (crcA: bigint, crcB: bigint, lengthB: number): bigint =>
    BigInt.asUintN(64, own.shift(crcA, BigInt(lengthB)) ^ crcB)
  return { update, combine, allocate, allocateMany }
}

/** They have a memory of their own, because memory that grows invalidates its views. */
function allocateMany(count: number, sizeBytes: number): readonly Crc64Buffer[] {
  const { buffer, lanes } = instantiate(count * sizeBytes)
  return Array.from({ length: count }, (_, index) => {
    const start = dataAt + index * sizeBytes
    const bytes = new Uint8Array(buffer, start, sizeBytes)
    const crc = (offset: number, length: number, before = 0n): bigint => {
      if (!(offset >= 0 && length >= 0 && offset + length <= sizeBytes)) {
        throw new RangeError(`${offset} + ${length} is outside a buffer of ${sizeBytes} bytes`)
      }
      return BigInt.asUintN(64, lanes(before ^ ones, start + offset, length) ^ ones)
    }
    return { bytes, crc }
  })
}

function allocate(sizeBytes: number): Crc64Buffer {
  const [buffer] = allocateMany(1, sizeBytes)
  if (buffer === undefined) throw new RangeError('no buffer')
  return buffer
}

function instantiate(dataBytes: number): Instance {
  compiled ??= { module: new wasm.Module(crc64Module()), tables: crc64Tables() }
  const pages = Math.ceil((dataAt + dataBytes) / pageBytes)
  const memory = new wasm.Memory({ initial: pages, maximum: pages })
  new BigUint64Array(memory.buffer, 0, compiled.tables.length).set(compiled.tables)
  const { exports } = new wasm.Instance(compiled.module, { env: { memory } })
  return { buffer: memory.buffer, ...(exports as Crc64Exports) }
}
