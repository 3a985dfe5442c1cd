import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appendObject, sealAppendObject } from '../../../electron/oss/operations/appending.ts'
import { listObjects, listObjectsV2 } from '../../../electron/oss/operations/listing.ts'
import { listLiveChannels, putLiveChannel } from '../../../electron/oss/operations/live-channels.ts'
import {
  abortMultipartUpload,
  completeMultipartUpload,
  initiateMultipartUpload,
  uploadPart,
  uploadPartCopy,
} from '../../../electron/oss/operations/multipart.ts'
import {
  listMultipartUploads,
  listParts,
} from '../../../electron/oss/operations/multipart-lists.ts'
import { getObjectAcl, putObjectAcl } from '../../../electron/oss/operations/object-acl.ts'
import { getObject, getObjectMeta, putObject } from '../../../electron/oss/operations/objects.ts'
import { sectionOperations } from '../../../electron/oss/operations/section.ts'
import { listObjectVersions } from '../../../electron/oss/operations/versions.ts'
import { documents } from '../../../shared/oss/documents.ts'
import { failureOf } from '../client-harness.ts'
import { type Target, targets } from '../targets.ts'

/** What iterators and streams are made of, one request at a time. */
describe.each(targets)('single requests to $name', ({ start }) => {
  let target: Target
  let bucket: string

  beforeAll(async () => {
    target = await start()
    bucket = await target.bucket()
  })
  afterAll(() => target.close())

  it('puts an object together of parts, sent and copied', async () => {
    const { client } = target.session
    const source = { bucket, key: 'source ä' }
    const first = Buffer.alloc(102_400, 'a')
    await client.call(putObject, { ...source, body: 'copied end' })
    const object = { bucket, key: 'parts/whole' }
    const uploadId = await client.call(initiateMultipartUpload, object)
    const upload = { ...object, uploadId }
    const sent = await client.call(uploadPart, { ...upload, partNumber: 1, body: first })
    const copied = await client.call(uploadPartCopy, {
      ...upload,
      partNumber: 3,
      source,
      range: { start: 7, end: 9 },
    })
    const page = await client.call(listParts, { ...upload, maxParts: 1 })
    expect(page).toMatchObject({ parts: [{ ...sent, sizeBytes: 102_400 }], next: 1 })
    const rest = await client.call(listParts, { ...upload, partNumberMarker: 1 })
    expect(rest).toMatchObject({ parts: [{ partNumber: 3, etag: copied.etag, sizeBytes: 3 }] })
    await client.call(completeMultipartUpload, { ...upload, parts: [sent, copied] })
    const got = await client.call(getObject, { ...object, range: { last: 5 } })
    expect(Buffer.from(got.body).toString()).toBe('aaend')
    const late = await failureOf(client.call(listParts, upload))
    expect(late.failure).toMatchObject({ code: 'NoSuchUpload', status: 404 })
  })

  it('lists unfinished uploads by pages and folders, and ends them', async () => {
    const { client } = target.session
    const uploads: { key: string; uploadId: string }[] = []
    for (const key of ['up/a', 'up/a', 'up/b/1', 'up/c']) {
      uploads.push({ key, uploadId: await client.call(initiateMultipartUpload, { bucket, key }) })
    }
    const found: string[] = []
    const input = { bucket, prefix: 'up/', maxUploads: 1 }
    let page = await client.call(listMultipartUploads, input)
    found.push(...page.uploads.map(({ uploadId }) => uploadId))
    while (page.next !== null) {
      page = await client.call(listMultipartUploads, { ...input, marker: page.next })
      found.push(...page.uploads.map(({ uploadId }) => uploadId))
    }
    expect(found.sort()).toEqual(uploads.map(({ uploadId }) => uploadId).sort())
    const folder = await client.call(listMultipartUploads, {
      bucket,
      prefix: 'up/',
      delimiter: '/',
    })
    expect(folder.prefixes).toEqual(['up/b/'])
    for (const upload of uploads) await client.call(abortMultipartUpload, { bucket, ...upload })
    expect((await client.call(listMultipartUploads, { bucket })).uploads).toEqual([])
  })

  it('appends where the object ends and nowhere else', async () => {
    const { client } = target.session
    const object = { bucket, key: 'appended' }
    const first = await client.call(appendObject, { ...object, position: 0, body: 'one ' })
    expect(first.nextPosition).toBe(4)
    const early = client.call(appendObject, { ...object, position: 1, body: 'x' })
    expect((await failureOf(early)).failure).toMatchObject({
      code: 'PositionNotEqualToLength',
      details: { nextPosition: '4' },
    })
    const second = await client.call(appendObject, { ...object, position: 4, body: 'two' })
    const meta = await client.call(getObjectMeta, object)
    expect(meta).toMatchObject({ sizeBytes: 7, crc64: second.crc64 })
    const { sealedAt } = await client.call(sealAppendObject, { ...object, position: 7 })
    expect(sealedAt).not.toBeNull()
    const closed = await failureOf(client.call(appendObject, { ...object, position: 7, body: 'x' }))
    expect(closed.failure).toMatchObject({ status: 409, retryable: false })
  })

  it('appends to the current version alone where versions are kept', async () => {
    const { client } = target.session
    const versioned = await target.bucket()
    const { put } = sectionOperations(documents.versioning)
    const object = { bucket: versioned, key: 'log' }
    await client.call(appendObject, { ...object, position: 0, body: 'one ' })
    await client.call(put, { bucket: versioned, document: { Status: 'Enabled' } })
    const second = await client.call(appendObject, { ...object, position: 4, body: 'two' })
    expect(second).toMatchObject({ nextPosition: 7, versionId: 'null' })
    const late = client.call(appendObject, { ...object, position: 4, body: 'x' })
    expect((await failureOf(late)).failure).toMatchObject({
      code: 'PositionNotEqualToLength',
      details: { nextPosition: '7' },
    })
    const { versions } = await client.call(listObjectVersions, { bucket: versioned })
    expect(versions).toHaveLength(1)
    await client.call(putObject, { ...object, body: 'whole' })
    const onto = client.call(appendObject, { ...object, position: 5, body: 'x' })
    expect((await failureOf(onto)).failure.code).toBe('ObjectNotAppendable')
  })

  it('sets who can open one object', async () => {
    const { client } = target.session
    const object = { bucket, key: 'appended' }
    expect(await client.call(getObjectAcl, object)).toBe('default')
    await client.call(putObjectAcl, { ...object, acl: 'private' })
    expect(await client.call(getObjectAcl, object)).toBe('private')
  })

  it('lists objects, versions and channels', async () => {
    const { client } = target.session
    for (const key of ['list/a', 'list/b/c'])
      await client.call(putObject, { bucket, key, body: '' })
    const input = { bucket, prefix: 'list/', delimiter: '/' }
    for (const operation of [listObjects, listObjectsV2]) {
      const page = await client.call(operation, input)
      expect(page).toMatchObject({
        objects: [{ key: 'list/a' }],
        prefixes: ['list/b/'],
        next: null,
      })
    }
    const { versions, prefixes } = await client.call(listObjectVersions, input)
    expect(versions).toMatchObject([{ key: 'list/a', versionId: 'null', isLatest: true }])
    expect(prefixes).toEqual(['list/b/'])
    await client.call(putLiveChannel, { bucket, key: 'camera' })
    const { channels } = await client.call(listLiveChannels, { bucket, prefix: 'cam' })
    expect(channels.map(({ name }) => name)).toEqual(['camera'])
  })
})
