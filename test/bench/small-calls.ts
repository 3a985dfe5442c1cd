import { join } from 'node:path'
import { createBucket } from './client-ali-oss.ts'
import { runChild, type ServerFacts, startServer } from './processes.ts'
import { type Measure, measure } from './statistics.ts'

export const smallCallIds = ['small-put', 'small-put-cpu', 'small-get', 'small-get-cpu'] as const

const clients = ['oss-desk', 'ali-oss'] as const
const directions = ['put', 'get'] as const

export interface SmallCallsJob extends ServerFacts {
  readonly client: (typeof clients)[number]
  readonly direction: (typeof directions)[number]
  readonly bucket: string
  readonly count: number
  readonly sizeBytes: number
  readonly parallel: number
}

interface Result {
  readonly wallS: number
  readonly cpuS: number
}

/**
 * 4 KiB from memory and into memory, 16 at once: the clients alone, without queue and files. The server
 * is the same, and busy on the other core, so calls a second are a lower bound and CPU tells more.
 */
export async function benchSmallCalls(options: {
  readonly folder: string
  readonly runs: number
  readonly count: number
  readonly log: (line: string) => void
}): Promise<readonly Measure[]> {
  const { folder, runs, count, log } = options
  const server = await startServer(join(folder, 'calls-server'))
  const results = new Map<string, Result[]>()
  try {
    const { stop: _stop, ...facts } = server
    for (let run = 1; run <= runs; run++) {
      const bucket = `bench-calls-${run}`
      await createBucket(facts, bucket)
      for (const direction of directions) {
        for (const client of run % 2 === 0 ? clients : clients.toReversed()) {
          const size = { count, sizeBytes: 4096, parallel: 16 }
          const job: SmallCallsJob = { ...facts, client, direction, bucket, ...size }
          const result = (await runChild('small-calls-child.ts', job)) as Result
          const id = `${client} ${direction}`
          results.set(id, [...(results.get(id) ?? []), result])
          log(`${id}: ${(count / result.wallS).toFixed(0)} /s, CPU ${result.cpuS.toFixed(2)} s`)
        }
      }
    }
  } finally {
    await server.stop()
  }
  const of = (client: string, direction: string): readonly Result[] =>
    results.get(`${client} ${direction}`) ?? []
  return directions.flatMap((direction) => {
    const rates = (client: string): number[] =>
      of(client, direction).map((one) => count / one.wallS)
    const seconds = (client: string): number[] => of(client, direction).map((one) => one.cpuS)
    const peer = 'ali-oss'
    return [
      measure(`small-${direction}`, '/s', rates('oss-desk'), { name: peer, runs: rates(peer) }),
      measure(`small-${direction}-cpu`, 's', seconds('oss-desk'), {
        name: peer,
        runs: seconds(peer),
      }),
    ]
  })
}
