import { randomBytes } from 'node:crypto'
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createBucket } from './client-ali-oss.ts'
import type { Job, JobResult } from './job.ts'
import { mainDelayMax } from './main-thread.ts'
import { runJob, startServer } from './processes.ts'
import { type Measure, measure } from './statistics.ts'

export const smallFileIds = [
  'upload-10k-small-wall',
  'upload-10k-small-cpu',
  'download-10k-small-wall',
  'download-10k-small-cpu',
  'small-main-thread-delay-p99',
] as const

const clients = ['oss-desk', 'ali-oss'] as const
const directions = ['upload', 'download'] as const
const sizeBytes = 4096
const parallel = 16

export interface SmallFilesOptions {
  readonly folder: string
  readonly runs: number
  readonly count: number
  readonly log: (line: string) => void
}

/** Many files of 4 KiB: ours through the durable queue with all its checks, the peer's plain. */
export async function benchSmallFiles(options: SmallFilesOptions): Promise<readonly Measure[]> {
  const { folder, runs, count, log } = options
  const source = join(folder, 'small')
  await mkdir(source)
  for (let number = 0; number < count; number++) {
    await writeFile(join(source, `file-${number}.bin`), randomBytes(sizeBytes))
  }
  const server = await startServer(join(folder, 'small-server'))
  const results: Record<string, JobResult[]> = {}
  try {
    const { stop: _stop, ...facts } = server
    for (let run = 1; run <= runs; run++) {
      for (const direction of directions) {
        for (const client of run % 2 === 0 ? clients : clients.toReversed()) {
          // Every upload into a bucket of its own: nothing is there, for either of them.
          const bucket = `bench-small-${run}`
          if (direction === 'upload' && client === (run % 2 === 0 ? clients[0] : clients[1])) {
            await createBucket(facts, bucket)
          }
          // Nothing is deleted in between: file systems are slow to use again what was just freed.
          const target = join(folder, 'downloads', client, `run-${run}`, 'small')
          const job: Job = {
            ...facts,
            ...{ client, direction, bucket, what: 'folder', key: `${client}/small` },
            ...{ path: direction === 'upload' ? source : target, partSizeBytes: 0, parallel },
          }
          await mkdir(dirname(target), { recursive: true })
          const result = await runJob(job)
          if (direction === 'download') await expectFiles(target, count)
          results[`${client} ${direction}`] = [...(results[`${client} ${direction}`] ?? []), result]
          const seconds = `${result.wallS.toFixed(2)} s, CPU ${result.cpuS.toFixed(2)} s`
          log(`${run}/${runs} ${client} ${direction} of ${count} files: ${seconds}`)
        }
      }
    }
  } finally {
    await server.stop()
  }
  return measures((client, direction) => results[`${client} ${direction}`] ?? [])
}

async function expectFiles(folder: string, count: number): Promise<void> {
  const names = await readdir(folder)
  if (names.length !== count) throw new Error(`${names.length} files instead of ${count}`)
  for (const name of names) {
    const { size } = await stat(join(folder, name))
    if (size !== sizeBytes) throw new Error(`${name} has ${size} bytes`)
  }
}

type ResultsOf = (
  client: (typeof clients)[number],
  direction: (typeof directions)[number],
) => readonly JobResult[]

function measures(resultsOf: ResultsOf): readonly Measure[] {
  const delays = directions.flatMap((direction) =>
    resultsOf('oss-desk', direction).map(({ mainDelay }) => mainDelay),
  )
  return [
    ...directions.flatMap((direction) =>
      (['wall', 'cpu'] as const).map((what) => {
        const seconds = (client: (typeof clients)[number]): number[] =>
          resultsOf(client, direction).map((one) => (what === 'wall' ? one.wallS : one.cpuS))
        const peer = { name: 'ali-oss', runs: seconds('ali-oss') }
        return measure(`${direction}-10k-small-${what}`, 's', seconds('oss-desk'), peer)
      }),
    ),
    measure(
      'small-main-thread-delay-p99',
      'ms',
      delays.map(({ p99Ms }) => p99Ms),
      null,
    ),
    mainDelayMax(delays),
  ]
}
