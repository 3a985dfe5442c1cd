import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCrc64 } from '../../../electron/oss/crc64.ts'
import { Bridge } from '../../../electron/transfer/data-plane/bridge.ts'
import { SpeedLimit } from '../../../electron/transfer/data-plane/speed-limit.ts'

const crc64 = createCrc64()

const speed = new SpeedLimit(SpeedLimit.allocate())
const signal = new AbortController().signal

/** Everything that comes out; a piece may be overwritten as soon as it is said to be taken. */
async function read(bridge: Bridge, onPiece: (piece: Buffer) => void): Promise<void> {
  const body = bridge.body(speed, signal)
  await bridge.ready
  let taken: Promise<void> = Promise.resolve()
  for (;;) {
    const piece = await body.next(taken)
    await taken
    if (piece === null) return
    taken = new Promise((resolve) => {
      setImmediate(() => {
        onPiece(Buffer.from(piece))
        resolve()
      })
    })
  }
}

/** As a connection does it: the place of the next bytes is asked for before waiting. */
async function write(bridge: Bridge, whole: Buffer, step: number): Promise<void> {
  let space = bridge.space()
  for (let from = 0; from < whole.byteLength; ) {
    const bytes = whole.subarray(from, from + Math.min(step, space.byteLength))
    space.set(bytes)
    from += bytes.byteLength
    const busy = bridge.filled(bytes.byteLength)
    if (from === whole.byteLength) bridge.end()
    else space = bridge.space()
    if (busy !== null) await busy
  }
}

test('what goes in comes out, in order and unchanged, however small the buffer', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 400 }),
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 1, max: 150 }),
      async (bytes, capacity, step) => {
        const whole = Buffer.from(bytes)
        let counted = 0
        const bridge = new Bridge(crc64.allocate(capacity), whole.byteLength, (count) => {
          counted += count
        })
        bridge.expect(crc64.update(0n, whole).toString())
        const out: Buffer[] = []
        await Promise.all([read(bridge, (piece) => out.push(piece)), write(bridge, whole, step)])
        expect(Buffer.concat(out)).toEqual(whole)
        expect(counted).toBe(whole.byteLength)
        expect(bridge.crc64).toBe(crc64.update(0n, whole).toString())
      },
    ),
    { numRuns: 60 },
  )
})

test('the end of what is not what it should be is held back', async () => {
  const bridge = new Bridge(crc64.allocate(10), 25, () => undefined)
  bridge.expect('1')
  const sent: number[] = []
  const reading = read(bridge, (piece) => sent.push(piece.byteLength))
  const refused = expect(reading).rejects.toMatchObject({
    failure: { code: 'client.crc-mismatch' },
  })
  await write(bridge, Buffer.alloc(25, 1), 10).catch((error: unknown) => bridge.fail(error))
  await refused
  expect(sent).toEqual([10, 10])
})

test('more or fewer bytes than were said are refused', () => {
  const bridge = new Bridge(crc64.allocate(10), 5, () => undefined)
  expect(bridge.space()).toHaveLength(5)
  expect(bridge.filled(4)).toBeNull()
  expect(() => bridge.end()).toThrow()
  expect(bridge.isReady).toBe(false)
  expect(bridge.filled(1)).toBeNull()
  expect(() => bridge.space()).toThrow()
})
