import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Direction, SpeedLimit } from '../../../electron/transfer/data-plane/speed-limit.ts'
import { speedLimitsSchema } from '../../../shared/transfer/pace.ts'

/** A clock that moves only when everybody waits, and then to the first who is due. */
class Clock {
  ms = 0
  readonly #due: { readonly atMs: number; readonly wake: () => void }[] = []
  readonly nowNs = (): bigint => BigInt(Math.round(this.ms * 1e6))
  readonly sleep = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((wake) => {
      signal.addEventListener('abort', () => wake(), { once: true })
      this.#due.push({ atMs: this.ms + ms, wake })
    })

  async runUntil(ms: number): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve))
      this.#due.sort((a, b) => a.atMs - b.atMs)
      const [first] = this.#due
      if (first === undefined || first.atMs > ms) break
      this.#due.shift()
      this.ms = Math.max(this.ms, first.atMs)
      first.wake()
    }
    this.ms = ms
  }
}

interface Moved {
  readonly atMs: number
  readonly bytes: number
}

/** Moves bytes as fast as it may, in pieces of its own size. */
function mover(clock: Clock, limit: SpeedLimit, direction: Direction, sizeBytes: number): Moved[] {
  const moved: Moved[] = []
  const run = async (): Promise<void> => {
    for (;;) {
      const bytes = Math.min(sizeBytes, limit.pieceBytes(direction) ?? sizeBytes)
      const busy = limit.take(direction, bytes, new AbortController().signal)
      await (busy ?? clock.sleep(1, new AbortController().signal))
      moved.push({ atMs: clock.ms, bytes })
    }
  }
  void run()
  return moved
}

function bytesIn(moved: readonly Moved[], fromMs: number, toMs: number): number {
  return moved
    .filter(({ atMs }) => atMs >= fromMs && atMs < toMs)
    .reduce((sum, { bytes }) => sum + bytes, 0)
}

/** The same memory as another thread sees it. */
const sameMemory = (limit: SpeedLimit, clock: Clock): SpeedLimit =>
  new SpeedLimit(limit.memory, clock)

test('many movers in several threads keep the limit, exactly and evenly', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 100_000, max: 200_000_000 }),
      fc.array(fc.integer({ min: 1, max: 512 * 1024 }), { minLength: 1, maxLength: 12 }),
      async (rate, sizes) => {
        const clock = new Clock()
        const limit = new SpeedLimit(SpeedLimit.allocate(), clock)
        limit.set(speedLimitsSchema.parse({ upload: rate }))
        // Pieces of a byte would need millions of turns.
        const least = Math.ceil(rate / 500)
        const moved = sizes.map((size) =>
          mover(clock, sameMemory(limit, clock), 'upload', Math.max(least, size)),
        )
        await clock.runUntil(6000)
        const all = moved.flat()
        expect(bytesIn(all, 1000, 6000) / (rate * 5)).toBeGreaterThan(0.9)
        expect(bytesIn(all, 1000, 6000) / (rate * 5)).toBeLessThan(1.1)
        for (let ms = 0; ms < 6000; ms += 500) {
          expect(bytesIn(all, ms, ms + 500)).toBeLessThanOrEqual(rate)
        }
      },
    ),
    { numRuns: 12 },
  )
})

test('a change holds within a second, for what waits already too', async () => {
  const clock = new Clock()
  const limit = new SpeedLimit(SpeedLimit.allocate(), clock)
  limit.set(speedLimitsSchema.parse({ total: 100_000 }))
  const moved = Array.from({ length: 64 }, () => mover(clock, limit, 'download', 512 * 1024))
  await clock.runUntil(3000)
  limit.set(speedLimitsSchema.parse({ total: 2_000_000 }))
  await clock.runUntil(6000)
  expect(bytesIn(moved.flat(), 4000, 5000)).toBeGreaterThan(1_800_000)
  limit.set(speedLimitsSchema.parse({ total: 100_000 }))
  await clock.runUntil(12_000)
  const after = bytesIn(moved.flat(), 7000, 12_000) / 5
  expect(after).toBeGreaterThan(90_000)
  expect(after).toBeLessThan(110_000)
})

test('each direction has its own limit, and both together the common one', async () => {
  const clock = new Clock()
  const limit = new SpeedLimit(SpeedLimit.allocate(), clock)
  limit.set({ total: 1_000_000, upload: 300_000, download: null })
  const up = mover(clock, limit, 'upload', 65_536)
  const down = [1, 2, 3].map(() => mover(clock, limit, 'download', 65_536))
  await clock.runUntil(6000)
  expect(bytesIn(up, 1000, 6000) / 5).toBeLessThan(330_000)
  const both = bytesIn([...up, ...down.flat()], 1000, 6000) / 5
  expect(both).toBeGreaterThan(900_000)
  expect(both).toBeLessThan(1_100_000)
})

test('without limits nothing waits, and after an abort nobody does', async () => {
  const clock = new Clock()
  const limit = new SpeedLimit(SpeedLimit.allocate(), clock)
  const abort = new AbortController()
  expect(limit.take('upload', 1_000_000_000, abort.signal)).toBeNull()
  expect(limit.pieceBytes('upload')).toBeNull()
  limit.set(speedLimitsSchema.parse({ upload: 100_000 }))
  expect(limit.take('upload', 1_000_000, abort.signal)).toBeNull()
  const waiting = limit.take('upload', 1, abort.signal)
  abort.abort()
  await waiting
  expect(clock.ms).toBe(0)
})
