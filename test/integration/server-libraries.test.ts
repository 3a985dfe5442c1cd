import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { rawRequest } from '../oss-server/raw-request.ts'
import { setVersioning, useServer } from './server-kit/server-kit.ts'

/** What the official libraries for other languages send, and what they expect to come back. */
const kit = useServer({ minPartSizeBytes: 1 })

function md5(text: string): Buffer {
  return createHash('md5').update(text).digest()
}

async function initiate(key: string, extra: Record<string, string> = {}): Promise<string> {
  const answer = await kit.send({ method: 'POST', key, query: { uploads: '', ...extra } })
  return answer.element('UploadId') ?? ''
}

async function upload(key: string, uploadId: string, pieces: readonly string[]): Promise<string> {
  for (const [index, body] of pieces.entries()) {
    const query = { partNumber: String(index + 1), uploadId }
    await kit.send({ method: 'PUT', key, query, body })
  }
  const headers = { 'x-oss-complete-all': 'yes' }
  const done = await kit.send({ method: 'POST', key, query: { uploadId }, headers, body: '' })
  return done.element('ETag') ?? ''
}

describe('uploads in parts', () => {
  it('have an ETag made from those of their parts', async () => {
    const etag = await upload('a', await initiate('a'), ['one', 'two'])
    const parts = ['one', 'two'].map((piece) => md5(piece).toString('hex').toUpperCase())
    expect(etag).toBe(`"${md5(parts.join('')).toString('hex').toUpperCase()}-2"`)
  })

  it('have a Content-MD5 when they came in sequence', async () => {
    await upload('a', await initiate('a'), ['one', 'two'])
    expect((await kit.send({ key: 'a' })).headers['content-md5']).toBeUndefined()
    await upload('a', await initiate('a', { sequential: '' }), ['one', 'two'])
    expect((await kit.send({ key: 'a' })).headers['content-md5']).toBe(
      md5('onetwo').toString('base64'),
    )
  })

  it('of one key are listed by id, which is by initiation', async () => {
    const ids: string[] = []
    for (let count = 0; count < 12; count += 1) ids.push(await initiate('a'))
    expect(ids).toEqual([...ids].sort())
    const listed = await kit.send({ query: { uploads: '' } })
    expect(listed.text.match(/(?<=<UploadId>)\w+/g)).toEqual(ids)
    const ends = ['IsTruncated', 'NextKeyMarker', 'NextUploadIdMarker']
    expect(ends.map((name) => listed.element(name))).toEqual(['false', 'a', ids.at(-1)])
  })

  it('tell a client that encrypts by itself what it needs to go on', async () => {
    const own = 'x-oss-meta-client-side-encryption-'
    const headers = {
      [`${own}key`]: 'k',
      [`${own}start`]: 's',
      [`${own}part-size`]: '5',
      [`${own}cek-alg`]: 'c',
    }
    const begun = await kit.send({ method: 'POST', key: 'a', query: { uploads: '' }, headers })
    const query = { uploadId: begun.element('UploadId') ?? '' }
    const listed = await kit.send({ key: 'a', query })
    const names = ['Key', 'Start', 'PartSize', 'CekAlg', 'DataSize']
    expect(names.map((name) => listed.element(`ClientEncryption${name}`))).toEqual([
      ...['k', 's', '5', 'c'],
      null,
    ])
  })

  it('take a range to copy that is open at its end', async () => {
    await kit.send({ method: 'PUT', key: 'source', body: '0123456789' })
    const uploadId = await initiate('a')
    const headers = { 'x-oss-copy-source': '/home/source', 'x-oss-copy-source-range': 'bytes=7-' }
    await kit.send({ method: 'PUT', key: 'a', query: { partNumber: '1', uploadId }, headers })
    await upload('a', uploadId, [])
    expect((await kit.send({ key: 'a' })).text).toBe('789')
  })
})

describe('what is wrong', () => {
  it('is the bucket first, and then who asks', async () => {
    const identity = { accessKeyId: 'nobody', accessKeySecret: 'x' }
    expect(await kit.codeOf({ bucket: 'no-bucket', identity })).toBe('NoSuchBucket')
    expect(await kit.codeOf({ identity })).toBe('InvalidAccessKeyId')
    for (const query of [{}, { acl: '' }] as readonly Record<string, string>[]) {
      const put = { method: 'PUT', bucket: 'no-bucket', query, identity }
      expect(await kit.codeOf(put)).toBe('InvalidAccessKeyId')
    }
  })

  it('is said of an upload by the operation that missed it', async () => {
    const uploadId = 'F'.repeat(32)
    const part = { method: 'PUT', key: 'a', query: { partNumber: '1', uploadId } }
    await kit.send({ method: 'PUT', key: 'source', body: 'x' })
    const copy = { ...part, headers: { 'x-oss-copy-source': '/home/source' } }
    const abort = { method: 'DELETE', key: 'a', query: { uploadId } }
    const ecs = []
    for (const raw of [{ ...part, body: 'x' }, copy, abort]) {
      ecs.push((await kit.send(raw)).element('EC'))
    }
    expect(ecs).toEqual(['0042-00000104', '0042-00000311', '0042-00000002'])
  })

  it('stands beside what the service says of documents', async () => {
    const answer = await kit.send({ method: 'PUT', query: { cors: '' }, body: '<Other/>' })
    expect(answer.element('Message')).toBe(
      'The XML you provided was not well-formed or did not validate against our published schema.',
    )
    expect(answer.element('Detail')).toMatch(/CORSConfiguration/)
  })
})

describe('a read that announces a body and never sends it', () => {
  it('ends the connection, so that nothing else is taken for the body', async () => {
    await kit.send({ method: 'PUT', key: 'a', body: 'content' })
    const answer = await kit.send({
      key: 'a',
      headers: { 'content-length': '9' },
      body: '123456789',
    })
    expect([answer.text, answer.headers.connection]).toEqual(['content', 'close'])
  })
})

describe('metadata', () => {
  it('stay when an object is copied onto itself and nothing is said of them', async () => {
    const headers = { 'content-type': 'text/plain', 'x-oss-meta-a': 'b' }
    await kit.send({ method: 'PUT', key: 'a', body: 'x', headers })
    const copy = { 'x-oss-copy-source': '/home/a' }
    await kit.send({ method: 'PUT', key: 'a', headers: copy })
    expect((await kit.send({ key: 'a' })).headers).toMatchObject(headers)
    await kit.send({ method: 'PUT', key: 'a', headers: { ...copy, 'x-oss-meta-c': 'd' } })
    const replaced = (await kit.send({ key: 'a' })).headers
    expect([replaced['x-oss-meta-a'], replaced['x-oss-meta-c']]).toEqual([undefined, 'd'])
  })

  it('of a later piece are not even read', async () => {
    const append = (
      position: number,
      headers: Record<string, string>,
    ): Promise<string | number> => {
      const query = { append: '', position: String(position) }
      return kit.codeOf({ method: 'POST', key: 'a', query, headers, body: 'x' })
    }
    const eleven = Array.from({ length: 11 }, (_each, index) => `k${index}=v`).join('&')
    expect(await append(0, {})).toBe(200)
    expect(await append(1, { 'x-oss-tagging': eleven })).toBe(200)
    expect((await kit.send({ key: 'a', query: { tagging: '' } })).element('Tag')).toBeNull()
  })
})

describe('lists', () => {
  it('of buckets are narrowed by tags that all hold', async () => {
    const tag = (key: string): string => `<Tag><Key>${key}</Key><Value>v</Value></Tag>`
    const body = `<Tagging><TagSet>${tag('k')}${tag('l')}</TagSet></Tagging>`
    await kit.send({ method: 'PUT', query: { tagging: '' }, body })
    const found = async (tagging: string): Promise<string | null> => {
      const answer = await rawRequest(kit.server.port, { query: { tagging } })
      return answer.element('Name') ?? answer.element('Code')
    }
    expect(await found('"k":"v","l":"v"')).toBe('home')
    expect(await found('"k":"v","m":"v"')).toBeNull()
    expect(await found('k=v')).toBe('InvalidArgument')
  })

  it('begin where the continuation token is there and empty', async () => {
    await kit.send({ method: 'PUT', key: 'a', body: 'a' })
    const query = { 'list-type': '2', 'continuation-token': '' }
    expect((await kit.send({ query })).element('Key')).toBe('a')
  })
})

describe('queries of JSON', () => {
  it('find values over several lines, and write slashes as the service does', async () => {
    const values = '{\n "a": "x/[y",\n "b": [1, 2]\n}, {"a": "z"}\n7\n'
    await kit.send({ method: 'PUT', key: 'a.json', body: values })
    const sql = Buffer.from('select a from ossobject').toString('base64')
    const body =
      `<SelectRequest><Expression>${sql}</Expression><InputSerialization><JSON><Type>LINES</Type>` +
      '</JSON></InputSerialization><OutputSerialization><OutputRawData>true</OutputRawData>' +
      '</OutputSerialization></SelectRequest>'
    const query = { 'x-oss-process': 'json/select' }
    const found = await kit.send({ method: 'POST', key: 'a.json', query, body })
    expect(found.text).toBe('{"a":"x\\/[y"}\n{"a":"z"}\n{}\n')
    const wrong = Buffer.from('select * from ossobject where max(a) > 1').toString('base64')
    const refused = { method: 'POST', key: 'a.json', query, body: body.replace(sql, wrong) }
    expect(await kit.codeOf(refused)).toBe('InvalidSqlParameter')
    await kit.send({ method: 'PUT', key: 'a.json', body: '{"a": ' })
    expect(await kit.codeOf({ method: 'POST', key: 'a.json', query, body })).toBe('InvalidJsonData')
  })
})

describe('a website', () => {
  it('shows its index for what looks like a folder, also to who signs', async () => {
    const body =
      '<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix></IndexDocument>' +
      '</WebsiteConfiguration>'
    await kit.send({ method: 'PUT', query: { website: '' }, body })
    await kit.send({ method: 'PUT', key: 'index.html', body: 'index' })
    expect((await kit.send({ key: 'folder/' })).text).toBe('index')
    expect(await kit.codeOf({ key: 'file' })).toBe('NoSuchKey')
    expect((await kit.send({})).element('Name')).toBe('home')
    await kit.send({ method: 'PUT', key: 'folder/', body: 'itself' })
    expect((await kit.send({ key: 'folder/' })).text).toBe('itself')
  })
})

describe('symlinks', () => {
  const link = { method: 'PUT', key: 'link', query: { symlink: '' } }

  it('have the bytes of their target under their own metadata', async () => {
    const target = { 'x-oss-meta-of': 'target', 'content-type': 'text/plain' }
    await kit.send({ method: 'PUT', key: 'target', body: 'bytes', headers: target })
    const own = { 'x-oss-symlink-target': 'target', 'x-oss-meta-of': 'link' }
    await kit.send({ ...link, headers: own })
    for (const method of ['GET', 'HEAD']) {
      const { headers } = await kit.send({ method, key: 'link' })
      expect(headers).toMatchObject({
        etag: `"${md5('bytes').toString('hex').toUpperCase()}"`,
        'content-length': '5',
        'content-md5': md5('bytes').toString('base64'),
        'content-type': 'application/octet-stream',
        'x-oss-meta-of': 'link',
        'x-oss-object-type': 'Symlink',
      })
    }
  })

  it('are deleted with the sub-resource left in the query', async () => {
    await setVersioning(kit, 'Enabled')
    const made = await kit.send({ ...link, headers: { 'x-oss-symlink-target': 'target' } })
    const versionId = String(made.headers['x-oss-version-id'])
    const query = { symlink: '', versionId }
    expect(await kit.codeOf({ method: 'DELETE', key: 'link', query })).toBe(204)
    expect(await kit.codeOf({ key: 'link', query })).toBe('NoSuchVersion')
  })
})
