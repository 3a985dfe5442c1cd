import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import OSS from 'ali-oss'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawPng } from '../oss-server/png.ts'
import { defaultIdentity, type OssServer, startOssServer } from '../oss-server/server.ts'

/** The library has far more than its types tell. */
type Untyped = Readonly<Record<string, (...args: readonly unknown[]) => Promise<Answer>>>

interface Answer {
  readonly [name: string]: Answer
}

function list(answer: Answer | undefined): readonly Answer[] {
  return answer as unknown as readonly Answer[]
}

const temporary = {
  accessKeyId: 'STS.temporary',
  accessKeySecret: 'secret',
  securityToken: 'token',
}

/** What the other two files leave out: streams, pieces, pages, metadata, pictures, tokens. */
describe.each([
  { version: 'V1', endpoint: 'localhost', authorizationV4: false },
  { version: 'V4', endpoint: 'localhost', authorizationV4: true },
  { version: 'V1', endpoint: '127.0.0.1', authorizationV4: false },
  { version: 'V4', endpoint: '127.0.0.1', authorizationV4: true },
])('ali-oss with signature $version on $endpoint', ({ endpoint, authorizationV4 }) => {
  let folder: string
  let server: OssServer
  let client: Untyped

  const connect = (keys: Readonly<Record<string, string>>): Untyped =>
    new OSS({
      ...keys,
      endpoint: `http://${endpoint}:${server.port}`,
      region: 'oss-cn-hangzhou',
      bucket: 'first',
      sldEnable: endpoint === 'localhost',
      authorizationV4,
    } as unknown as OSS.Options) as unknown as Untyped

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oss-server-'))
    const owned = { ...temporary, ownerId: defaultIdentity.ownerId }
    const identities = [defaultIdentity, owned]
    server = await startOssServer({ dataDir: join(folder, 'data'), identities })
    for (const name of ['first', 'second']) server.createBucket({ name })
    const { accessKeyId, accessKeySecret } = defaultIdentity
    client = connect({ accessKeyId, accessKeySecret })
  })

  afterAll(async () => {
    await server.close()
    await rm(folder, { recursive: true })
  })

  const call = (name: string, ...args: readonly unknown[]): Promise<Answer> => {
    const method = client[name]
    if (method === undefined) throw new Error(`the library has no ${name}`)
    return method.apply(client, [...args])
  }
  const read = async (key: string): Promise<Buffer> =>
    (await call('get', key)).content as unknown as Buffer

  it('writes a stream of unknown length and reads one', async () => {
    const content = randomBytes(300_000)
    const pieces = [content.subarray(0, 100_000), content.subarray(100_000)]
    await call('putStream', 'streamed', Readable.from(pieces))
    const { stream } = await call('getStream', 'streamed')
    expect(await buffer(stream as unknown as Readable)).toEqual(content)
  })

  it('goes on with an upload where it was cancelled', async () => {
    const content = randomBytes(500_000)
    const path = join(folder, 'resumed.bin')
    await writeFile(path, content)
    let checkpoint: Answer | undefined
    const progress = async (done: number, reached: Answer): Promise<void> => {
      checkpoint = reached
      if (done >= 0.4) await call('cancel')
    }
    const options = { partSize: 102_400, parallel: 1, progress }
    await expect(call('multipartUpload', 'resumed', path, options)).rejects.toMatchObject({
      name: 'cancel',
    })
    const { parts } = await call('listParts', 'resumed', checkpoint?.uploadId)
    expect([2, 3, 4]).toContain(list(parts).length)
    await call('multipartUpload', 'resumed', path, { checkpoint, parallel: 1 })
    expect(await read('resumed')).toEqual(content)
  })

  it('joins parts of a file and of another object', async () => {
    const content = randomBytes(204_800)
    const path = join(folder, 'parts.bin')
    await writeFile(path, content)
    await call('put', 'source of parts', path)
    const { uploadId } = await call('initMultipartUpload', 'joined')
    const one = await call('uploadPart', 'joined', uploadId, 1, path, 0, 102_400)
    const source = { sourceKey: 'source of parts', sourceBucketName: 'first' }
    const two = await call('uploadPartCopy', 'joined', uploadId, 2, '102400-204799', source)
    const parts = [one, two].map(({ etag }, index) => ({ number: index + 1, etag }))
    await call('completeMultipartUpload', 'joined', uploadId, parts)
    expect(await read('joined')).toEqual(await readFile(path))
    await call('multipartUploadCopy', 'copied in parts', source, { partSize: 102_400 })
    expect(await read('copied in parts')).toEqual(content)
  })

  it('replaces metadata and takes tags away', async () => {
    await call('put', 'told', Buffer.from('x'), { meta: { uid: 1 } })
    await call('putMeta', 'told', { uid: 2, pid: 3 })
    expect((await call('head', 'told')).meta).toEqual({ uid: '2', pid: '3' })
    expect((await call('getObjectMeta', 'told')).res?.headers).toMatchObject({
      'content-length': '1',
    })
    await call('putObjectTagging', 'told', { team: 'blue' })
    await call('deleteObjectTagging', 'told')
    expect((await call('getObjectTagging', 'told')).tag).toEqual({})
  })

  it('pages by markers and counts', async () => {
    for (const key of ['m/1', 'm/2', 'm/sub/3']) await call('put', key, Buffer.from('x'))
    const found: unknown[] = []
    let marker: unknown
    do {
      const from = marker ? { marker } : {}
      const query = { prefix: 'm/', delimiter: '/', 'max-keys': 1, ...from }
      const page = (await call('list', query)) as unknown as {
        readonly objects?: readonly { readonly name: string }[]
        readonly prefixes?: readonly string[]
        readonly nextMarker: string | null
      }
      found.push(...(page.objects ?? []).map(({ name }) => name), ...(page.prefixes ?? []))
      marker = page.nextMarker
    } while (marker)
    expect(found).toEqual(['m/1', 'm/2', 'm/sub/'])
    const { stat } = await call('getBucketStat', 'first')
    expect(Number(stat?.ObjectCount)).toBeGreaterThanOrEqual(3)
  })

  it('processes pictures, also into another bucket', async () => {
    await call('put', 'p.png', drawPng(3, 60, 40))
    const process = 'image/resize,w_30'
    const made = await call('processObjectSave', 'p.png', 'small.png', process, 'second')
    expect(made.status).toBe(200)
    await call('useBucket', 'second')
    const { content } = await call('get', 'small.png', { process: 'image/info' })
    await call('useBucket', 'first')
    const facts = JSON.parse(String(content)) as Record<string, { readonly value: string }>
    expect([facts.ImageWidth?.value, facts.ImageHeight?.value]).toEqual(['30', '20'])
  })

  it('tells what a channel did', async () => {
    await call('putChannel', 'silent', { Target: { Type: 'HLS' } })
    expect((await call('getChannelHistory', 'silent')).records).toEqual([])
  })

  it('works with a token', async () => {
    const { accessKeyId, accessKeySecret, securityToken } = temporary
    client = connect({ accessKeyId, accessKeySecret, stsToken: securityToken })
    await call('put', 'by token', Buffer.from('x'))
    expect(String(await read('by token'))).toBe('x')
    client = connect({ accessKeyId, accessKeySecret, stsToken: 'another' })
    await expect(call('get', 'by token')).rejects.toMatchObject({ code: 'InvalidSecurityToken' })
  })
})
