/**
 * Just enough of an assembler to write a WebAssembly module as readable source: expressions are
 * arrays of bytes, and each function here puts the operands before the operator.
 * https://webassembly.github.io/spec/core/binary/
 */
export type Code = readonly number[]

export const i32 = 0x7f
export const i64 = 0x7e
export type ValueType = typeof i32 | typeof i64

/** A function with its parameters first among the locals. */
export interface WasmFunction {
  readonly name: string
  readonly parameters: readonly ValueType[]
  readonly results: readonly ValueType[]
  readonly locals: readonly ValueType[]
  readonly body: Code
}

export const get = (local: number): Code => [0x20, ...unsigned(local)]
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)]

/** `value` may be negative; the bytes are its two's complement. */
export const i32Const = (value: number): Code => [0x41, ...signed(BigInt(value))]
export const i64Const = (value: bigint): Code => [0x42, ...signed(BigInt.asIntN(64, value))]

const binary =
  (opcode: number) =>
  (left: Code, right: Code): Code => [...left, ...right, opcode]
const unary =
  (opcode: number) =>
  (value: Code): Code => [...value, opcode]

export const i32Add = binary(0x6a)
export const i32Sub = binary(0x6b)
export const i32And = binary(0x71)
export const i32Shl = binary(0x74)
export const i32ShrU = binary(0x76)
export const i32GeU = binary(0x4f)
export const i64Eqz = unary(0x50)
export const i64And = binary(0x83)
export const i64Xor = binary(0x85)
export const i64Shl = binary(0x86)
export const i64ShrU = binary(0x88)
export const i32Wrap = unary(0xa7)
export const i64ExtendU = unary(0xad)

/** `offset` is added to the address without cost. */
export const i64Load = (address: Code, offset = 0): Code => [
  ...address,
  ...[0x29, 0x00],
  ...unsigned(offset),
]
export const i64Load8U = (address: Code, offset = 0): Code => [
  ...address,
  ...[0x31, 0x00],
  ...unsigned(offset),
]

export const block = (...parts: readonly Code[]): Code => parts.flat()

/** Repeats `body` as long as `condition` is not zero. */
export const loopWhile = (condition: Code, ...body: readonly Code[]): Code => [
  ...[0x02, 0x40, 0x03, 0x40],
  ...condition,
  ...[0x45, 0x0d, 0x01],
  ...body.flat(),
  ...[0x0c, 0x00, 0x0b, 0x0b],
]

export const when = (condition: Code, ...body: readonly Code[]): Code => [
  ...condition,
  ...[0x04, 0x40],
  ...body.flat(),
  0x0b,
]

export const call = (functionIndex: number, ...args: readonly Code[]): Code => [
  ...args.flat(),
  0x10,
  ...unsigned(functionIndex),
]

/** A module that imports `env.memory` and exports every function by its name. */
export function wasmModule(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map((each) => [
    0x60,
    ...vector(each.parameters.map((type) => [type])),
    ...vector(each.results.map((type) => [type])),
  ])
  const memoryImport = [...text('env'), ...text('memory'), 0x02, 0x00, 0x01]
  const exported = functions.map((each, index) => [...text(each.name), 0x00, ...unsigned(index)])
  const bodies = functions.map((each) => {
    const locals = vector(each.locals.map((type) => [0x01, type]))
    const body = [...locals, ...each.body, 0x0b]
    return [...unsigned(body.length), ...body]
  })
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector(types)),
    ...section(2, vector([memoryImport])),
    ...section(3, vector(functions.map((_, index) => unsigned(index)))),
    ...section(7, vector(exported)),
    ...section(10, vector(bodies)),
  ])
}

function section(id: number, content: Code): Code {
  return [id, ...unsigned(content.length), ...content]
}

function vector(items: readonly Code[]): Code {
  return [...unsigned(items.length), ...items.flat()]
}

function text(name: string): Code {
  return [...unsigned(name.length), ...Buffer.from(name, 'ascii')]
}

/** LEB128. */
function unsigned(value: number): Code {
  const bytes: number[] = []
  let rest = value
  do {
    const low = rest & 0x7f
    rest >>>= 7
    bytes.push(rest === 0 ? low : low | 0x80)
  } while (rest !== 0)
  return bytes
}

function signed(value: bigint): Code {
  const bytes: number[] = []
  let rest = value
  while (true) {
    const low = Number(rest & 0x7fn)
    rest >>= 7n
    const done = (rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0)
    bytes.push(done ? low : low | 0x80)
    if (done) return bytes
  }
}
