import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { RawAnswer } from '../oss-server/raw-request.ts'
import { setVersioning, useServer } from './server-kit/server-kit.ts'

const kit = useServer({ minPartSizeBytes: 1 })

async function put(key: string, body: string): Promise<string> {
  const answer = await kit.send({ method: 'PUT', key, body })
  return String(answer.headers['x-oss-version-id'] ?? '')
}

async function read(key: string, versionId?: string): Promise<string | number> {
  const query: Record<string, string> = versionId === undefined ? {} : { versionId }
  const answer = await kit.send({ key, query })
  return answer.element('Code') ?? answer.text
}

function remove(key: string, versionId?: string): Promise<RawAnswer> {
  const query: Record<string, string> = versionId === undefined ? {} : { versionId }
  return kit.send({ method: 'DELETE', key, query })
}

/** Key, version, latest or not; a delete marker has a minus sign. */
async function versions(query: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const { text } = await kit.send({ query: { versions: '', ...query } })
  return [...text.matchAll(/<(Version|DeleteMarker)>(.*?)<\/\1>/g)].map(([, kind, inner = '']) => {
    const part = (name: string): string => new RegExp(`<${name}>(.*?)</`).exec(inner)?.[1] ?? ''
    const latest = part('IsLatest') === 'true' ? '*' : ''
    return `${kind === 'DeleteMarker' ? '-' : ''}${part('Key')}@${part('VersionId')}${latest}`
  })
}

describe('a bucket that never had versions', () => {
  it('says nothing of them and shows its objects as the version null', async () => {
    expect(await put('a', '1')).toBe('')
    const head = await kit.send({ method: 'HEAD', key: 'a' })
    expect(head.headers['x-oss-version-id']).toBeUndefined()
    expect(await versions()).toEqual(['a@null*'])
    expect(await read('a', 'null')).toBe('1')
    expect((await remove('a')).headers['x-oss-delete-marker']).toBeUndefined()
    expect(await versions()).toEqual([])
  })
})

describe('with versioning enabled', () => {
  it('keeps every write and what was there before', async () => {
    await put('a', 'old')
    await setVersioning(kit, 'Enabled')
    const second = await put('a', 'second')
    const third = await put('a', 'third')
    expect(await versions()).toEqual([`a@${third}*`, `a@${second}`, 'a@null'])
    expect(await read('a')).toBe('third')
    expect(await read('a', second)).toBe('second')
    expect(await read('a', 'null')).toBe('old')
    const head = await kit.send({ method: 'HEAD', key: 'a', query: { versionId: second } })
    expect([head.headers['x-oss-version-id'], head.headers['content-length']]).toEqual([
      second,
      '6',
    ])
    await kit.restart()
    expect(await versions()).toEqual([`a@${third}*`, `a@${second}`, 'a@null'])
    const fourth = await put('a', 'fourth')
    expect((await versions())[0]).toBe(`a@${fourth}*`)
  })

  it('deletes by a marker that can be taken away again', async () => {
    await setVersioning(kit, 'Enabled')
    const version = await put('a', 'kept')
    const deleted = await remove('a')
    const marker = String(deleted.headers['x-oss-version-id'])
    expect([deleted.status, deleted.headers['x-oss-delete-marker']]).toEqual([204, 'true'])
    expect(await versions()).toEqual([`-a@${marker}*`, `a@${version}`])
    const gone = await kit.send({ key: 'a' })
    expect([gone.status, gone.element('Code')]).toEqual([404, 'NoSuchKey'])
    expect(gone.headers['x-oss-delete-marker']).toBe('true')
    expect(gone.headers['x-oss-version-id']).toBe(marker)
    const named = await kit.send({ key: 'a', query: { versionId: marker } })
    expect([named.status, named.element('Code')]).toEqual([405, 'MethodNotAllowed'])
    expect([named.headers.allow, named.headers['x-oss-delete-marker']]).toEqual(['DELETE', 'true'])
    expect((await kit.send({})).text).not.toContain('<Contents>')
    const undone = await remove('a', marker)
    expect(undone.headers['x-oss-delete-marker']).toBe('true')
    expect(await read('a')).toBe('kept')
    expect(await versions()).toEqual([`a@${version}*`])
  })

  it('makes the next older version current when the newest is deleted', async () => {
    await setVersioning(kit, 'Enabled')
    const first = await put('a', 'first')
    const second = await put('a', 'second')
    const deleted = await remove('a', second)
    expect(deleted.headers['x-oss-delete-marker']).toBeUndefined()
    expect(deleted.headers['x-oss-version-id']).toBe(second)
    expect(await read('a')).toBe('first')
    await remove('a', first)
    expect(await read('a')).toBe('NoSuchKey')
    expect(await versions()).toEqual([])
  })

  it('refuses versions that are none', async () => {
    await setVersioning(kit, 'Enabled')
    const version = await put('a', 'a')
    await remove('a', version)
    expect(await read('a', version)).toBe('NoSuchVersion')
    expect(await read('a', 'nonsense')).toBe('InvalidArgument')
    expect((await remove('a', version)).status).toBe(204)
    expect(await kit.codeOf({ query: { versions: '', 'version-id-marker': version } })).toBe(
      'InvalidArgument',
    )
  })

  it('ignores the wish to overwrite nothing', async () => {
    await setVersioning(kit, 'Enabled')
    await put('a', '1')
    const headers = { 'x-oss-forbid-overwrite': 'true' }
    expect(await kit.codeOf({ method: 'PUT', key: 'a', body: '2', headers })).toBe(200)
  })

  it('does not let the bucket go while a version or a marker is left', async () => {
    await setVersioning(kit, 'Enabled')
    const version = await put('a', 'a')
    const marker = String((await remove('a')).headers['x-oss-version-id'])
    const drop = { method: 'DELETE' }
    expect(await kit.codeOf(drop)).toBe('BucketNotEmpty')
    await remove('a', version)
    expect(await kit.codeOf(drop)).toBe('BucketNotEmpty')
    await remove('a', marker)
    expect(await kit.codeOf(drop)).toBe(204)
  })

  it('copies from a version, and names both', async () => {
    await setVersioning(kit, 'Enabled')
    const first = await put('a', 'first')
    await put('a', 'second')
    const headers = { 'x-oss-copy-source': `/home/a?versionId=${first}` }
    const copied = await kit.send({ method: 'PUT', key: 'a', headers, body: '' })
    expect(copied.headers['x-oss-copy-source-version-id']).toBe(first)
    expect(copied.headers['x-oss-version-id']).not.toBe(first)
    expect(await read('a')).toBe('first')
    expect(await versions()).toHaveLength(3)
  })

  it('tags and restricts one version alone', async () => {
    await setVersioning(kit, 'Enabled')
    const first = await put('a', 'first')
    await put('a', 'second')
    const body = '<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>'
    const query = { tagging: '', versionId: first }
    const tagged = await kit.send({ method: 'PUT', key: 'a', query, body })
    expect(tagged.headers['x-oss-version-id']).toBe(first)
    expect((await kit.send({ key: 'a', query })).element('Key')).toBe('k')
    expect((await kit.send({ key: 'a', query: { tagging: '' } })).element('Key')).toBeNull()
    expect(await versions()).toHaveLength(2)
  })

  it('gives a version to multipart uploads and links', async () => {
    await setVersioning(kit, 'Enabled')
    const started = await kit.send({ method: 'POST', key: 'm', query: { uploads: '' } })
    const uploadId = started.element('UploadId') ?? ''
    const part = { method: 'PUT', key: 'm', query: { partNumber: '1', uploadId }, body: 'part' }
    const { etag } = (await kit.send(part)).headers
    const body =
      '<CompleteMultipartUpload><Part><PartNumber>1</PartNumber>' +
      `<ETag>${etag}</ETag></Part></CompleteMultipartUpload>`
    const done = await kit.send({ method: 'POST', key: 'm', query: { uploadId }, body })
    expect(done.headers['x-oss-version-id']).toMatch(/^CAEQ/)
    const headers = { 'x-oss-symlink-target': 'm' }
    const link = await kit.send({
      method: 'PUT',
      key: 'l',
      query: { symlink: '' },
      headers,
      body: '',
    })
    const got = await kit.send({ key: 'l', query: { symlink: '' } })
    expect(got.headers['x-oss-version-id']).toBe(link.headers['x-oss-version-id'])
  })

  it('appends without making versions', async () => {
    await setVersioning(kit, 'Enabled')
    const query = (position: number): Record<string, string> => ({
      append: '',
      position: String(position),
    })
    const first = await kit.send({ method: 'POST', key: 'log', query: query(0), body: 'one' })
    expect(first.headers['x-oss-version-id']).toBe('null')
    await kit.send({ method: 'POST', key: 'log', query: query(3), body: 'two' })
    expect(await versions()).toEqual(['log@null*'])
    expect(await read('log')).toBe('onetwo')
    const headers = { 'x-oss-copy-source': '/home/log' }
    const copy = { method: 'PUT', key: 'copy', headers, body: '' }
    expect(await kit.codeOf(copy)).toBe('OperationNotSupported')
  })

  it('deletes many versions at once and says what became of each', async () => {
    await setVersioning(kit, 'Enabled')
    const version = await put('a', 'a')
    await put('b', 'b')
    const marker = String((await remove('b')).headers['x-oss-version-id'])
    await put('c', 'c')
    const objects = [
      `<Object><Key>a</Key><VersionId>${version}</VersionId></Object>`,
      `<Object><Key>b</Key><VersionId>${marker}</VersionId></Object>`,
      '<Object><Key>c</Key></Object>',
    ]
    const body = `<Delete><Quiet>false</Quiet>${objects.join('')}</Delete>`
    const headers = { 'content-md5': createHash('md5').update(body).digest('base64') }
    const { text } = await kit.send({ method: 'POST', query: { delete: '' }, body, headers })
    expect(text).toContain(`<Deleted><Key>a</Key><VersionId>${version}</VersionId></Deleted>`)
    expect(text).toContain(
      `<Deleted><Key>b</Key><VersionId>${marker}</VersionId><DeleteMarker>true</DeleteMarker>` +
        `<DeleteMarkerVersionId>${marker}</DeleteMarkerVersionId></Deleted>`,
    )
    expect(text).toMatch(
      /<Key>c<\/Key><DeleteMarker>true<\/DeleteMarker><DeleteMarkerVersionId>CAEQ/,
    )
    expect(await read('b')).toBe('b')
    expect(await read('c')).toBe('NoSuchKey')
  })
})

describe('with versioning suspended', () => {
  it('writes and deletes the version null, and keeps the named ones', async () => {
    await setVersioning(kit, 'Enabled')
    const named = await put('a', 'named')
    await setVersioning(kit, 'Suspended')
    expect(await put('a', 'null 1')).toBe('null')
    expect(await put('a', 'null 2')).toBe('null')
    expect(await versions()).toEqual(['a@null*', `a@${named}`])
    expect(await read('a')).toBe('null 2')
    const deleted = await remove('a')
    expect(deleted.headers['x-oss-version-id']).toBe('null')
    expect(await versions()).toEqual(['-a@null*', `a@${named}`])
    expect(await read('a', 'null')).toBe('MethodNotAllowed')
    await remove('a', 'null')
    expect(await read('a')).toBe('named')
    const back = '<VersioningConfiguration><Status>Off</Status></VersioningConfiguration>'
    expect(await kit.codeOf({ method: 'PUT', query: { versioning: '' }, body: back })).toBe(
      'MalformedXML',
    )
  })
})

describe('listing versions', () => {
  it('pages through keys and versions without losing or repeating any', async () => {
    await setVersioning(kit, 'Enabled')
    for (const key of ['a', 'b/1', 'b/2', 'c']) {
      for (const body of ['1', '2', '3']) await put(key, body)
    }
    await remove('a')
    const all = await versions()
    expect(all).toHaveLength(13)
    for (const size of ['1', '2', '5']) {
      const found: string[] = []
      let query: Record<string, string> = { 'max-keys': size }
      for (;;) {
        const page = await kit.send({ query: { versions: '', ...query } })
        found.push(...(await versions(query)))
        if (page.element('IsTruncated') === 'false') break
        query = {
          'max-keys': size,
          'key-marker': page.element('NextKeyMarker') ?? '',
          'version-id-marker': page.element('NextVersionIdMarker') ?? '',
        }
      }
      expect(found).toEqual(all)
    }
  })

  it('folds folders and stays inside a prefix', async () => {
    await setVersioning(kit, 'Enabled')
    for (const key of ['a', 'b/1', 'b/2', 'c']) await put(key, '1')
    const folded = await kit.send({ query: { versions: '', delimiter: '/', 'max-keys': '2' } })
    expect(folded.text).toContain('<CommonPrefixes><Prefix>b/</Prefix></CommonPrefixes>')
    expect(folded.element('NextKeyMarker')).toBe('b/')
    const next = { delimiter: '/', 'key-marker': 'b/' }
    expect((await versions(next)).map((each) => each[0])).toEqual(['c'])
    expect((await versions({ prefix: 'b/' })).map((each) => each.slice(0, 3))).toEqual([
      'b/1',
      'b/2',
    ])
  })
})
