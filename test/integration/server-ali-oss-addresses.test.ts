import { EventEmitter } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import OSS from 'ali-oss'
import { Agent, request } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rtmpPublishUrl } from '../../electron/oss/rtmp.ts'
import { parseEndpoint } from '../../shared/oss/address.ts'
import { defaultIdentity, type OssServer, startOssServer } from '../oss-server/server.ts'

/** What the library has and its types leave out. */
interface Untyped {
  asyncSignatureUrl(key: string, options?: object): Promise<string>
  getObjectUrl(key: string, base?: string): string
  getRtmpUrl(channel: string, options: object): string
  signPostObjectPolicyV4(policy: object, date: Date): string
  setBucket(bucket: string): void
  getBucket(): string
  setSLDEnabled(enabled: boolean): void
  listObjectVersions(query: object): Promise<{ readonly objects: readonly unknown[] }>
}

/** The addresses and signatures that the library only hands out: here somebody uses them. */
describe.each([
  { version: 'V1', authorizationV4: false },
  { version: 'V4', authorizationV4: true },
])('addresses of ali-oss with signature $version', ({ authorizationV4 }) => {
  let folder: string
  let server: OssServer
  let client: OSS & Untyped
  const { accessKeyId, accessKeySecret } = defaultIdentity
  // Not every system knows where `anything.localhost` is.
  const agent = new Agent({
    connect: {
      lookup: (_, options, found) => {
        const address = { address: '127.0.0.1', family: 4 }
        if (options.all) found(null, [address])
        else found(null, address.address, 4)
      },
    },
  })

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oss-server-'))
    server = await startOssServer({ dataDir: folder })
    for (const name of ['first', 'second']) server.createBucket({ name })
    client = new OSS({
      accessKeyId,
      accessKeySecret,
      endpoint: `http://localhost:${server.port}`,
      region: 'oss-cn-hangzhou',
      bucket: 'second',
      authorizationV4,
    } as OSS.Options) as OSS & Untyped
    client.setBucket('first')
    client.setSLDEnabled(true)
    expect(client.getBucket()).toBe('first')
  })
  afterAll(async () => {
    await agent.close()
    await server.close()
    await rm(folder, { recursive: true })
  })

  const read = async (url: string): Promise<string> => {
    const { statusCode, body } = await request(url, { dispatcher: agent })
    return `${statusCode} ${await body.text()}`
  }

  it('signed without a request lead to a file, and to no other', async () => {
    await client.put('signed ä+', Buffer.from('signed'))
    const url = await client.asyncSignatureUrl('signed ä+', { expires: 60 })
    expect(await read(url)).toBe('200 signed')
    expect(await read(url.replace('signed', 'other'))).toMatch(/^403 /)
  })

  it('of files that everybody may read need no signature', async () => {
    await client.put('public ä', Buffer.from('public'), {
      headers: { 'x-oss-object-acl': 'public-read' },
    })
    client.setSLDEnabled(false)
    expect(await read(client.generateObjectUrl('public ä'))).toBe('200 public')
    client.setSLDEnabled(true)
    const base = `http://127.0.0.1:${server.port}/first`
    expect(await read(client.getObjectUrl('public ä', base))).toBe('200 public')
    expect(await read(client.generateObjectUrl('signed ä+', base))).toMatch(/^403 /)
  })

  it('of live channels are signed as ours are', () => {
    const parameters = { playlistName: 'play.m3u8' }
    const url = new URL(client.getRtmpUrl('camera', { params: parameters, expires: 60 }))
    const host = server.url.replace('127.0.0.1', 'localhost')
    const endpoint = parseEndpoint({ kind: 'custom', host, region: 'cn-hangzhou', cname: false })
    const target = {
      bucket: 'first',
      channel: 'camera',
      expiresAtSeconds: Number(url.searchParams.get('Expires')),
      parameters,
    }
    const ours = new URL(rtmpPublishUrl(endpoint, target, { accessKeyId, accessKeySecret }))
    expect(Object.fromEntries(url.searchParams)).toEqual(Object.fromEntries(ours.searchParams))
    expect(url.pathname.endsWith('/live/camera')).toBe(true)
  })

  it('take forms whose policy it signed', async () => {
    const now = new Date()
    const date = now.toISOString().replace(/[-:]|\.\d{3}/g, '')
    const expiration = new Date(now.getTime() + 60_000).toISOString()
    const scope = `${date.slice(0, 8)}/cn-hangzhou/oss/aliyun_v4_request`
    const fieldsV4 = {
      'x-oss-signature-version': 'OSS4-HMAC-SHA256',
      'x-oss-credential': `${accessKeyId}/${scope}`,
      'x-oss-date': date,
    }
    const policy = {
      expiration,
      conditions: [{ bucket: 'first' }, ...Object.entries(fieldsV4).map(([k, v]) => ({ [k]: v }))],
    }
    const older = client.calculatePostSignature({ expiration, conditions: [{ bucket: 'first' }] })
    const newer = {
      ...fieldsV4,
      policy: btoa(JSON.stringify(policy)),
      'x-oss-signature': client.signPostObjectPolicyV4(policy, now),
    }
    for (const fields of [older, newer]) {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.append(name, String(value))
      form.append('key', 'by form')
      form.append('file', new Blob(['form']))
      const answer = await fetch(`${server.url}/first/`, { method: 'POST', body: form })
      expect(answer.status).toBe(204)
    }
    const { objects } = await client.listObjectVersions({ prefix: 'by ' })
    expect(objects).toHaveLength(1)
  })
})

/** Why a method of the library is called by no test of its own. */
const inside = 'is inside of every other'
const uncalled: Readonly<Record<string, string>> = {
  authorization: inside,
  authorizationV4: inside,
  signature: inside,
  request: inside,
  requestError: inside,
  parseXML: inside,
  isCancel: inside,
  resetCancelFlag: inside,
  checkBrowserAndVersion: 'asks for a browser',
}

it('every method of the library is called', async () => {
  const client = new OSS({ accessKeyId: 'id', accessKeySecret: 'secret', bucket: 'any' })
  const methods = new Set<string>()
  let holder: object | null = client
  while (holder !== null && holder !== EventEmitter.prototype && holder !== Object.prototype) {
    for (const name of Object.getOwnPropertyNames(holder)) methods.add(name)
    holder = Object.getPrototypeOf(holder) as object | null
  }
  const inherited = new Set(Object.getOwnPropertyNames(EventEmitter.prototype))
  const own = [...methods].filter((name) => {
    const value: unknown = (client as unknown as Record<string, unknown>)[name]
    return typeof value === 'function' && !name.startsWith('_') && !inherited.has(name)
  })
  expect(own.length).toBeGreaterThan(90)
  const folder = new URL('./', import.meta.url)
  const names = (await readdir(folder)).filter((name) => /^server-.*\.test\.ts$/.test(name))
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')))
  const text = texts.join('\n')
  const called = (name: string): boolean =>
    new RegExp(`\\b(client|oss|peer)\\.${name}\\(|call\\(\\s*'${name}'`).test(text)
  expect(own.filter((name) => !called(name) && !(name in uncalled))).toEqual([])
})
