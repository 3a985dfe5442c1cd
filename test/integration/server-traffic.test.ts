import { randomBytes } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Identity } from '../oss-server/server.ts'
import { defaultIdentity } from '../oss-server/server.ts'
import { setVersioning, useServer } from './server-kit/server-kit.ts'

const stranger: Identity = { accessKeyId: 'stranger', accessKeySecret: 's', ownerId: '2' }
const kit = useServer({ identities: [defaultIdentity, stranger] })

describe('writers at the same time', () => {
  it('leave one whole object', async () => {
    const bodies = Array.from({ length: 12 }, (_each, index) => randomBytes(20_000 + index * 7_000))
    await Promise.all(bodies.map((body) => kit.send({ method: 'PUT', key: 'a', body })))
    const stored = (await kit.send({ key: 'a' })).body
    expect(bodies.some((body) => body.equals(stored))).toBe(true)
    await kit.restart()
    expect((await kit.send({ key: 'a' })).body.equals(stored)).toBe(true)
  })

  it('leave a version each, with its own bytes', async () => {
    await setVersioning(kit, 'Enabled')
    const bodies = Array.from({ length: 12 }, (_each, index) =>
      String(index).repeat(1 + index * 9_000),
    )
    const written = await Promise.all(
      bodies.map(async (body) => {
        const { headers } = await kit.send({ method: 'PUT', key: 'a', body })
        return [String(headers['x-oss-version-id']), body] as const
      }),
    )
    expect(new Set(written.map(([version]) => version)).size).toBe(12)
    for (const [versionId, body] of written) {
      expect((await kit.send({ key: 'a', query: { versionId } })).text).toBe(body)
    }
    const { text } = await kit.send({ query: { versions: '' } })
    expect(text.match(/<IsLatest>true/g)).toHaveLength(1)
  })

  it('copy what a source was, even while it is replaced', async () => {
    const bodies = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(300_000))
    await kit.send({ method: 'PUT', key: 'source', body: bodies[0] ?? '' })
    const headers = { 'x-oss-copy-source': '/home/source' }
    const copies = bodies.flatMap((body, index) => [
      kit.codeOf({ method: 'PUT', key: `copy${index}`, headers, body: '' }),
      kit.codeOf({ method: 'PUT', key: 'source', body }),
    ])
    expect(new Set(await Promise.all(copies))).toEqual(new Set([200]))
    for (const index of bodies.keys()) {
      expect(bodies).toContain((await kit.send({ key: `copy${index}` })).text)
    }
  })

  it('append one after another, never over each other', async () => {
    const append = (body: string): Promise<string | number> =>
      kit.codeOf({ method: 'POST', key: 'log', query: { append: '', position: '0' }, body })
    const codes = await Promise.all(['aaa', 'bbb', 'ccc', 'ddd'].map(append))
    expect(codes.filter((code) => code === 200)).toHaveLength(1)
    expect(codes.filter((code) => code === 'PositionNotEqualToLength')).toHaveLength(3)
    expect(['aaa', 'bbb', 'ccc', 'ddd']).toContain((await kit.send({ key: 'log' })).text)
  })
})

describe('compression', () => {
  const text = 'lorem ipsum '.repeat(20_000)
  const put = (key: string, type: string, body: string): Promise<unknown> =>
    kit.send({ method: 'PUT', key, body, headers: { 'content-type': type } })
  const asking = { 'accept-encoding': 'deflate, gzip;q=0.8' }

  it('is for texts, and for those who ask', async () => {
    await put('a.txt', 'text/plain; charset=utf-8', text)
    const plain = await kit.send({ key: 'a.txt' })
    expect([plain.text, plain.headers['content-encoding']]).toEqual([text, undefined])
    const packed = await kit.send({ key: 'a.txt', headers: asking })
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect([packed.headers.etag, packed.headers['content-length']]).toEqual([undefined, undefined])
    expect(packed.body.length).toBeLessThan(text.length / 10)
    expect(gunzipSync(packed.body).toString()).toBe(text)
  })

  it('leaves alone what is small, binary, a range or refused', async () => {
    await put('a.txt', 'text/plain', text)
    await put('small.txt', 'text/plain', 'x'.repeat(1023))
    await put('a.png', 'image/png', text)
    const encodingOf = async (key: string, headers: Record<string, string>): Promise<unknown> =>
      (await kit.send({ key, headers })).headers['content-encoding']
    expect(await encodingOf('small.txt', asking)).toBeUndefined()
    expect(await encodingOf('a.png', asking)).toBeUndefined()
    expect(await encodingOf('a.txt', { ...asking, range: 'bytes=0-9' })).toBeUndefined()
    expect(await encodingOf('a.txt', { 'accept-encoding': 'gzip;q=0, identity' })).toBeUndefined()
  })
})

describe('limits', () => {
  it('of traffic lie within bounds', async () => {
    const put = (limit: string): Promise<string | number> =>
      kit.codeOf({ method: 'PUT', key: 'a', body: 'a', headers: { 'x-oss-traffic-limit': limit } })
    expect(await put('245759')).toBe('InvalidArgument')
    expect(await put('838860801')).toBe('InvalidArgument')
    expect(await put('fast')).toBe('InvalidArgument')
    expect(await put('838860800')).toBe(200)
  })

  it('let strangers read where they pay', async () => {
    await kit.send({ method: 'PUT', key: 'a', body: 'a' })
    const acl = { 'x-oss-acl': 'public-read' }
    await kit.send({ method: 'PUT', query: { acl: '' }, headers: acl, body: '' })
    const body =
      '<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>'
    await kit.send({ method: 'PUT', query: { requestPayment: '' }, body })
    const foreign = { key: 'a', identity: stranger }
    expect((await kit.send(foreign)).element('EC')).toBe('0003-00000703')
    const paid = await kit.send({ ...foreign, headers: { 'x-oss-request-payer': 'requester' } })
    expect([paid.status, paid.headers['x-oss-request-charged']]).toEqual([200, 'requester'])
    expect((await kit.send({ key: 'a' })).status).toBe(200)
  })
})
