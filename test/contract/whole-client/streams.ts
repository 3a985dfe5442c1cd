import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCrc64, formatCrc64 } from '../../../electron/oss/crc64.ts'
import { objectExists, replaceMetadata } from '../../../electron/oss/object-helpers.ts'
import {
  completeMultipartUpload,
  initiateMultipartUpload,
} from '../../../electron/oss/operations/multipart.ts'
import { headObject } from '../../../electron/oss/operations/objects.ts'
import { bytesContent, fileContent, streamContent } from '../../../electron/oss/streams/content.ts'
import { copyBySize } from '../../../electron/oss/streams/copy.ts'
import { getBytes, getToFile, openObject } from '../../../electron/oss/streams/download.ts'
import { appendContent, putContent, putPartContent } from '../../../electron/oss/streams/upload.ts'
import { failureOf } from '../client-harness.ts'
import { type Target, targets } from '../targets.ts'

const mib = 1024 * 1024
const bytes = randomBytes(3 * mib + 17)
const crc64 = formatCrc64(createCrc64().update(0n, bytes))

describe.each(targets)('$name', ({ start }) => {
  let target: Target
  let bucket: string
  let folder: string
  let file: string

  beforeAll(async () => {
    target = await start()
    bucket = await target.bucket()
    folder = await mkdtemp(join(tmpdir(), 'oss-streams-'))
    file = join(folder, 'source.bin')
    await writeFile(file, bytes)
  })
  afterAll(async () => {
    await target.close()
    await rm(folder, { recursive: true })
  })

  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 100_001) yield bytes.subarray(at, at + 100_001)
  }

  it.each([
    ['bytes', async () => bytesContent(bytes), bytes.length],
    ['a file', () => fileContent(file), bytes.length],
    ['a stream of unknown length', async () => streamContent(pieces()), null],
    ['a stream of known length', async () => streamContent(pieces(), bytes.length), bytes.length],
  ] as const)('writes and reads %s', async (name, content, total) => {
    const object = { bucket, key: name }
    const seen: (readonly [number, number | null])[] = []
    const onProgress = (done: number, of: number | null): void => {
      seen.push([done, of])
    }
    const written = await putContent(target.session, object, await content(), { onProgress })
    expect(written.crc64).toBe(crc64)
    expect(seen[0]).toEqual([0, total])
    expect(seen.at(-1)).toEqual([bytes.length, total])
    seen.length = 0
    expect(await getBytes(target.session, object, { onProgress })).toEqual(bytes)
    expect(seen[0]).toEqual([0, bytes.length])
    expect(seen.at(-1)).toEqual([bytes.length, bytes.length])
  })

  it('writes text and nothing at all', async () => {
    for (const text of ['grüße 中', '']) {
      await putContent(target.session, { bucket, key: 'text' }, bytesContent(text))
      const got = await getBytes(target.session, { bucket, key: 'text' })
      expect(Buffer.from(got).toString()).toBe(text)
    }
  })

  it('reads a range, the end and the rest', async () => {
    const object = { bucket, key: 'bytes' }
    const range = async (asked: { start: number; end?: number } | { last: number }) =>
      Buffer.from(await getBytes(target.session, { ...object, range: asked }))
    expect(await range({ start: 5, end: 9 })).toEqual(bytes.subarray(5, 10))
    expect(await range({ last: 7 })).toEqual(bytes.subarray(-7))
    expect(await range({ start: 3 * mib })).toEqual(bytes.subarray(3 * mib))
  })

  it('brings an object into a file, whole or not at all', async () => {
    const path = join(folder, 'target.bin')
    const facts = await getToFile(target.session, { bucket, key: 'bytes' }, path)
    expect(facts).toMatchObject({ sizeBytes: bytes.length, crc64, range: null })
    expect(await readFile(path)).toEqual(bytes)
    const absent = getToFile(target.session, { bucket, key: 'absent' }, join(folder, 'absent'))
    expect((await failureOf(absent)).failure.code).toBe('NoSuchKey')
    expect((await readdir(folder)).sort()).toEqual(['source.bin', 'target.bin'])
  })

  it('gives the connection back when reading stops early', async () => {
    for (let round = 0; round < 40; round++) {
      const { body } = await openObject(target.session, { bucket, key: 'bytes' })
      for await (const piece of body) {
        expect(piece.byteLength).toBeGreaterThan(0)
        break
      }
    }
    expect(await objectExists(target.session.client, { bucket, key: 'bytes' })).toBe(true)
  })

  it('uploads regions of a file as parts', async () => {
    const object = { bucket, key: 'parts' }
    const uploadId = await target.session.client.call(initiateMultipartUpload, object)
    const parts = []
    for (const [index, start] of [0, mib, 2 * mib].entries()) {
      const sizeBytes = start === 2 * mib ? bytes.length - start : mib
      const content = { ...(await fileContent(file, { start, sizeBytes })), sizeBytes }
      const input = { ...object, uploadId, partNumber: index + 1 }
      parts.push(await putPartContent(target.session, input, content))
    }
    const upload = { ...object, uploadId, parts }
    const done = await target.session.client.call(completeMultipartUpload, upload)
    expect(done.crc64).toBe(crc64)
  })

  it('appends, and checks the whole', async () => {
    const object = { bucket, key: 'log' }
    const content = (text: string) => ({ ...bytesContent(text), sizeBytes: text.length })
    const first = await appendContent(target.session, { ...object, position: 0 }, content('one '))
    expect(first.nextPosition).toBe(4)
    const crcBefore = first.crc64 ?? ''
    const input = { ...object, position: 4, crcBefore }
    const second = await appendContent(target.session, input, content('two'))
    expect(second.nextPosition).toBe(7)
    expect(Buffer.from(await getBytes(target.session, object)).toString()).toBe('one two')
    const { failure } = await failureOf(appendContent(target.session, input, content('late')))
    expect(failure).toMatchObject({
      code: 'PositionNotEqualToLength',
      details: { nextPosition: '7' },
    })
  })

  it('copies in one piece and in parts, with all that belongs to the object', async () => {
    const headers = {
      'content-type': 'text/x-test',
      'cache-control': 'no-cache',
      'x-oss-meta-note': 'kept',
      'x-oss-tagging': 'a=1',
    }
    const source = { bucket, key: 'copied ä' }
    await putContent(target.session, { ...source, headers }, bytesContent(bytes))
    for (const thresholdBytes of [10 * mib, mib]) {
      const copy = { bucket, key: `copy ${thresholdBytes}` }
      const seen: number[] = []
      await copyBySize(
        target.session.client,
        { ...copy, source },
        { thresholdBytes, partSizeBytes: mib, onProgress: (done) => seen.push(done) },
      )
      expect(seen.at(-1)).toBe(bytes.length)
      expect(await target.session.client.call(headObject, copy)).toMatchObject({
        sizeBytes: bytes.length,
        crc64,
        contentType: 'text/x-test',
        cacheControl: 'no-cache',
        tagCount: 1,
        metadata: { note: 'kept' },
      })
    }
  })

  it('leaves nothing behind of a copy that may not be', async () => {
    const client = target.session.client
    const input = { bucket, key: 'text', source: { bucket, key: 'bytes' }, forbidOverwrite: true }
    for (const thresholdBytes of [10 * mib, mib]) {
      const copy = copyBySize(client, input, { thresholdBytes, partSizeBytes: mib })
      expect((await failureOf(copy)).failure.code).toBe('FileAlreadyExists')
    }
  })

  it('replaces what is said about an object, and knows whether there is one', async () => {
    const { client } = target.session
    const object = { bucket, key: 'bytes' }
    const headers = { 'content-type': 'image/x-test', 'x-oss-meta-new': 'yes' }
    await replaceMetadata(client, { ...object, headers })
    expect(await client.call(headObject, object)).toMatchObject({
      contentType: 'image/x-test',
      metadata: { new: 'yes' },
      crc64,
    })
    expect(await objectExists(client, object)).toBe(true)
    expect(await objectExists(client, { bucket, key: 'absent' })).toBe(false)
    const gone = objectExists(client, { bucket: `${bucket}-no`, key: 'k' })
    expect((await failureOf(gone)).failure.status).not.toBe(200)
  })

  it('sends nothing of a file that has become shorter', async () => {
    const path = join(folder, 'shrinking')
    await writeFile(path, bytes)
    const content = await fileContent(path)
    await truncate(path, 10)
    const object = { bucket, key: 'shrunk' }
    const { failure } = await failureOf(putContent(target.session, object, content))
    expect(failure.code).toBe('local.changed')
    expect(await objectExists(target.session.client, object)).toBe(false)
  })

  it('refuses a region that is not in the file, and a stream that was read', async () => {
    const outside = fileContent(file, { start: 10, sizeBytes: bytes.length })
    expect((await failureOf(outside)).failure).toMatchObject({ details: { field: 'region' } })
    const content = streamContent(pieces())
    const object = { bucket, key: 'twice' }
    await putContent(target.session, object, content)
    const again = await failureOf(putContent(target.session, object, content))
    expect(again.failure).toMatchObject({ code: 'input.invalid', details: { field: 'content' } })
  })
})
