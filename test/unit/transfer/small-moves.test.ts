import { closeSync, openSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCrc64 } from '../../../electron/oss/crc64.ts'
import { BufferPool } from '../../../electron/transfer/data-plane/buffers.ts'
import { Flusher } from '../../../electron/transfer/data-plane/flusher.ts'
import type { SmallMove } from '../../../electron/transfer/data-plane/protocol.ts'
import { SmallMoves } from '../../../electron/transfer/data-plane/small-moves.ts'
import { ConnectionBudget } from '../../../electron/transfer/pace/budget.ts'

const request = { method: 'PUT', origin: 'http://b', path: '/k', headers: {} }
const task = { kind: 'send', path: 'f', offset: 0, sizeBytes: 1, identity: '' } as const
const answer = { status: 200, headers: { 'x-oss-request-id': 'R' }, body: new Uint8Array(0) }
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** What becomes of a file, by its number. */
const fates = ['moved', 'failed', 'published', 'unpublished'] as const

interface Batch {
  readonly count: number
  /** After so many turns of the event loop; null = never. */
  readonly end: { readonly what: 'abort' | 'drop'; readonly after: number } | null
}

const batches = fc.array(
  fc.record<Batch>({
    count: fc.nat({ max: 40 }),
    end: fc.option(
      fc.record({ what: fc.constantFrom('abort', 'drop'), after: fc.nat({ max: 20 }) }),
    ),
  }),
  { minLength: 1, maxLength: 6 },
)

test('every file ends once, whatever is cancelled, and never more at once than there are turns', async () => {
  await fc.assert(
    fc.asyncProperty(batches, fc.integer({ min: 1, max: 4 }), async (all, limit) => {
      let running = 0
      let most = 0
      const moves = new SmallMoves({
        turns: new ConnectionBudget(limit),
        buffers: new BufferPool(() => createCrc64().allocateMany(3, 16)),
        move: async ({ index }, _buffer, signal) => {
          most = Math.max(most, ++running)
          for (let wait = index % 3; wait >= 0; wait--) await turn()
          running--
          if (signal.aborted) throw new DOMException('aborted', 'AbortError')
          const fate = fates[index % fates.length]
          if (fate === 'failed') throw new Error('no')
          const published = fate === 'moved' ? null : turn()
          const ended = fate === 'unpublished' ? published?.then(() => Promise.reject('no')) : null
          return { answer, crc64: '0', published: ended ?? published }
        },
      })
      const results = await Promise.all(all.map((batch) => run(moves, batch)))
      expect(most).toBeLessThanOrEqual(limit)
      for (const [at, batch] of all.entries()) {
        const told = results[at] ?? []
        const indexes = told.map(([index]) => index).toSorted((a, b) => a - b)
        expect(indexes).toEqual(Array.from({ length: batch.count }, (_, index) => index))
        const cancelled = told.filter(([, code]) => code === 'client.cancelled')
        if (batch.end === null) expect(cancelled).toEqual([])
      }
    }),
    { numRuns: 60 },
  )
})

async function run(
  moves: SmallMoves,
  { count, end }: Batch,
): Promise<readonly (readonly [number, string])[]> {
  const abort = new AbortController()
  const told: [number, string][] = []
  const batch = Array.from({ length: count }, (_, index): SmallMove => ({ index, request, task }))
  const over = moves.run(batch, abort.signal, (index, result) => {
    told.push([index, 'code' in result ? result.code : 'ok'])
  })
  if (end) {
    for (let wait = end.after; wait > 0; wait--) await turn()
    if (end.what === 'abort') abort.abort()
    else moves.drop(abort.signal)
  }
  await over
  return told
}

/** No process has so many files open. */
const noFile = 1_000_000

test('what cannot be flushed fails alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'flusher-'))
  const flusher = new Flusher()
  const files = Array.from({ length: 20 }, (_, at) =>
    at === 7 ? noFile : openSync(join(folder, `${at}`), 'w'),
  )
  const results = await Promise.allSettled(files.map((file) => flusher.flush(file)))
  expect(results.map(({ status }) => status)).toEqual(
    files.map((file) => (file === noFile ? 'rejected' : 'fulfilled')),
  )
  await flusher.flush(files[0] ?? -1)
  for (const file of files) if (file !== noFile) closeSync(file)
  await rm(folder, { recursive: true })
})
