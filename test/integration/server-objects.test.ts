import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
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

function put(key: string, body: string | Uint8Array, headers = {}): Promise<RawAnswer> {
  return send({ method: 'PUT', key, body, headers })
}

describe('keys', () => {
  it.each(['a/../b', './x', 'x//y', ' spaces ', 'tab\tand\u0001control', '%41', 'dir/', '?q#f'])(
    'keeps %j apart from every other',
    async (key) => {
      await put(key, `content of ${key}`)
      expect((await send({ key })).text).toBe(`content of ${key}`)
      const listed = await send({ query: { 'encoding-type': 'url', 'max-keys': '1000' } })
      const keys = [...listed.text.matchAll(/<Key>([^<]*)<\/Key>/g)].map((match) => match[1])
      expect(keys).toContain(encodeURIComponent(key).replace(/[!'()*]/g, escape))
    },
  )

  it('takes an encoded slash for a slash', async () => {
    await put('encoded/slash', 'same')
    const answer = await send({ key: 'encoded/slash', path: '/home/encoded%2Fslash' })
    expect(answer.text).toBe('same')
  })

  it('refuses names that are not allowed', async () => {
    expect((await put('x'.repeat(1024), '')).element('Code')).toBe('InvalidObjectName')
    expect((await put('\\x', '')).element('Code')).toBe('InvalidObjectName')
    expect((await put('x'.repeat(1023), '')).status).toBe(200)
    const bucket = await rawRequest(server.port, { method: 'PUT', bucket: 'Bad_Name', body: '' })
    expect(bucket.element('Code')).toBe('InvalidBucketName')
  })
})

describe('writing', () => {
  it('answers with the checksums of the bytes', async () => {
    const answer = await put('digits', '123456789')
    expect(answer.headers['x-oss-hash-crc64ecma']).toBe('11051210869376104954')
    const md5 = createHash('md5').update('123456789').digest()
    expect(answer.headers.etag).toBe(`"${md5.toString('hex').toUpperCase()}"`)
    expect((await put('empty', '')).headers['x-oss-hash-crc64ecma']).toBe('0')
  })

  it('refuses a wrong digest and leaves the old object and no file behind', async () => {
    await put('kept', 'old')
    const before = await countBlobs()
    const body = randomBytes(3_000_000)
    const wrong = { 'content-md5': createHash('md5').update('other').digest('base64') }
    expect((await put('kept', body, wrong)).element('Code')).toBe('InvalidDigest')
    expect((await put('kept', body, { 'x-oss-hash-crc64ecma': '1' })).element('Code')).toBe(
      'InvalidCRC64',
    )
    expect((await send({ key: 'kept' })).text).toBe('old')
    expect(await countBlobs()).toBe(before)
  })

  it('does not overwrite when asked not to', async () => {
    const headers = { 'x-oss-forbid-overwrite': 'true' }
    expect((await put('once', 'first', headers)).status).toBe(200)
    const second = await put('once', 'second', headers)
    expect([second.status, second.element('Code')]).toEqual([409, 'FileAlreadyExists'])
    expect((await send({ key: 'once' })).text).toBe('first')
  })

  it('lets exactly one of many writers through', async () => {
    const headers = { 'x-oss-forbid-overwrite': 'true' }
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => put('raced', randomBytes(200_000 + index), headers)),
    )
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([
      200,
      ...Array.from({ length: 11 }, () => 409),
    ])
  })

  it('wants a length and no conditions', async () => {
    const conditional = await put('x', 'x', { 'if-match': '"a"' })
    expect([conditional.status, conditional.element('Code')]).toEqual([400, 'NotImplemented'])
    const tooMuch = { 'x-oss-meta-a': 'x'.repeat(9000) }
    expect((await put('x', 'x', tooMuch)).status).toBe(400)
  })

  it('keeps headers and metadata, non-ASCII too', async () => {
    const written = await put('headers', 'x', {
      'content-type': 'text/plain',
      'cache-control': 'no-cache',
      'content-disposition': 'attachment',
      'x-oss-meta-author': '李白',
    })
    expect(written.text).toBe('')
    const { headers } = await send({ method: 'HEAD', key: 'headers' })
    expect(headers).toMatchObject({
      'content-type': 'text/plain',
      'cache-control': 'no-cache',
      'content-disposition': 'attachment',
    })
    const author = Buffer.from(String(headers['x-oss-meta-author']), 'latin1').toString('utf8')
    expect(author).toBe('李白')
  })
})

describe('reading', () => {
  const content = randomBytes(300_000)

  beforeAll(async () => {
    await put('data', content, { 'content-type': 'video/mp4' })
  })

  it.each([
    ['bytes=0-9', 206, 0, 10, 'bytes 0-9/300000'],
    ['bytes=299990-', 206, 299_990, 300_000, 'bytes 299990-299999/300000'],
    ['bytes=-5', 206, 299_995, 300_000, 'bytes 299995-299999/300000'],
    ['bytes=300000-', 200, 0, 300_000, undefined],
    ['bytes=0-300000', 200, 0, 300_000, undefined],
    ['bytes=5-1', 200, 0, 300_000, undefined],
    ['bytes=0-1,3-4', 200, 0, 300_000, undefined],
  ])('answers the range %s', async (range, status, start, end, contentRange) => {
    const answer = await send({ key: 'data', headers: { range } })
    expect([answer.status, answer.headers['content-range']]).toEqual([status, contentRange])
    expect(answer.body.equals(content.subarray(start, end))).toBe(true)
  })

  it('answers ranges by the standard when asked', async () => {
    const standard = { 'x-oss-range-behavior': 'standard' }
    const beyond = await send({ key: 'data', headers: { range: 'bytes=300000-', ...standard } })
    expect([beyond.status, beyond.element('Code')]).toEqual([416, 'InvalidRange'])
    const clipped = await send({
      key: 'data',
      headers: { range: 'bytes=299999-400000', ...standard },
    })
    expect([clipped.status, clipped.body.length]).toEqual([206, 1])
  })

  it('honours conditions', async () => {
    const head = await send({ method: 'HEAD', key: 'data' })
    const etag = String(head.headers.etag)
    const modified = String(head.headers['last-modified'])
    const past = new Date(Date.parse(modified) - 5000).toUTCString()
    const conditions: readonly Readonly<Record<string, string>>[] = [
      { 'if-match': etag },
      { 'if-match': etag.replaceAll('"', '') },
      { 'if-match': '"other"' },
      { 'if-none-match': etag },
      { 'if-modified-since': modified },
      { 'if-modified-since': past },
      { 'if-unmodified-since': modified },
      { 'if-unmodified-since': past },
    ]
    const statuses = await Promise.all(
      conditions.map(
        async (headers) => (await send({ method: 'HEAD', key: 'data', headers })).status,
      ),
    )
    expect(statuses).toEqual([200, 200, 412, 304, 304, 200, 200, 412])
  })

  it('overrides headers of the answer for who signed', async () => {
    const query = { 'response-content-type': 'text/plain' }
    expect((await send({ key: 'data', query })).headers['content-type']).toBe('text/plain')
  })

  it('puts the error of a HEAD into a header', async () => {
    const answer = await send({ method: 'HEAD', key: 'absent' })
    expect([answer.status, answer.body.length]).toEqual([404, 0])
    const document = Buffer.from(String(answer.headers['x-oss-err']), 'base64').toString('utf8')
    expect(document).toContain('<Code>NoSuchKey</Code>')
    expect(document).toContain('<EC>0026-00000001</EC>')
  })

  it('goes on reading an object that is deleted meanwhile', async () => {
    await put('doomed', content)
    const rule = { kind: 'slow', body: 'response', bytesPerSecond: 1_500_000 } as const
    const id = server.faults.add({ operation: 'GetObject', key: 'doomed', effect: rule })
    const reading = send({ key: 'doomed' })
    await untilBytesOut('doomed')
    expect((await send({ method: 'DELETE', key: 'doomed' })).status).toBe(204)
    expect((await reading).body.equals(content)).toBe(true)
    server.faults.remove(id)
  })
})

async function untilBytesOut(key: string): Promise<void> {
  for (;;) {
    if (server.requests.list().some((record) => record.key === key && record.bytesOut > 0)) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

async function countBlobs(): Promise<number> {
  const entries = await readdir(join(folder, 'blobs'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).length
}
