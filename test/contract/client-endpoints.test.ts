import { mkdtemp, rm } from 'node:fs/promises'
import type { LookupFunction } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDocument } from '../../electron/oss/bucket-document.ts'
import { staticCredentials } from '../../electron/oss/credentials.ts'
import { putBucket } from '../../electron/oss/operations/bucket.ts'
import { listObjectsV2 } from '../../electron/oss/operations/listing.ts'
import { getObject, putObject } from '../../electron/oss/operations/objects.ts'
import { sectionOperations } from '../../electron/oss/operations/section.ts'
import { listBuckets } from '../../electron/oss/operations/service.ts'
import { createOssSession, type OssSession } from '../../electron/oss/session.ts'
import {
  type Endpoint,
  type Network,
  parseEndpoint,
  serviceEndpoint,
} from '../../shared/oss/address.ts'
import { documents } from '../../shared/oss/documents.ts'
import { defaultIdentity, type OssServer, startOssServer } from '../oss-server/server.ts'
import { failureOf } from './client-harness.ts'

/** The service's own hosts, led to this machine: what is asked for and signed is what the service gets. */
const bucket = 'endpoints'
const own = 'files.example.com'
let folder: string
let server: OssServer
const open: OssSession[] = []
const askedFor: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oss-endpoints-'))
  server = await startOssServer({ dataDir: folder, host: '::1', cnames: { [own]: bucket } })
  await sessionAt(serviceEndpoint('cn-hangzhou')).client.call(putBucket, { bucket })
})
afterAll(async () => {
  for (const session of open) await session.close()
  await server.close()
  await rm(folder, { recursive: true })
})

/** Names have an address of each family, of which only the newer one answers. */
const lookup: LookupFunction = (host, options, found) => {
  askedFor.push(host)
  const both = [
    { address: '::1', family: 6 },
    { address: '127.0.0.1', family: 4 },
  ]
  if (options.all) found(null, both)
  else found(null, '::1', 6)
}

function sessionAt(endpoint: Endpoint): OssSession {
  const session = createOssSession(
    {
      endpoint: { ...endpoint, scheme: 'http', port: server.port },
      credentials: staticCredentials({ kind: 'access-key', ...defaultIdentity }),
      application: 'oss-desk-contract',
      lookup,
    },
    { now: Date.now, random: () => 0, sleep: () => Promise.resolve() },
  )
  open.push(session)
  return session
}

const networks: readonly (readonly [Network, string])[] = [
  ['public', 'oss-cn-hangzhou.aliyuncs.com'],
  ['internal', 'oss-cn-hangzhou-internal.aliyuncs.com'],
  ['dual-stack', 'cn-hangzhou.oss.aliyuncs.com'],
  ['accelerate', 'oss-accelerate.aliyuncs.com'],
  ['accelerate-overseas', 'oss-accelerate-overseas.aliyuncs.com'],
]

describe.each(networks)('the %s endpoint', (network, host) => {
  const accelerated = host.startsWith('oss-accelerate')
  const object = { bucket, key: `through ${network} ä+` }

  it('writes, reads and lists what any other does', async () => {
    const { client } = sessionAt(serviceEndpoint('cn-hangzhou', network))
    askedFor.length = 0
    if (accelerated) {
      const refused = await failureOf(client.call(putObject, { ...object, body: 'x' }))
      expect(refused.failure).toMatchObject({ code: 'TransferAccelerationDisabled', status: 403 })
    }
    const { client: usual } = sessionAt(serviceEndpoint('cn-hangzhou'))
    const { put } = sectionOperations(documents.transferAcceleration)
    await usual.call(put, { bucket, document: { Enabled: String(accelerated) } })
    await client.call(putObject, { ...object, body: network })
    expect(askedFor).toContain(`${bucket}.${host}`)
    const got = await client.call(getObject, object)
    expect(Buffer.from(got.body).toString()).toBe(network)
    const page = await client.call(listObjectsV2, { bucket, prefix: object.key })
    expect(page.objects.map(({ key }) => key)).toEqual([object.key])
    await usual.call(put, { bucket, document: { Enabled: 'false' } })
  })

  it('is asked by its bare name for the list of buckets', async () => {
    const { client } = sessionAt(serviceEndpoint('cn-hangzhou', network))
    askedFor.length = 0
    const { buckets } = await client.call(listBuckets, { prefix: bucket })
    expect(buckets.map(({ name }) => name)).toEqual([bucket])
    expect(new Set(askedFor)).toEqual(new Set([host]))
  })
})

it.each(['public', 'internal', 'dual-stack'] as const)(
  'in the wrong region the %s endpoint is left for the same kind in the right one',
  async (network) => {
    const { client } = sessionAt(serviceEndpoint('cn-beijing', network))
    const hosts = ['cn-beijing', 'cn-hangzhou'].map(
      (region) => `${bucket}.${serviceEndpoint(region, network).host}`,
    )
    askedFor.length = 0
    await client.call(putObject, { bucket, key: 'far', body: network })
    expect([...new Set(askedFor)]).toEqual(hosts)
    askedFor.length = 0
    const got = await client.call(getObject, { bucket, key: 'far' })
    expect(Buffer.from(got.body).toString()).toBe(network)
    expect(askedFor.filter((host) => host !== hosts[1])).toEqual([])
  },
)

it('an own domain stands for its bucket, and for no list of buckets', async () => {
  const host = `http://${own}`
  const choice = { kind: 'custom', host, region: 'cn-hangzhou', cname: true } as const
  const { client } = sessionAt(parseEndpoint(choice))
  await client.call(putObject, { bucket, key: 'by domain', body: 'x' })
  const { set } = await readDocument(client, documents.cors, { bucket })
  expect(set).toBe(false)
  expect((await failureOf(client.call(listBuckets, {}))).failure.code).toBe('input.invalid')
})
