import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchClientSpeed, clientSpeedIds } from './client-speed.ts'
import { benchGigabyte, gigabyteIds } from './gigabyte.ts'
import { mainDelayMaxId, withOneMainDelay } from './main-thread.ts'
import { benchMillion, millionIds } from './million.ts'
import { benchSmallCalls, smallCallIds } from './small-calls.ts'
import { benchSmallFiles, smallFileIds } from './small-files.ts'
import { type Measure, table } from './statistics.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    json: { type: 'string' },
    runs: { type: 'string', default: '5' },
    mib: { type: 'string', default: '1024' },
    files: { type: 'string', default: '10000' },
    million: { type: 'string', default: '1000000' },
    dir: { type: 'string', default: tmpdir() },
  },
})

const known: readonly string[] = [
  ...gigabyteIds,
  ...smallFileIds,
  ...clientSpeedIds,
  ...smallCallIds,
  ...millionIds,
  mainDelayMaxId,
]
const wanted = values.only?.split(',') ?? known
const wants = (ids: readonly string[]): boolean => ids.some((id) => wanted.includes(id))
/** Benches of the whole engine tell how late the main thread was, too. */
const wantsEngine = (ids: readonly string[]): boolean => wants([...ids, mainDelayMaxId])
const unknown = wanted.filter((id) => !known.includes(id))
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}; there are ${known.join(', ')}`)
  process.exit(2)
}

const folder = await mkdtemp(join(values.dir, 'oss-desk-bench-'))
try {
  for (const client of ['oss-desk', 'ali-oss']) {
    await mkdir(join(folder, 'downloads', client), { recursive: true })
  }
  const common = { folder, runs: Number(values.runs), log: (line: string) => console.error(line) }
  const all: Measure[] = []
  if (wantsEngine(gigabyteIds)) {
    const sizeBytes = Number(values.mib) * 1024 * 1024
    all.push(...(await benchGigabyte({ ...common, sizeBytes })))
  }
  if (wantsEngine(smallFileIds)) {
    all.push(...(await benchSmallFiles({ ...common, count: Number(values.files) })))
  }
  if (wants(clientSpeedIds)) all.push(...(await benchClientSpeed({ ...common, wanted })))
  if (wants(smallCallIds)) {
    all.push(...(await benchSmallCalls({ ...common, count: Number(values.files) })))
  }
  if (wantsEngine(millionIds)) {
    all.push(...(await benchMillion({ ...common, count: Number(values.million) })))
  }
  const measures = withOneMainDelay(all).filter((one) => wanted.includes(one.id))
  if (values.json) await writeFile(values.json, `${JSON.stringify(measures, null, 2)}\n`)
  console.log(table(measures))
} finally {
  await rm(folder, { recursive: true, force: true })
}
