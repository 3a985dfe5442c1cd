import {
  block,
  type Code,
  call,
  get,
  i32,
  i32Add,
  i32And,
  i32Const,
  i32GeU,
  i32Shl,
  i32ShrU,
  i32Sub,
  i32Wrap,
  i64,
  i64And,
  i64Const,
  i64Eqz,
  i64ExtendU,
  i64Load,
  i64Load8U,
  i64Shl,
  i64ShrU,
  i64Xor,
  loopWhile,
  set,
  type WasmFunction,
  wasmModule,
  when,
} from './wasm-emitter.ts'

/** Reflected polynomial of CRC-64/XZ (ECMA-182). */
export const polynomial = 0xc96c5795d7870f42n

/**
 * Memory begins with 16 tables of 256 states (what a byte does from 1 to 16 bytes before the end),
 * then the 64 powers x^(2^k) that shifting by zero bytes is composed of; data follow.
 */
const tableBytes = 256 * 8
const powersAt = 16 * tableBytes
export const dataAt = powersAt + 64 * 8

/** Below this the work of joining two lanes is not worth it. */
const lanesFromBytes = 4096

const multiply = multiplyFunction()
const shift = shiftFunction()
const lanes = lanesFunction()

/** Functions by index; all work on states without the outer inversions of the CRC. */
export function crc64Module(): Uint8Array<ArrayBuffer> {
  return wasmModule([multiply, shift, lanes])
}

/** What the module exports. i64 are signed BigInts in JavaScript. */
export interface Crc64Exports {
  /** The state after `lengthBytes` zero bytes. */
  readonly shift: (state: bigint, lengthBytes: bigint) => bigint
  /** The state after the bytes at `address`. */
  readonly lanes: (state: bigint, address: number, lengthBytes: number) => bigint
}

/** The first 33,280 bytes of memory. */
export function crc64Tables(): BigUint64Array {
  const tables = new BigUint64Array(dataAt / 8)
  for (let byte = 0; byte < 256; byte++) {
    let state = BigInt(byte)
    for (let bit = 0; bit < 8; bit++) state = times(state)
    tables[byte] = state
  }
  for (let index = 256; index < 16 * 256; index++) {
    const before = tables[index - 256] ?? 0n
    tables[index] = (before >> 8n) ^ (tables[Number(before & 0xffn)] ?? 0n)
  }
  let power = 1n << 62n
  for (let k = 0; k < 64; k++) {
    tables[powersAt / 8 + k] = power
    power = product(power, power)
  }
  return tables
}

/** The polynomial times x; the lowest power is the highest bit. */
function times(state: bigint): bigint {
  return (state & 1n) === 1n ? (state >> 1n) ^ polynomial : state >> 1n
}

function product(a: bigint, b: bigint): bigint {
  let result = 0n
  let shifted = b
  for (let bit = 63n; bit >= 0n; bit--) {
    if ((a >> bit) & 1n) result ^= shifted
    shifted = times(shifted)
  }
  return result
}

/** multiply(a, b): the product of two polynomials modulo the CRC's. */
function multiplyFunction(): WasmFunction {
  const [a, b, result] = [0, 1, 2]
  const one = i64Const(1n)
  // 0 - x as a mask: all ones for 1, all zeroes for 0, so that there is no branch to mispredict.
  const mask = (bit: Code): Code => [...i64Const(0n), ...bit, 0x7d]
  return {
    name: 'multiply',
    parameters: [i64, i64],
    results: [i64],
    locals: [i64],
    body: block(
      loopWhile(
        [...i64Eqz(get(a)), 0x45],
        set(result, i64Xor(get(result), i64And(get(b), mask(i64ShrU(get(a), i64Const(63n)))))),
        set(a, i64Shl(get(a), one)),
        set(
          b,
          i64Xor(i64ShrU(get(b), one), i64And(i64Const(polynomial), mask(i64And(get(b), one)))),
        ),
      ),
      get(result),
    ),
  }
}

/** shift(state, lengthBytes): multiplies by x^(8 × length), one factor per bit of the length. */
function shiftFunction(): WasmFunction {
  const [state, length, power] = [0, 1, 2]
  return {
    name: 'shift',
    parameters: [i64, i64],
    results: [i64],
    locals: [i32],
    body: block(
      // A byte is x^8 = x^(2^3): the first bit of the length counts the fourth power.
      set(power, i32Const(powersAt + 3 * 8)),
      loopWhile(
        [...i64Eqz(get(length)), 0x45],
        when(
          i32Wrap(i64And(get(length), i64Const(1n))),
          set(state, call(0, i64Load(get(power)), get(state))),
        ),
        set(length, i64ShrU(get(length), i64Const(1n))),
        set(power, i32Add(get(power), i32Const(8))),
      ),
      get(state),
    ),
  }
}

/**
 * lanes(state, address, length): 16 bytes per step by 16 table look-ups, in two halves at once, since
 * one alone waits for its own last step most of the time. The halves are joined by a shift.
 */
function lanesFunction(): WasmFunction {
  const [state, address, length, half, second, other] = [0, 1, 2, 3, 4, 5]
  const bothLanes = when(
    i32GeU(get(length), i32Const(lanesFromBytes)),
    set(half, i32And(i32ShrU(get(length), i32Const(1)), i32Const(-16))),
    set(second, i32Add(get(address), get(half))),
    set(length, i32Sub(get(length), i32Shl(get(half), i32Const(1)))),
    set(other, i64Const(0n)),
    // `half` counts down to 0; the whole is kept in the distance between the two addresses.
    loopWhile(
      get(half),
      set(state, step16(state, address)),
      set(other, step16(other, second)),
      set(address, i32Add(get(address), i32Const(16))),
      set(second, i32Add(get(second), i32Const(16))),
      set(half, i32Sub(get(half), i32Const(16))),
    ),
    set(
      state,
      i64Xor(call(1, get(state), i64ExtendU(i32Sub(get(second), get(address)))), get(other)),
    ),
    set(address, get(second)),
  )
  return {
    name: 'lanes',
    parameters: [i64, i32, i32],
    results: [i64],
    locals: [i32, i32, i64],
    body: block(
      bothLanes,
      loopWhile(
        i32GeU(get(length), i32Const(16)),
        set(state, step16(state, address)),
        set(address, i32Add(get(address), i32Const(16))),
        set(length, i32Sub(get(length), i32Const(16))),
      ),
      loopWhile(
        get(length),
        set(state, step1(state, address)),
        set(address, i32Add(get(address), i32Const(1))),
        set(length, i32Sub(get(length), i32Const(1))),
      ),
      get(state),
    ),
  }
}

function step16(state: number, address: number): Code {
  // Two words from memory: the first is mixed with the state. Byte n of the 16 has 15 - n after it.
  const first = i64Xor(get(state), i64Load(get(address)))
  const second = i64Load(get(address), 8)
  const lookUps = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((byte) => [
    lookUp(15 - byte, byteOf(first, byte)),
    lookUp(7 - byte, byteOf(second, byte)),
  ])
  return lookUps.reduce((left, right) => i64Xor(left, right))
}

function step1(state: number, address: number): Code {
  const byte = i64And(i64Xor(get(state), i64Load8U(get(address))), i64Const(0xffn))
  return i64Xor(lookUp(0, i32Shl(i32Wrap(byte), i32Const(3))), i64ShrU(get(state), i64Const(8n)))
}

/** Byte `index` of a word, as an offset into a table of 8-byte entries. */
function byteOf(word: Code, index: number): Code {
  const shiftBits = index * 8 - 3
  const moved =
    shiftBits < 0
      ? i64Shl(word, i64Const(BigInt(-shiftBits)))
      : i64ShrU(word, i64Const(BigInt(shiftBits)))
  return i32And(i32Wrap(moved), i32Const(0xff << 3))
}

function lookUp(table: number, offset: Code): Code {
  return i64Load(offset, table * tableBytes)
}
