import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RawAnswer, type RawRequest, rawRequest } from '../oss-server/raw-request.ts'
import { type OssServer, startOssServer } from '../oss-server/server.ts'

let folder: string
let server: OssServer

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oss-server-'))
  server = await startOssServer({ dataDir: folder })
  server.createBucket({ name: 'home' })
})

afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

function send(raw: RawRequest): Promise<RawAnswer> {
  return rawRequest(server.port, { bucket: 'home', ...raw })
}

describe('multipart', () => {
  const partBytes = 102_400

  async function initiate(key: string): Promise<string> {
    const answer = await send({ method: 'POST', key, query: { uploads: '' } })
    return answer.element('UploadId') ?? ''
  }

  function part(
    key: string,
    uploadId: string,
    number: number,
    body: Uint8Array,
  ): Promise<RawAnswer> {
    const query = { partNumber: String(number), uploadId }
    return send({ method: 'PUT', key, query, body })
  }

  function complete(
    key: string,
    uploadId: string,
    parts: readonly (readonly [number, string])[],
  ): Promise<RawAnswer> {
    const list = parts.map(
      ([number, etag]) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`,
    )
    const body = `<CompleteMultipartUpload>${list.join('')}</CompleteMultipartUpload>`
    return send({ method: 'POST', key, query: { uploadId }, body })
  }

  it('joins parts with gaps, and a part sent twice counts once', async () => {
    const uploadId = await initiate('joined')
    const [first, second] = [randomBytes(partBytes), randomBytes(10)]
    await part('joined', uploadId, 2, randomBytes(partBytes))
    const a = String((await part('joined', uploadId, 2, first)).headers.etag)
    const b = String((await part('joined', uploadId, 7, second)).headers.etag)
    const unquoted = b.replaceAll('"', '')
    const done = await complete('joined', uploadId, [
      [2, a],
      [7, unquoted],
    ])
    expect(done.element('ETag')).toMatch(/-2"$/)
    const read = await send({ key: 'joined' })
    expect(read.body.equals(Buffer.concat([first, second]))).toBe(true)
    expect(read.headers['x-oss-object-type']).toBe('Multipart')
    expect(read.headers['x-oss-hash-crc64ecma']).toBe(done.headers['x-oss-hash-crc64ecma'])
    const again = await complete('joined', uploadId, [[2, a]])
    expect([again.status, again.element('Code')]).toEqual([404, 'NoSuchUpload'])
  })

  it('refuses lists that do not fit', async () => {
    const uploadId = await initiate('refused')
    const a = String((await part('refused', uploadId, 1, randomBytes(1000))).headers.etag)
    const b = String((await part('refused', uploadId, 2, randomBytes(1000))).headers.etag)
    const codes = [
      await complete('refused', uploadId, [
        [2, b],
        [1, a],
      ]),
      await complete('refused', uploadId, [[1, b]]),
      await complete('refused', uploadId, [[3, a]]),
      await complete('refused', uploadId, [
        [1, a],
        [2, b],
      ]),
      await complete('refused', uploadId, []),
      await part('refused', uploadId, 10_001, randomBytes(10)),
      await part('refused', 'unknown', 1, randomBytes(10)),
    ].map((answer) => answer.element('Code'))
    expect(codes).toEqual([
      'InvalidPartOrder',
      'InvalidPart',
      'InvalidPart',
      'EntityTooSmall',
      'MalformedXML',
      'InvalidArgument',
      'NoSuchUpload',
    ])
  })

  it('completes with everything that was uploaded', async () => {
    const uploadId = await initiate('all')
    const body = randomBytes(partBytes)
    await part('all', uploadId, 1, body)
    const headers = { 'x-oss-complete-all': 'yes' }
    const query = { uploadId }
    const done = await send({ method: 'POST', key: 'all', query, headers, body: '' })
    expect(done.status).toBe(200)
    expect((await send({ key: 'all' })).body.equals(body)).toBe(true)
  })

  it('copies a range into a part', async () => {
    const source = randomBytes(500_000)
    await send({ method: 'PUT', key: 'range-source', body: source })
    const uploadId = await initiate('range-copy')
    const headers = {
      'x-oss-copy-source': '/home/range-source',
      'x-oss-copy-source-range': 'bytes=100000-299999',
    }
    const query = { partNumber: '1', uploadId }
    const copied = await send({ method: 'PUT', key: 'range-copy', query, headers, body: '' })
    await complete('range-copy', uploadId, [[1, copied.element('ETag') ?? '']])
    await send({ method: 'DELETE', key: 'range-source' })
    const read = await send({ key: 'range-copy' })
    expect(read.body.equals(source.subarray(100_000, 300_000))).toBe(true)
  })
})
