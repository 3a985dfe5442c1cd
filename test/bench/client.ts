import { rm } from 'node:fs/promises'
import { prepareAliOss } from './client-ali-oss.ts'
import { prepareDesk } from './client-desk.ts'
import type { Job, JobResult } from './job.ts'
import { watchMainThread } from './main-thread.ts'

/** A client process: does one job, prints its `JobResult` as one line of JSON. */
const job = JSON.parse(process.argv[2] ?? '{}') as Job
if (job.direction === 'download') await rm(job.path, { recursive: true, force: true })
const prepared = await (job.client === 'oss-desk' ? prepareDesk(job) : prepareAliOss(job))

const delayOf = watchMainThread()
const cpuBefore = process.cpuUsage()
const startedAt = performance.now()
await prepared.work()
const wallS = (performance.now() - startedAt) / 1000
const cpu = process.cpuUsage(cpuBefore)

const result: JobResult = {
  wallS,
  cpuS: (cpu.user + cpu.system) / 1_000_000,
  mainDelay: delayOf(),
}
process.stdout.write(`${JSON.stringify(result)}\n`)
await prepared.close()
