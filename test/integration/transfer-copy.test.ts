import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { putObjectAcl } from '../../electron/oss/operations/object-acl.ts'
import { getObjectTagging } from '../../electron/oss/operations/object-tags.ts'
import { headObject, putObject } from '../../electron/oss/operations/objects.ts'
import type { SpecOf } from '../../shared/transfer/kinds.ts'
import { aliOss } from './transfer-kit/ali-oss.ts'
import { accountId, bucket, type Desk, openDesk } from './transfer-kit/desk.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
  desk.server.createBucket({ name: bucket })
})
afterEach(() => desk.close())

async function put(key: string, body: Buffer | string, headers = {}): Promise<void> {
  await desk.client.call(putObject, { bucket, key, body, headers })
}

async function start(
  kind: 'copy' | 'move',
  keys: readonly string[],
  change: Partial<SpecOf<'copy'>> & { readonly prefixes?: string[]; readonly base?: string } = {},
): Promise<string> {
  const { prefixes = [], base = '', ...rest } = change
  const source = { accountId, bucket, basePrefix: base, keys: [...keys], prefixes }
  const target = { accountId, bucket, prefix: 'to/', rename: null, conflict: 'ask' } as const
  const spec = { ...target, source, ...rest, kind }
  return (await desk.transfers.commands.add(spec)).transferId
}

async function keys(of = bucket): Promise<readonly string[]> {
  const page = await aliOss(desk.server.url, of).listV2({ 'max-keys': '1000' }, {})
  return (page.objects ?? []).map(({ name }) => name).sort()
}

async function stored(key: string, of = bucket): Promise<Buffer> {
  return (await aliOss(desk.server.url, of).get(key)).content as Buffer
}

describe('copying', () => {
  test('takes metadata, tags and storage class along, in one request and in parts', async () => {
    const large = randomBytes(500_000)
    const headers = {
      'content-type': 'text/x-odd',
      'cache-control': 'no-cache',
      'x-oss-meta-author': 'li',
      'x-oss-storage-class': 'IA',
      'x-oss-tagging': 'a=1&b=%2F',
    }
    await put('small', 'x', headers)
    await put('large', large, headers)
    const row = await desk.finished(await start('copy', ['small', 'large']))
    expect(row).toMatchObject({ state: 'done', totalBytes: 500_001, doneBytes: 500_001 })
    expect(await stored('to/large')).toEqual(large)
    for (const key of ['to/small', 'to/large']) {
      const facts = await desk.client.call(headObject, { bucket, key })
      expect(facts, key).toMatchObject({
        ...{ contentType: 'text/x-odd', cacheControl: 'no-cache', storageClass: 'IA' },
        metadata: { author: 'li' },
      })
      expect(await desk.client.call(getObjectTagging, { bucket, key })).toEqual([
        { key: 'a', value: '1' },
        { key: 'b', value: '/' },
      ])
    }
    expect(desk.server.requests.list(0, ['UploadPartCopy'])).toHaveLength(5)
    expect(
      desk.server.requests.list(0, ['GetObject']).filter(({ key }) => key === 'large'),
    ).toEqual([])
  })

  test('a folder, with its markers and everything below, under another name', async () => {
    for (const key of ['a/b/', 'a/b/1', 'a/b/c/2', 'a/bc/3'])
      await put(key, key.endsWith('/') ? '' : key)
    const change = { prefixes: ['a/b/'], base: 'a/', prefix: 'a/', rename: 'z' }
    expect(await desk.finished(await start('copy', [], change))).toMatchObject({
      ...{ state: 'done', rename: 'z' },
      items: { total: 3, done: 3 },
    })
    expect(await keys()).toEqual(
      ['a/b/', 'a/b/1', 'a/b/c/2', 'a/bc/3', 'a/z/', 'a/z/1', 'a/z/c/2'].sort(),
    )
  })
})

describe('moving', () => {
  test('leaves nothing behind, and who can open a file stays as it is', async () => {
    const large = randomBytes(500_000)
    await put('small', 'x')
    await put('large', large)
    for (const key of ['small', 'large']) {
      await desk.client.call(putObjectAcl, { bucket, key, acl: 'public-read' })
    }
    expect(await desk.finished(await start('move', ['small', 'large']))).toMatchObject({
      state: 'done',
    })
    expect(await keys()).toEqual(['to/large', 'to/small'])
    expect(await stored('to/large')).toEqual(large)
    const plain = await fetch(`${desk.server.url}/${bucket}/to/small`)
    expect(plain.status).toBe(200)
  })
})
