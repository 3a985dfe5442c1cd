import { randomFillSync } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createBucket } from './client-ali-oss.ts'
import type { Job, JobResult } from './job.ts'
import { mainDelayMax } from './main-thread.ts'
import { runJob, startServer } from './processes.ts'
import { type Measure, measure } from './statistics.ts'

export const gigabyteIds = [
  'upload-1g-wall',
  'upload-1g-cpu',
  'download-1g-wall',
  'download-1g-cpu',
  'main-thread-delay-p99',
] as const

const clients = ['oss-desk', 'ali-oss'] as const
const directions = ['upload', 'download'] as const
type Results = Record<`${(typeof clients)[number]} ${(typeof directions)[number]}`, JobResult[]>

async function writeRandomFile(path: string, sizeBytes: number): Promise<void> {
  const file = await open(path, 'w')
  const block = Buffer.alloc(16 * 1024 * 1024)
  for (let written = 0; written < sizeBytes; written += block.byteLength) {
    randomFillSync(block)
    await file.write(block, 0, Math.min(block.byteLength, sizeBytes - written))
  }
  await file.close()
}

export interface GigabyteOptions {
  readonly folder: string
  readonly runs: number
  readonly sizeBytes: number
  readonly log: (line: string) => void
}

/** Runs of both clients take turns, so that a slow moment of the machine strikes both. */
export async function benchGigabyte(options: GigabyteOptions): Promise<readonly Measure[]> {
  const { folder, runs, sizeBytes, log } = options
  const name = 'gigabyte.bin'
  const source = join(folder, name)
  await writeRandomFile(source, sizeBytes)
  const server = await startServer(join(folder, 'server'))
  const results: Results = {
    'oss-desk upload': [],
    'ali-oss upload': [],
    'oss-desk download': [],
    'ali-oss download': [],
  }
  try {
    const { stop: _stop, ...facts } = server
    await createBucket(facts, 'bench')
    for (let run = 1; run <= runs; run++) {
      for (const direction of directions) {
        for (const client of run % 2 === 0 ? clients : clients.toReversed()) {
          const target = join(folder, 'downloads', client, name)
          const job: Job = {
            ...facts,
            ...{ client, direction, bucket: 'bench', key: `${client}/${name}` },
            ...{ what: 'file', path: direction === 'upload' ? source : target },
            ...{ partSizeBytes: 8 * 1024 * 1024, parallel: 4 },
          }
          const result = await runJob(job)
          if (direction === 'download') await expectSize(target, sizeBytes)
          results[`${client} ${direction}`].push(result)
          const seconds = `${result.wallS.toFixed(2)} s, CPU ${result.cpuS.toFixed(2)} s`
          log(`${run}/${runs} ${client} ${direction}: ${seconds}`)
        }
      }
    }
  } finally {
    await server.stop()
  }
  return measures(results)
}

async function expectSize(path: string, sizeBytes: number): Promise<void> {
  const { size } = await stat(path)
  if (size !== sizeBytes) throw new Error(`${path} has ${size} bytes instead of ${sizeBytes}`)
}

function measures(results: Results): readonly Measure[] {
  const delays = results['oss-desk upload'].map((upload, run) =>
    Math.max(upload.mainDelay.p99Ms, results['oss-desk download'][run]?.mainDelay.p99Ms ?? 0),
  )
  return [
    ...directions.flatMap((direction) =>
      (['wall', 'cpu'] as const).map((what) => {
        const runsOf = (client: (typeof clients)[number]): number[] =>
          results[`${client} ${direction}`].map((one) => (what === 'wall' ? one.wallS : one.cpuS))
        const peer = { name: 'ali-oss', runs: runsOf('ali-oss') }
        return measure(`${direction}-1g-${what}`, 's', runsOf('oss-desk'), peer)
      }),
    ),
    measure('main-thread-delay-p99', 'ms', delays, null),
    mainDelayMax(
      directions.flatMap((direction) =>
        results[`oss-desk ${direction}`].map(({ mainDelay }) => mainDelay),
      ),
    ),
  ]
}
