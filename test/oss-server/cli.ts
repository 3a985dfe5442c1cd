import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { seedSamples } from './samples.ts'
import { type Identity, startOssServer } from './server.ts'

const usage = `Usage: oss-server --data DIR [--port 9000] [--region cn-hangzhou] [--samples]
                  [--other-region ID]… [--restore-seconds N] [--fast-etags] [--fsync] [--json]
                  [--lifecycle-seconds N]`

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '9000' },
    region: { type: 'string', default: 'cn-hangzhou' },
    'other-region': { type: 'string', multiple: true, default: [] },
    samples: { type: 'boolean', default: false },
    'restore-seconds': { type: 'string' },
    'lifecycle-seconds': { type: 'string' },
    'fast-etags': { type: 'boolean', default: false },
    fsync: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})

if (values.data === undefined) {
  console.error(usage)
  process.exit(2)
}

const dataDir = values.data
const restoreSeconds = values['restore-seconds']
const lifecycleSeconds = values['lifecycle-seconds']
const access = keptAccess(dataDir)
const server = await startOssServer({
  dataDir,
  port: Number(values.port),
  region: values.region,
  otherRegions: values['other-region'],
  identities: [access.identity],
  adminToken: access.adminToken,
  ...(restoreSeconds === undefined ? {} : { restoreDelayMs: Number(restoreSeconds) * 1000 }),
  ...(lifecycleSeconds === undefined ? {} : { lifecycleEveryMs: Number(lifecycleSeconds) * 1000 }),
  etags: values['fast-etags'] ? 'crc64' : 'md5',
  fsync: values.fsync,
})
if (values.samples) await seedSamples(server)

const facts = {
  url: server.url,
  region: server.region,
  accessKeyId: access.identity.accessKeyId,
  accessKeySecret: access.identity.accessKeySecret,
  adminToken: access.adminToken,
}
// One JSON line for programs that start this one, names and values for people.
if (values.json) console.log(JSON.stringify(facts))
else for (const [name, value] of Object.entries(facts)) console.log(`${name.padEnd(16)} ${value}`)

let closing = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (closing) return
    closing = true
    void server.close().then(() => process.exit(0))
  })
}

/** The same keys on every start with this folder. */
function keptAccess(folder: string): { readonly identity: Identity; readonly adminToken: string } {
  const path = join(folder, 'access.json')
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8'))
  mkdirSync(folder, { recursive: true })
  const created = {
    identity: {
      accessKeyId: `LTAI5t${randomBytes(9).toString('hex')}`,
      accessKeySecret: randomBytes(15).toString('hex'),
    },
    adminToken: randomBytes(16).toString('hex'),
  }
  writeFileSync(path, JSON.stringify(created), { mode: 0o600 })
  return created
}
