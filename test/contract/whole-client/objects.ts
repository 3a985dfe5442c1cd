import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachObject, eachObjectV1, eachVersion } from '../../../electron/oss/iterate.ts'
import { objectHeaders } from '../../../electron/oss/object-headers.ts'
import { copyObject } from '../../../electron/oss/operations/copying.ts'
import { deleteMultipleObjects, deleteObject } from '../../../electron/oss/operations/deleting.ts'
import {
  deleteObjectTagging,
  getObjectTagging,
  putObjectTagging,
} from '../../../electron/oss/operations/object-tags.ts'
import { getObject, headObject, putObject } from '../../../electron/oss/operations/objects.ts'
import {
  cleanRestoredObject,
  restoreObject,
  restoreStateOf,
} from '../../../electron/oss/operations/restoring.ts'
import { sectionOperations } from '../../../electron/oss/operations/section.ts'
import { getSymlink, putSymlink } from '../../../electron/oss/operations/symlinks.ts'
import { documents } from '../../../shared/oss/documents.ts'
import { failureOf } from '../client-harness.ts'
import { type Target, targets } from '../targets.ts'

describe.each(targets)('$name', ({ start }) => {
  let target: Target
  let bucket: string

  beforeAll(async () => {
    target = await start()
    bucket = await target.bucket()
  })
  afterAll(() => target.close())

  const textOf = async (key: string, versionId?: string): Promise<string> => {
    const input = versionId === undefined ? { bucket, key } : { bucket, key, versionId }
    const got = await target.session.client.call(getObject, input)
    return Buffer.from(got.body).toString()
  }

  it('keeps everything an object is given', async () => {
    const { client } = target.session
    const object = { bucket, key: 'given' }
    const headers = objectHeaders({
      contentType: 'text/plain; charset=utf-8',
      cacheControl: 'no-cache',
      contentDisposition: 'attachment; filename="a.txt"',
      contentLanguage: 'de',
      metadata: { Author: 'alice' },
      acl: 'private',
      storageClass: 'IA',
      tags: { 'a b': 'c=d' },
      encryption: { algorithm: 'AES256' },
    })
    await client.call(putObject, { ...object, body: 'x', headers })
    expect(await client.call(headObject, object)).toMatchObject({
      contentType: 'text/plain; charset=utf-8',
      cacheControl: 'no-cache',
      contentDisposition: 'attachment; filename="a.txt"',
      contentLanguage: 'de',
      metadata: { author: 'alice' },
      storageClass: 'IA',
      tagCount: 1,
      encryption: 'AES256',
    })
    const response = { contentType: 'text/html', contentDisposition: 'inline' }
    const got = await client.call(getObject, { ...object, response })
    expect(got).toMatchObject({ contentType: 'text/html', contentDisposition: 'inline' })
  })

  it('answers only under the conditions that were set', async () => {
    const { client } = target.session
    const object = { bucket, key: 'given' }
    const { etag, modifiedAt } = await client.call(headObject, object)
    const since = modifiedAt ?? ''
    const codeOf = async (conditions: object): Promise<string> => {
      const input = { ...object, ...conditions }
      return (await failureOf(client.call(getObject, input))).failure.code
    }
    expect(await codeOf({ ifNoneMatch: etag })).toBe('NotModified')
    expect(await codeOf({ ifModifiedSince: since })).toBe('NotModified')
    expect(await codeOf({ ifMatch: 'OTHER' })).toBe('PreconditionFailed')
    const before = new Date(Date.parse(since) - 10_000).toISOString()
    expect(await codeOf({ ifUnmodifiedSince: before })).toBe('PreconditionFailed')
    await client.call(getObject, { ...object, ifMatch: etag, ifUnmodifiedSince: since })
  })

  it('tags objects', async () => {
    const { client } = target.session
    const object = { bucket, key: 'tagged' }
    await client.call(putObject, { ...object, body: 'x' })
    const tags = [
      { key: 'a', value: '1' },
      { key: 'b', value: '' },
    ]
    await client.call(putObjectTagging, { ...object, tags })
    expect(await client.call(getObjectTagging, object)).toEqual(tags)
    await client.call(deleteObjectTagging, object)
    expect(await client.call(getObjectTagging, object)).toEqual([])
    const wrong = client.call(putObjectTagging, { ...object, tags: [{ key: '!', value: '' }] })
    expect((await failureOf(wrong)).failure).toMatchObject({ code: 'InvalidTag', status: 400 })
  })

  it('follows symlinks', async () => {
    const { client } = target.session
    const link = { bucket, key: 'link' }
    await client.call(putObject, { bucket, key: 'dir/ä +', body: 'target' })
    await client.call(putSymlink, { ...link, target: 'dir/ä +' })
    expect(await client.call(getSymlink, link)).toMatchObject({ target: 'dir/ä +' })
    expect(await textOf('link')).toBe('target')
    const again = client.call(putSymlink, { ...link, target: 'x', forbidOverwrite: true })
    expect((await failureOf(again)).failure.code).toBe('FileAlreadyExists')
    const plain = client.call(getSymlink, { bucket, key: 'dir/ä +' })
    expect((await failureOf(plain)).failure.code).toBe('NotSymlink')
    await client.call(deleteObject, { bucket, key: 'dir/ä +' })
    const dangling = await failureOf(client.call(getObject, link))
    expect(dangling.failure.code).toBe('SymlinkTargetNotExist')
  })

  it('restores what is archived', async () => {
    const { client } = target.session
    const object = { bucket, key: 'cold' }
    const headers = objectHeaders({ storageClass: 'ColdArchive' })
    await client.call(putObject, { ...object, body: 'x', headers })
    const early = await failureOf(client.call(getObject, object))
    expect(early.failure).toMatchObject({ code: 'InvalidObjectState', status: 403 })
    expect(restoreStateOf((await client.call(headObject, object)).restore).kind).toBe('never')
    const accepted = await client.call(restoreObject, { ...object, days: 1, tier: 'Bulk' })
    expect(accepted.state).toBe('accepted')
    expect(restoreStateOf((await client.call(headObject, object)).restore).kind).toBe('under-way')
    const again = await failureOf(client.call(restoreObject, { ...object, days: 1, tier: 'Bulk' }))
    expect(again.failure).toMatchObject({ code: 'RestoreAlreadyInProgress', status: 409 })
    const clean = await failureOf(client.call(cleanRestoredObject, object))
    expect(clean.failure).toMatchObject({ code: 'ArchiveRestoreNotFinished', status: 409 })
    const warm = await failureOf(client.call(restoreObject, { bucket, key: 'tagged' }))
    expect(warm.failure).toMatchObject({ code: 'OperationNotSupported', status: 400 })
  })

  it('lists in one order, whatever the size of a page', async () => {
    const { client } = target.session
    const keys = ['list/a', 'list/b/1', 'list/b/2', 'list/c', 'list/中']
    for (const key of keys) await client.call(putObject, { bucket, key, body: '' })
    for (const each of [eachObject, eachObjectV1]) {
      for (const maxKeys of [1, 2, 1000]) {
        const found: string[] = []
        const input = { bucket, prefix: 'list/', delimiter: '/', maxKeys }
        for await (const entry of each(client, input)) found.push(`${entry.kind} ${entry.key}`)
        expect(found).toEqual([
          'object list/a',
          'prefix list/b/',
          'object list/c',
          'object list/中',
        ])
      }
    }
  })

  it('keeps versions, hides behind markers and deletes for good', async () => {
    const { client } = target.session
    const { put } = sectionOperations(documents.versioning)
    const key = 'versioned'
    await client.call(putObject, { bucket, key, body: 'before' })
    await client.call(put, { bucket, document: { Status: 'Enabled' } })
    const first = (await client.call(putObject, { bucket, key, body: 'one' })).versionId ?? ''
    const second = (await client.call(putObject, { bucket, key, body: 'two' })).versionId ?? ''
    const marker = await client.call(deleteObject, { bucket, key })
    expect(marker.deleteMarker).toBe(true)
    const hidden = await failureOf(client.call(getObject, { bucket, key }))
    expect(hidden.failure).toMatchObject({
      code: 'NoSuchKey',
      details: { deleteMarker: 'true', versionId: marker.versionId },
    })
    expect([await textOf(key, 'null'), await textOf(key, first)]).toEqual(['before', 'one'])
    for (const maxKeys of [1, 1000]) {
      const found: (readonly [string, string, boolean])[] = []
      for await (const each of eachVersion(client, { bucket, prefix: key, maxKeys })) {
        found.push([each.kind, each.versionId, each.isLatest])
      }
      expect(found).toEqual([
        ['delete-marker', marker.versionId, true],
        ['version', second, false],
        ['version', first, false],
        ['version', 'null', false],
      ])
    }
    const source = { bucket, key, versionId: first }
    await client.call(copyObject, { bucket, key: 'revived', source })
    expect(await textOf('revived')).toBe('one')
    const objects = [marker.versionId ?? '', second].map((versionId) => ({ key, versionId }))
    const deleted = await client.call(deleteMultipleObjects, { bucket, objects })
    expect(deleted.map((each) => each.versionId).sort()).toEqual(
      objects.map((each) => each.versionId).sort(),
    )
    expect(await textOf(key)).toBe('one')
    const unknown = await failureOf(client.call(getObject, { bucket, key, versionId: second }))
    expect(unknown.failure).toMatchObject({ code: 'NoSuchVersion', status: 404 })
    await client.call(put, { bucket, document: { Status: 'Suspended' } })
    await client.call(putObject, { bucket, key, body: 'null again' })
    expect(await textOf(key, 'null')).toBe('null again')
    expect(await textOf(key, first)).toBe('one')
  })

  it('says nothing of what it deleted when told so', async () => {
    const { client } = target.session
    await client.call(putObject, { bucket, key: 'quiet', body: '' })
    const objects = [{ key: 'quiet' }]
    expect(await client.call(deleteMultipleObjects, { bucket, objects, quiet: true })).toEqual([])
    const gone = await failureOf(client.call(headObject, { bucket, key: 'quiet' }))
    expect(gone.failure.status).toBe(404)
  })
})
