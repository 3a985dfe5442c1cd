import { describe, expect, it } from 'vitest'
import { drawPng } from '../oss-server/png.ts'
import { useServer } from './server-kit/server-kit.ts'

const kit = useServer()

describe('a website', () => {
  async function build(inner: string): Promise<void> {
    const acl = { 'x-oss-acl': 'public-read' }
    await kit.send({ method: 'PUT', query: { acl: '' }, headers: acl, body: '' })
    for (const key of ['index.html', 'docs/index.html', 'error.html', 'page']) {
      await kit.send({ method: 'PUT', key, body: key })
    }
    const body = `<WebsiteConfiguration>${inner}</WebsiteConfiguration>`
    expect(await kit.codeOf({ method: 'PUT', query: { website: '' }, body })).toBe(200)
  }

  const index = (type: number): string =>
    `<IndexDocument><Suffix>index.html</Suffix><SupportSubDir>true</SupportSubDir>` +
    `<Type>${type}</Type></IndexDocument>`
  const error = '<ErrorDocument><Key>error.html</Key><HttpStatus>404</HttpStatus></ErrorDocument>'
  const visit = async (path: string): Promise<readonly [number, string]> => {
    const answer = await kit.send({ path: `/home/${path}`, identity: null })
    return [answer.status, answer.headers.location ? String(answer.headers.location) : answer.text]
  }

  it('shows its pages to visitors, and its listing to those who sign', async () => {
    await build(index(0) + error)
    expect(await visit('')).toEqual([200, 'index.html'])
    expect(await visit('page')).toEqual([200, 'page'])
    expect(await visit('docs/')).toEqual([200, 'docs/index.html'])
    expect(await visit('docs')).toEqual([302, '/docs/'])
    expect(await visit('missing')).toEqual([404, 'error.html'])
    expect((await kit.send({})).text).toContain('<ListBucketResult>')
    expect(await kit.codeOf({ key: 'missing' })).toBe('NoSuchKey')
  })

  it('serves a folder in place when it is told to', async () => {
    await build(index(2))
    expect(await visit('docs')).toEqual([200, 'docs/index.html'])
    expect((await visit('missing'))[1]).toContain('NoSuchKey')
  })

  it('leads elsewhere by its rules', async () => {
    const rule =
      '<RoutingRules><RoutingRule><RuleNumber>1</RuleNumber><Condition>' +
      '<KeyPrefixEquals>old/</KeyPrefixEquals>' +
      '<HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals></Condition><Redirect>' +
      '<RedirectType>External</RedirectType><Protocol>https</Protocol>' +
      '<HostName>new.example.com</HostName><ReplaceKeyPrefixWith>now/</ReplaceKeyPrefixWith>' +
      '<HttpRedirectCode>301</HttpRedirectCode></Redirect></RoutingRule></RoutingRules>'
    await build(index(0) + rule)
    expect(await visit('old/a%20b')).toEqual([301, 'https://new.example.com/now/a%20b'])
    expect((await visit('other'))[0]).toBe(404)
  })
})

describe('processing', () => {
  const picture = drawPng(3, 60, 40)
  const facts = async (key: string, process = 'image/info'): Promise<readonly unknown[]> => {
    const answer = await kit.send({ key, query: { 'x-oss-process': process } })
    const info = JSON.parse(answer.text) as Record<string, { readonly value: string }>
    return [info.ImageWidth?.value, info.ImageHeight?.value]
  }

  it('tells the facts of a picture and makes smaller ones', async () => {
    await kit.send({ method: 'PUT', key: 'p.png', body: picture })
    expect(await facts('p.png')).toEqual(['60', '40'])
    const query = { 'x-oss-process': 'image/resize,w_30' }
    const small = await kit.send({ key: 'p.png', query })
    expect(small.headers['content-type']).toBe('image/png')
    expect(small.headers['x-oss-hash-crc64ecma']).toBeUndefined()
    await kit.send({ method: 'PUT', key: 'small.png', body: small.body })
    expect(await facts('small.png')).toEqual(['30', '20'])
  })

  it('keeps the outcome as another object', async () => {
    await kit.send({ method: 'PUT', key: 'p.png', body: picture })
    const encode = (text: string): string => Buffer.from(text).toString('base64url')
    const target = `sys/saveas,o_${encode('out/小.png')},b_${encode('other')}`
    const answer = await kit.send({
      method: 'POST',
      key: 'p.png',
      query: { 'x-oss-process': '' },
      body: `x-oss-process=image/resize,p_50|${target}`,
    })
    const saved = JSON.parse(answer.text) as Record<string, unknown>
    const stored = await kit.send({ bucket: 'other', key: 'out/小.png' })
    expect(saved).toEqual({
      bucket: 'other',
      object: 'out/小.png',
      fileSize: stored.body.length,
      status: 'OK',
    })
  })

  it('goes by named styles', async () => {
    await kit.send({ method: 'PUT', key: 'p.png', body: picture })
    const query = { style: '', styleName: 'thumb' }
    const body = '<Style><Content>image/resize,h_10/info</Content></Style>'
    expect(await kit.codeOf({ method: 'PUT', query, body })).toBe(200)
    expect(await facts('p.png', 'style/thumb')).toEqual(['15', '10'])
    expect((await kit.send({ query: { style: '' } })).element('Name')).toBe('thumb')
    expect(await kit.codeOf({ method: 'DELETE', query })).toBe(204)
    const gone = { key: 'p.png', query: { 'x-oss-process': 'style/thumb' } }
    expect(await kit.codeOf(gone)).toBe('NoSuchStyle')
    expect(await kit.codeOf({ query })).toBe('NoSuchStyle')
  })

  it('refuses what is no picture', async () => {
    await kit.send({ method: 'PUT', key: 'a.txt', body: 'text' })
    const process = (value: string): Promise<string | number> =>
      kit.codeOf({ key: 'a.txt', query: { 'x-oss-process': value } })
    expect(await process('image/info')).toBe('InvalidArgument')
    expect(await process('video/snapshot,t_1')).toBe('InvalidArgument')
  })
})
