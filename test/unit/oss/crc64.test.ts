import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCrc64, formatCrc64, parseCrc64 } from '../../../electron/oss/crc64.ts'

const crc64 = createCrc64()

/** The definition, bit by bit: slow, and nothing in common with the tables. */
function reference(bytes: Uint8Array): bigint {
  let crc = 0xffff_ffff_ffff_ffffn
  for (const byte of bytes) {
    crc ^= BigInt(byte)
    for (let bit = 0; bit < 8; bit++) crc = (crc >> 1n) ^ (crc & 1n ? 0xc96c5795d7870f42n : 0n)
  }
  return crc ^ 0xffff_ffff_ffff_ffffn
}

function noise(length: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let state = seed | 1
  for (let index = 0; index < length; index++) {
    state = Math.imul(state, 1_103_515_245) + 12_345
    bytes[index] = state >>> 16
  }
  return bytes
}

describe('known values', () => {
  it.each([
    ['', '0'],
    ['a', '3675645893302102789'],
    ['123456789', '11051210869376104954'],
    ['hello world', '5981764153023615706'],
    ['12345', '6748440630437108969'],
    ['67890', '6285347597771850461'],
    ['1234567890', '12811388247244714686'],
    ['\0\0\0\0\0\0\0\0', '13144445341178972864'],
    ['a'.repeat(1024), '15959859048537093769'],
  ])('%j', (text, expected) => {
    expect(formatCrc64(crc64.update(0n, Buffer.from(text)))).toBe(expected)
  })

  it('all bytes', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
    expect(formatCrc64(crc64.update(0n, bytes))).toBe('8232944260754389680')
  })
})

it('agrees with the definition at every length around the steps and the lanes', () => {
  for (const length of [...Array(70).keys(), 4095, 4096, 4097, 4111, 4112, 8191, 8192, 8207]) {
    const bytes = noise(length, length + 7)
    expect(crc64.update(0n, bytes)).toBe(reference(bytes))
  }
})

it('does not depend on how the bytes come', () => {
  const bytes = noise(700_001, 3)
  const whole = crc64.update(0n, bytes)
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 6 }), (cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), bytes.length]
      let streamed = 0n
      let combined = 0n
      for (let index = 1; index < places.length; index++) {
        const piece = bytes.subarray(places[index - 1], places[index])
        streamed = crc64.update(streamed, piece)
        combined = crc64.combine(combined, crc64.update(0n, piece), piece.length)
      }
      expect(streamed).toBe(whole)
      expect(combined).toBe(whole)
    }),
    { numRuns: 40 },
  )
})

it('combines across lengths that no memory holds', () => {
  const a = crc64.update(0n, Buffer.from('a'))
  const b = crc64.update(0n, Buffer.from('b'))
  const terabyte = 2 ** 40
  const stepwise = Array.from({ length: 1024 }).reduce<bigint>(
    (crc) => crc64.combine(crc, 0n, terabyte / 1024),
    a,
  )
  expect(crc64.combine(a, b, terabyte)).toBe(BigInt.asUintN(64, stepwise ^ b))
  expect(crc64.combine(a, 0n, 0)).toBe(a)
  expect(crc64.combine(0n, b, 1)).toBe(b)
})

it('checks a buffer in place', () => {
  const buffer = crc64.allocate(100_000)
  expect(buffer.bytes.byteLength).toBe(100_000)
  const bytes = noise(100_000, 11)
  buffer.bytes.set(bytes)
  expect(buffer.crc(0, 100_000)).toBe(crc64.update(0n, bytes))
  expect(buffer.crc(33, 5_000)).toBe(crc64.update(0n, bytes.subarray(33, 5_033)))
  expect(buffer.crc(5_000, 95_000, buffer.crc(0, 5_000))).toBe(buffer.crc(0, 100_000))
  expect(buffer.crc(100_000, 0)).toBe(0n)
  expect(() => buffer.crc(99_999, 2)).toThrow(RangeError)
  expect(() => buffer.crc(-1, 1)).toThrow(RangeError)
  expect(() => buffer.crc(Number.NaN, 1)).toThrow(RangeError)
})

it('keeps buffers apart', () => {
  const one = crc64.allocate(4096)
  const other = crc64.allocate(4096)
  one.bytes.fill(1)
  other.bytes.fill(2)
  expect(one.bytes.every((byte) => byte === 1)).toBe(true)
  expect(one.crc(0, 4096)).not.toBe(other.crc(0, 4096))
})

it('reads and writes decimal', () => {
  expect(parseCrc64('18446744073709551615')).toBe(0xffff_ffff_ffff_ffffn)
  expect(formatCrc64(0xffff_ffff_ffff_ffffn)).toBe('18446744073709551615')
  for (const text of ['', '-1', '18446744073709551616', '1e3', ' 1']) {
    expect(parseCrc64(text)).toBeNull()
  }
})
