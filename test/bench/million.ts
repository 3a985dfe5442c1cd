import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type MainDelay, mainDelayMax } from './main-thread.ts'
import { runChild } from './processes.ts'
import { type Measure, measure } from './statistics.ts'

export const millionIds = [
  'enqueue-1m-rate',
  'enqueue-1m-rss-growth',
  'enqueue-1m-disk-bytes-per-file',
  'start-with-1m-items',
] as const

export interface MillionJob {
  readonly what: 'enqueue' | 'start'
  /** The folder to upload. */
  readonly source: string
  readonly dbPath: string
}

export interface EnqueueResult {
  readonly count: number
  readonly wallS: number
  /** At its most, over the same process when it was idle. */
  readonly grownBytes: number
  readonly writtenBytes: number
  readonly delay: MainDelay
}

export interface StartResult {
  readonly count: number
  /** From the start of the process. */
  readonly msFromStart: number
}

const filesPerFolder = 1000

/**
 * One transfer of a million small files: how fast they are found and queued, what that takes of
 * memory and disk, and how long a start with all of them unfinished takes. Reads /proc: Linux only.
 */
export async function benchMillion(options: {
  readonly folder: string
  readonly runs: number
  readonly count: number
  readonly log: (line: string) => void
}): Promise<readonly Measure[]> {
  const { folder, runs, count, log } = options
  const source = join(folder, 'million')
  await writeFiles(source, count)
  log(`${count} files are there`)
  const enqueued: EnqueueResult[] = []
  const started: StartResult[] = []
  for (let run = 1; run <= runs; run++) {
    const queue = join(folder, `queue-${run}`)
    await mkdir(queue)
    const job = { source, dbPath: join(queue, 'queue.db') }
    const found = (await runChild('million-child.ts', { what: 'enqueue', ...job })) as EnqueueResult
    const start = (await runChild('million-child.ts', { what: 'start', ...job })) as StartResult
    if (found.count !== count || start.count !== count) {
      throw new Error(`${found.count} and ${start.count} files instead of ${count}`)
    }
    enqueued.push(found)
    started.push(start)
    log(`${run}/${runs} ${found.wallS.toFixed(1)} s, start ${start.msFromStart.toFixed(0)} ms`)
    await rm(queue, { recursive: true })
  }
  return [
    measure(
      'enqueue-1m-rate',
      '/s',
      enqueued.map((one) => one.count / one.wallS),
      null,
    ),
    measure(
      'enqueue-1m-rss-growth',
      'MB',
      enqueued.map((one) => one.grownBytes / 1e6),
      null,
    ),
    measure(
      'enqueue-1m-disk-bytes-per-file',
      'bytes',
      enqueued.map((one) => one.writtenBytes / one.count),
      null,
    ),
    measure(
      'start-with-1m-items',
      'ms',
      started.map((one) => one.msFromStart),
      null,
    ),
    mainDelayMax(enqueued.map(({ delay }) => delay)),
  ]
}

async function writeFiles(folder: string, count: number): Promise<void> {
  for (let first = 0; first < count; first += filesPerFolder) {
    const sub = join(folder, `folder-${first / filesPerFolder}`)
    await mkdir(sub, { recursive: true })
    const last = Math.min(count, first + filesPerFolder)
    const numbers = Array.from({ length: last - first }, (_, index) => first + index)
    await Promise.all(numbers.map((number) => writeFile(join(sub, `IMG_${number}.jpg`), 'small')))
  }
}
