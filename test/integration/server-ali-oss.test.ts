import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import OSS from 'ali-oss'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultIdentity, type OssServer, startOssServer } from '../oss-server/server.ts'

/** What the library has and its types leave out. */
interface Untyped {
  _uploadPart(
    key: string,
    uploadId: string,
    number: number,
    body: { readonly stream: Readable; readonly size: number },
  ): Promise<{ readonly etag: string }>
  putObjectTagging(key: string, tags: Readonly<Record<string, string>>): Promise<unknown>
  getObjectTagging(key: string): Promise<{ readonly tag: Readonly<Record<string, string>> }>
}

function connect(server: OssServer, style: string, authorizationV4: boolean): OSS & Untyped {
  return new OSS({
    accessKeyId: defaultIdentity.accessKeyId,
    accessKeySecret: defaultIdentity.accessKeySecret,
    endpoint: `http://${style === 'path' ? 'localhost' : '127.0.0.1'}:${server.port}`,
    region: 'oss-cn-hangzhou',
    sldEnable: style === 'path',
    authorizationV4,
  } as OSS.Options) as OSS & Untyped
}

/**
 * The official library is a client that nobody here wrote. On an IP address it sends the host name
 * of the real service, so the same server is met in virtual-host style.
 */
describe.each([
  { version: 'V1', style: 'path', authorizationV4: false },
  { version: 'V4', style: 'path', authorizationV4: true },
  { version: 'V1', style: 'virtual-host', authorizationV4: false },
  { version: 'V4', style: 'virtual-host', authorizationV4: true },
])('ali-oss with signature $version in $style style', ({ style, authorizationV4 }) => {
  let folder: string
  let server: OssServer
  let client: OSS & Untyped

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oss-server-'))
    server = await startOssServer({ dataDir: join(folder, 'data') })
    client = connect(server, style, authorizationV4)
    await client.putBucket('first-bucket')
    client.useBucket('first-bucket')
  })

  afterAll(async () => {
    await server.close()
    await rm(folder, { recursive: true })
  })

  it('tells the facts of a bucket', async () => {
    expect((await client.getBucketInfo('first-bucket')).bucket).toMatchObject({
      Name: 'first-bucket',
      StorageClass: 'Standard',
      AccessControlList: { Grant: 'private' },
    })
    expect((await client.getBucketLocation('first-bucket')).location).toBe('oss-cn-hangzhou')
  })

  it.each(['plain.txt', "目录/a b+c&d=e~f!'()*.txt", 'a//b', 'percent%20sign', 'emoji 📎'])(
    'keeps object %s exactly',
    async (key) => {
      const content = Buffer.from(`content of ${key}`)
      await client.put(key, content, { headers: { 'x-oss-meta-color': 'blue' } } as never)
      const read = await client.get(key)
      expect(read.content).toEqual(content)
      const head = await client.head(key)
      const headers = head.res.headers as Record<string, string>
      expect(headers['x-oss-meta-color']).toBe('blue')
      expect(headers.etag).toBe(
        `"${createHash('md5').update(content).digest('hex').toUpperCase()}"`,
      )
      expect(headers['x-oss-object-type']).toBe('Normal')
    },
  )

  it('uploads in parts and reads back the same bytes', async () => {
    const content = randomBytes(1_234_567)
    const path = join(folder, 'large.bin')
    await writeFile(path, content)
    await client.multipartUpload('large.bin', path, { partSize: 200 * 1024, parallel: 3 })
    const target = join(folder, 'read.bin')
    await client.get('large.bin', target)
    expect(await readFile(target)).toEqual(content)
    const range = await client.get('large.bin', { headers: { Range: 'bytes=204700-409700' } })
    expect(range.content).toEqual(content.subarray(204_700, 409_701))
  })

  it('lists and ends unfinished uploads', async () => {
    const { uploadId } = await client.initMultipartUpload('unfinished.bin', {})
    const content = randomBytes(102_400)
    const part = await client._uploadPart('unfinished.bin', uploadId, 1, {
      stream: Readable.from([content]),
      size: content.length,
    })
    const parts = await client.listParts('unfinished.bin', uploadId)
    expect(parts.parts).toMatchObject({ PartNumber: '1', ETag: part.etag, Size: '102400' })
    const uploads = await client.listUploads({ 'max-uploads': 10 })
    expect(uploads.uploads.map((upload) => upload.uploadId)).toEqual([uploadId])
    await client.abortMultipartUpload('unfinished.bin', uploadId)
    await expect(client.listParts('unfinished.bin', uploadId)).rejects.toMatchObject({
      code: 'NoSuchUpload',
      status: 404,
    })
  })

  it('appends at the end only', async () => {
    await client.append('log.txt', Buffer.from('12345'))
    const second = await client.append('log.txt', Buffer.from('67890'), { position: '5' })
    expect(second.nextAppendPosition).toBe('10')
    const head = await client.head('log.txt')
    const headers = head.res.headers as Record<string, string>
    expect(headers['x-oss-hash-crc64ecma']).toBe('12811388247244714686')
    await expect(
      client.append('log.txt', Buffer.from('x'), { position: '3' }),
    ).rejects.toMatchObject({ code: 'PositionNotEqualToLength' })
  })

  it('copies, tags, links and deletes', async () => {
    await client.put('source.txt', Buffer.from('to be copied'))
    await client.copy('copy.txt', 'source.txt')
    expect((await client.get('copy.txt')).content.toString()).toBe('to be copied')
    await client.putObjectTagging('copy.txt', { team: 'blue' })
    expect((await client.getObjectTagging('copy.txt')).tag).toEqual({ team: 'blue' })
    await client.putSymlink('link.txt', 'copy.txt', {} as never)
    expect((await client.get('link.txt')).content.toString()).toBe('to be copied')
    expect((await client.getSymlink('link.txt')).targetName).toBe('copy.txt')
    await client.putACL('copy.txt', 'public-read')
    expect((await client.getACL('copy.txt')).acl).toBe('public-read')
    const deleted = await client.deleteMulti(['copy.txt', 'source.txt', 'link.txt', 'never.txt'])
    expect(deleted.deleted).toHaveLength(4)
    await expect(client.head('copy.txt')).rejects.toMatchObject({ code: 'NoSuchKey', status: 404 })
  })

  it('keeps ACL, CORS and lifecycle', async () => {
    await client.putBucketACL('first-bucket', 'public-read')
    expect((await client.getBucketACL('first-bucket')).acl).toBe('public-read')
    await client.putBucketACL('first-bucket', 'private')
    await expect(client.getBucketCORS('first-bucket')).rejects.toMatchObject({
      code: 'NoSuchCORSConfiguration',
    })
    await client.putBucketCORS('first-bucket', [
      { allowedOrigin: ['https://a.example', '*'], allowedMethod: ['GET', 'PUT'] },
    ])
    expect((await client.getBucketCORS('first-bucket')).rules).toMatchObject([
      { allowedOrigin: ['https://a.example', '*'], allowedMethod: ['GET', 'PUT'] },
    ])
    await client.deleteBucketCORS('first-bucket')
    await client.putBucketLifecycle('first-bucket', [
      { id: 'logs', prefix: 'logs/', status: 'Enabled', expiration: { days: 30 } } as never,
    ])
    const lifecycle = await client.getBucketLifecycle('first-bucket')
    expect(lifecycle.rules).toMatchObject([{ id: 'logs', prefix: 'logs/', status: 'Enabled' }])
    await client.deleteBucketLifecycle('first-bucket')
    await expect(client.getBucketLifecycle('first-bucket')).rejects.toMatchObject({
      code: 'NoSuchLifecycle',
    })
  })

  it('walks folders page by page in byte order', async () => {
    const keys = ['z/1', 'z/2', 'z/sub/3', 'z/😀', 'z/�', 'z/中']
    for (const key of keys) await client.put(key, Buffer.from('x'))
    const objects: string[] = []
    const prefixes: string[] = []
    let token: string | undefined
    do {
      const page = await client.listV2({
        prefix: 'z/',
        delimiter: '/',
        'max-keys': '2',
        'continuation-token': token,
      } as never)
      objects.push(...(page.objects ?? []).map((object) => object.name))
      prefixes.push(...(page.prefixes ?? []))
      token = (page as unknown as { nextContinuationToken?: string }).nextContinuationToken
    } while (token)
    expect(prefixes).toEqual(['z/sub/'])
    expect(objects).toEqual(['z/1', 'z/2', 'z/中', 'z/�', 'z/😀'])
  })

  it('deletes a bucket only when it is empty', async () => {
    await client.putBucket('short-lived')
    client.useBucket('short-lived')
    await client.put('a', Buffer.from('a'))
    await expect(client.deleteBucket('short-lived')).rejects.toMatchObject({
      code: 'BucketNotEmpty',
    })
    await client.delete('a')
    await client.deleteBucket('short-lived')
    client.useBucket('first-bucket')
  })
})

/** What the library cannot do on an IP address. */
describe.each([
  { version: 'V1', authorizationV4: false },
  { version: 'V4', authorizationV4: true },
])('ali-oss with signature $version on a host name', ({ authorizationV4 }) => {
  let folder: string
  let server: OssServer
  let client: OSS

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oss-server-'))
    server = await startOssServer({ dataDir: folder })
    server.createBucket({ name: 'first-bucket' })
    client = connect(server, 'path', authorizationV4)
    client.useBucket('first-bucket')
  })

  afterAll(async () => {
    await server.close()
    await rm(folder, { recursive: true })
  })

  it('lists buckets', async () => {
    const listed = (await client.listBuckets({})) as unknown as {
      buckets: { name: string; region: string }[]
    }
    expect(listed.buckets.map((bucket) => [bucket.name, bucket.region])).toEqual([
      ['first-bucket', 'oss-cn-hangzhou'],
    ])
  })

  it('opens signed addresses', async () => {
    await client.put('shared.txt', Buffer.from('shared'))
    const url = authorizationV4
      ? await client.signatureUrlV4('GET', 60, undefined, 'shared.txt')
      : client.signatureUrl('shared.txt', { expires: 60 })
    const answer = await fetch(url)
    expect([answer.status, await answer.text()]).toEqual([200, 'shared'])
    const forged = await fetch(url.replace('shared.txt', 'other.txt'))
    expect(forged.status).toBe(403)
  })
})
