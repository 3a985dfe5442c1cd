import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import OSS from 'ali-oss'
import { staticCredentials } from '../../electron/oss/credentials.ts'
import { getObject, putObject } from '../../electron/oss/operations/objects.ts'
import { createOssSession } from '../../electron/oss/session.ts'
import { parseEndpoint } from '../../shared/oss/address.ts'
import type { SmallCallsJob } from './small-calls.ts'

/** A client process: sends many small requests, prints how long they took as one line of JSON. */
const job = JSON.parse(process.argv[2] ?? '{}') as SmallCallsJob
const body = randomBytes(job.sizeBytes)
const { bucket, accessKeyId, accessKeySecret } = job

function desk(): (key: string) => Promise<unknown> {
  const choice = { kind: 'custom', host: job.url, region: job.region, cname: false } as const
  const session = createOssSession(
    {
      endpoint: parseEndpoint(choice),
      credentials: staticCredentials({ kind: 'access-key', accessKeyId, accessKeySecret }),
      application: 'oss-desk-bench',
      connections: job.parallel,
    },
    { now: Date.now, random: Math.random, sleep: (ms) => delay(ms) },
  )
  const { client } = session
  if (job.direction === 'put') return (key) => client.call(putObject, { bucket, key, body })
  return (key) => client.call(getObject, { bucket, key })
}

function aliOss(): (key: string) => Promise<unknown> {
  const client = new OSS({
    ...{ accessKeyId, accessKeySecret, bucket, endpoint: job.url },
    ...{ region: `oss-${job.region}`, authorizationV4: true },
  } as OSS.Options)
  return job.direction === 'put' ? (key) => client.put(key, body) : (key) => client.get(key)
}

const send = job.client === 'oss-desk' ? desk() : aliOss()
const keys = Array.from({ length: job.count }, (_, index) => `${job.client}/${index}`).values()
const worker = async (): Promise<void> => {
  for (const key of keys) await send(key)
}
const cpuBefore = process.cpuUsage()
const startedAt = performance.now()
await Promise.all(Array.from({ length: job.parallel }, worker))
const wallS = (performance.now() - startedAt) / 1000
const cpu = process.cpuUsage(cpuBefore)
process.stdout.write(`${JSON.stringify({ wallS, cpuS: (cpu.user + cpu.system) / 1e6 })}\n`)
process.exit(0)
