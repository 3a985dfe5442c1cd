import { beforeEach, describe, expect, it } from 'vitest'
import type { RawRequest } from '../oss-server/raw-request.ts'
import { setVersioning, useServer } from './server-kit/server-kit.ts'

const kit = useServer()
const dayMs = 24 * 3600 * 1000
let aheadMs = 0
beforeEach(() => {
  aheadMs = 0
})

function pass(ms: number): void {
  aheadMs += ms
  kit.advance(ms)
}

const worm = (inner = ''): RawRequest => ({
  method: 'PUT',
  query: { objectWorm: '' },
  body: `<ObjectWormConfiguration><ObjectWormEnabled>Enabled</ObjectWormEnabled>${inner}</ObjectWormConfiguration>`,
})
const rule = (mode: string, span: string): string =>
  `<Rule><DefaultRetention><Mode>${mode}</Mode>${span}</DefaultRetention></Rule>`

/** The id of the new version. */
async function put(key = 'a'): Promise<string> {
  return String((await kit.send({ method: 'PUT', key, body: key })).headers['x-oss-version-id'])
}

function erase(versionId: string, bypass = false): Promise<string | number> {
  const headers = { 'x-oss-bypass-governance-retention': String(bypass) }
  return kit.codeOf({ method: 'DELETE', key: 'a', query: { versionId }, headers })
}

function retain(mode: string, days: number, bypass = false): Promise<string | number> {
  const until = new Date(Date.now() + aheadMs + days * dayMs).toISOString()
  const headers = { 'x-oss-bypass-governance-retention': String(bypass) }
  const body = `<Retention><Mode>${mode}</Mode><RetainUntilDate>${until}</RetainUntilDate></Retention>`
  return kit.codeOf({ method: 'PUT', key: 'a', query: { retention: '' }, headers, body })
}

function hold(status: string): Promise<string | number> {
  const body = `<LegalHold><Status>${status}</Status></LegalHold>`
  return kit.codeOf({ method: 'PUT', key: 'a', query: { legalHold: '' }, body })
}

describe('locking single objects', () => {
  it('needs versions, and goes with nothing that would undo it', async () => {
    expect(await kit.codeOf({ query: { objectWorm: '' } })).toBe('NoSuchObjectWormConfiguration')
    expect(await kit.codeOf(worm())).toBe('InvalidRequest')
    await setVersioning(kit, 'Enabled')
    const both = rule('GOVERNANCE', '<Days>1</Days><Years>1</Years>')
    for (const inner of ['<Rule/>', rule('SOFT', '<Days>1</Days>'), both]) {
      expect(await kit.codeOf(worm(inner))).toBe('MalformedXML')
    }
    expect(await kit.codeOf(worm())).toBe(200)
    expect((await kit.send({ query: { objectWorm: '' } })).text).toBe(worm().body)
    const suspend = '<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>'
    const change = { method: 'PUT', query: { versioning: '' }, body: suspend }
    const append = { method: 'POST', query: { append: '', position: '0' }, key: 'l', body: 'x' }
    expect(await kit.codeOf(change)).toBe('InvalidRequest')
    expect(await kit.codeOf(append)).toBe('InvalidRequest')
    expect(await kit.codeOf({ method: 'DELETE', query: { objectWorm: '' } })).toBe('NotImplemented')
  })

  it('keeps new objects for as long as the bucket says, and tells until when', async () => {
    await setVersioning(kit, 'Enabled')
    const before = await put()
    await kit.send(worm(rule('COMPLIANCE', '<Days>2</Days>')))
    const version = await put()
    expect(await erase(before)).toBe(204)
    expect([await erase(version), await erase(version, true)]).toEqual([
      'FileImmutable',
      'FileImmutable',
    ])
    const { headers } = await kit.send({ method: 'HEAD', key: 'a' })
    expect(headers['x-oss-object-worm-mode']).toBe('COMPLIANCE')
    const found = await kit.send({ key: 'a', query: { retention: '' } })
    expect(found.element('RetainUntilDate')).toBe(headers['x-oss-object-worm-retain-until-date'])
    // Without a version it only leaves a marker, which is always allowed.
    expect(await kit.codeOf({ method: 'DELETE', key: 'a' })).toBe(204)
    await kit.restart()
    expect(await erase(version)).toBe('FileImmutable')
    pass(2 * dayMs + 1000)
    expect(await erase(version)).toBe(204)
  })

  it('is made longer by anybody, and shorter only past governance', async () => {
    await setVersioning(kit, 'Enabled')
    expect(await put()).not.toBe('null')
    expect(await retain('GOVERNANCE', 1)).toBe('InvalidRequest')
    await kit.send(worm())
    const none = { key: 'a', query: { retention: '' } }
    expect(await kit.codeOf(none)).toBe('NoSuchObjectRetention')
    expect(await retain('GOVERNANCE', -1)).toBe('InvalidArgument')
    expect([await retain('GOVERNANCE', 3), await retain('GOVERNANCE', 5)]).toEqual([200, 200])
    expect(await retain('GOVERNANCE', 2)).toBe('FileImmutable')
    expect(await retain('GOVERNANCE', 2, true)).toBe(200)
    expect(await retain('COMPLIANCE', 4)).toBe(200)
    expect(await retain('COMPLIANCE', 3, true)).toBe('FileImmutable')
    expect(await retain('GOVERNANCE', 9, true)).toBe('FileImmutable')
  })

  it('lets governance be bypassed, but never a legal hold', async () => {
    await setVersioning(kit, 'Enabled')
    await kit.send(worm(rule('GOVERNANCE', '<Years>1</Years>')))
    const version = await put()
    expect(await hold('ON')).toBe(200)
    expect([await erase(version), await erase(version, true)]).toEqual([
      'FileImmutable',
      'FileImmutable',
    ])
    const asked = await kit.send({ key: 'a', query: { legalHold: '' } })
    expect(asked.element('Status')).toBe('ON')
    expect([await hold('OFF'), await hold('MAYBE')]).toEqual([200, 'MalformedXML'])
    expect([await erase(version), await erase(version, true)]).toEqual(['FileImmutable', 204])
  })
})
